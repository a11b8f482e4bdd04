"""Web archives made for tests: records as a crawler would write them, about invented people."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile

WORDS = "The mayor of Dornhal said on Monday that the bridge would stay open. “We will not close it,” she said."
PAGE = f"<html><head><title>Bridge</title></head><body><article><p>{WORDS}</p></article></body></html>".encode()
URL = "https://news.example/bridge"
AT = "2022-04-25T10:30:00Z"


def http(body: bytes = PAGE, head: str = "Content-Type: text/html; charset=utf-8", status: int = 200) -> bytes:
    """A response as it went over the wire."""
    return f"HTTP/1.1 {status} Is\r\n{head}\r\n\r\n".encode() + body


def warc(block: bytes | None = None, *, kind: str = "response", url: str = URL, **fields: str) -> bytes:
    """One WARC record; `fields` with _ for - are added to its header, or take the place of the usual ones."""
    block = http() if block is None else block
    usual = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block + url.encode()).hexdigest()}>",  # noqa: S324
        "WARC-Date": AT, "WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }  # fmt: skip
    usual |= {name.replace("_", "-"): value for name, value in fields.items()}
    header = "".join(f"{name}: {value}\r\n" for name, value in usual.items())
    return f"WARC/1.1\r\n{header}\r\n".encode() + block + b"\r\n\r\n"


def arc(*records: tuple[str, bytes], version: int = 1) -> bytes:
    """An ARC file with a capture of each address."""
    about = f"{version} 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n".encode()
    between = "" if version == 1 else "200 - - 0 a.arc "
    lines = [(f"filedesc://a.arc 0.0.0.0 20080430204825 text/plain {between}{len(about)}\n".encode(), about)]
    lines += [
        (f"{url} 127.0.0.1 20080430204826 text/html {between}{len(block)}\n".encode(), block) for url, block in records
    ]
    return b"".join(line + block + b"\n" for line, block in lines)


def packed(*records: bytes) -> bytes:
    """Each record a gzip member of its own, as the standard has it."""
    return b"".join(map(gzip.compress, records))


def wacz(files: dict[str, bytes], digests: dict[str, str] | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """A WACZ of WARC files; `digests` take the place of the right ones."""
    right = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in files.items()} | (digests or {})
    package = {"profile": "data-package", "resources": [{"path": name, "hash": h} for name, h in right.items()]}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps(package))
        for name, data in {**files, **(more or {})}.items():
            archive.writestr(name, data)
    return made.getvalue()


def sha1(data: bytes) -> str:
    """A digest as crawlers write it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"  # noqa: S324  # the format's own
