"""A web site in a thread, for tests of fetching: it answers as told and keeps what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What is answered at a path."""

    body: bytes = b""
    status: int = 200
    header: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """`replies` by path: one, or several of which each is given once and the last for ever; 404 elsewhere."""

    url: str
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    def reply(self, path: str, header: dict[str, str]) -> Reply:
        """The answer to one request; 304 where it has the reply's ETag."""
        self.asked.append((path, header))
        found = self.replies.get(path, Reply(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        known = {header.get("if-none-match"), header.get("if-modified-since")} - {None}
        same = known & {found.header.get("ETag"), found.header.get("Last-Modified")}
        return Reply(status=304) if same else found


@contextmanager
def running() -> Iterator[Site]:
    """A site on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = site.reply(self.path, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(reply.status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | reply.header).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Says nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    site = Site(f"http://localhost:{server.server_port}")
    serve: Callable[[], None] = partial(server.serve_forever, poll_interval=0.01)
    threading.Thread(target=serve, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
