"""House rules that no tool holds: sizes, nothing of one machine in the files, and the public names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

LONGEST = 300
PUBLIC = [
    "AddOptions", "ClaimFilter", "ComparedReports", "InputError", "Issue", "ReadError", "Reading", "Report", "Results",
    "Stored", "__version__", "add", "add_readings", "compare", "compare_against", "compare_ledger", "export_readings",
    "history", "link_ledger", "read", "read_file", "read_inputs", "readings_from_file", "readings_from_ledger",
    "search", "verify",
]  # fmt: skip
#: Heavy to import; a command that reads nothing must not pay for them.
HEAVY = {
    "onnxruntime", "numpy", "tokenizers", "trafilatura", "lxml", "pandas", "polars", "pyarrow", "httpx2", "fastwarc",
    "feedparser", "jinja2", "brotli",
}  # fmt: skip
#: Put together here, so that this file does not trip over itself.
_HOSTS = ["python" + "hosted", "pypi" + ".org", "registry" + ".npm", "deb" + ".debian"]
_FOLDERS = ["wo" + "rk", "fa" + "rm", "ho" + "me", "ro" + "ot", "tm" + "p"]
FOREIGN = re.compile("|".join([*map(re.escape, _HOSTS), *(rf"(?<![\w.*/-])/{folder}/" for folder in _FOLDERS)]))
BARE_SKIP = re.compile(r"skip(?:if)?\(\s*\)")


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Every file of the project that is text, by path."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    paths = [root / name for name in listed.split("\0") if name]
    raw = {str(p.relative_to(root)): p.read_bytes() for p in paths if p.is_file() and p.stat().st_size < 2_000_000}
    return {name: data.decode("utf8", errors="replace") for name, data in raw.items() if b"\0" not in data[:4096]}


def test_no_file_of_code_is_long(texts: dict[str, str]) -> None:
    long = {name: text.count("\n") for name, text in texts.items() if name.endswith(".py")}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_nothing_of_one_machine_or_registry(texts: dict[str, str]) -> None:
    found = {name: match.group() for name, text in texts.items() if (match := FOREIGN.search(text))}
    assert found == {}


def test_every_skip_says_why(texts: dict[str, str]) -> None:
    assert [name for name, text in texts.items() if name.startswith("tests/") and BARE_SKIP.search(text)] == []


def test_locks_hold_hashes_only(root: Path) -> None:
    for lock in (root / "requirements").glob("*.txt"):
        lines = lock.read_text(encoding="utf8").splitlines()
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins
        assert all(re.match(r"[a-z0-9.-]+==\S+( ;.*)? \\$", pin) for pin in pins), lock.name


def test_the_public_names_are_these() -> None:
    assert onrecord.__all__ == PUBLIC
    assert all(hasattr(onrecord, name) for name in PUBLIC)


def test_importing_the_package_is_cheap() -> None:
    code = "import sys, onrecord; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert HEAVY.isdisjoint(loaded.split())
