"""Streamlit's own scripts and styles, compressed once instead of for each visitor."""

import gzip
import posixpath

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPRESSED_TYPES = (".js", ".css", ".svg", ".json", ".wasm")
COMPRESSED_BYTES = 24 * 2**20


class CompressedStatic:
    """Serves Streamlit's own scripts and styles compressed: each file is compressed once and kept.

    Streamlit sends them as they are (3 MB for a first visit), because compressing anew for each visitor is slow.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[Message, bytes]] = {}
        self.kept_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _compressible(scope):
            await self.app(scope, receive, send)
        elif _name(scope) in self.kept:
            await _answer(*self.kept[_name(scope)], send)
        else:
            await self._fetch(scope, receive, send)

    async def _fetch(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the whole answer of the inner app, compress it if it is a file, and keep it."""
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))

        whole = {key: value for key, value in scope.items() if key != "extensions"}  # so that no path is sent instead
        await self.app(whole, receive, collect)
        headers = MutableHeaders(scope=start)
        is_page = headers.get("content-type", "").startswith("text/html")  # the answer to an unknown path
        if start["status"] != 200 or is_page:
            await _answer(start, bytes(body), send)
            return
        compressed = await anyio.to_thread.run_sync(lambda: gzip.compress(body, 6, mtime=0))
        headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(compressed))})
        headers["ETag"] = f"W/{headers['ETag'].removeprefix('W/')}"
        headers.add_vary_header("Accept-Encoding")
        if self.kept_bytes + len(compressed) <= COMPRESSED_BYTES:
            self.kept_bytes += len(compressed)
            self.kept[_name(scope)] = (start, compressed)
        await _answer(start, compressed, send)


def _name(scope: Scope) -> str:
    """The file's one name: there are as many ways to write its path as one likes, with // and /./, and all are answered."""
    return posixpath.normpath(scope["path"])


def _compressible(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    named = "/static/" in scope["path"] and scope["path"].endswith(COMPRESSED_TYPES)
    whole = "range" not in headers and "if-none-match" not in headers and "if-modified-since" not in headers
    return named and whole and "gzip" in headers.get("accept-encoding", "")


async def _answer(start: Message, body: bytes, send: Send) -> None:
    await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": body})
