"""What the server's HTTP answers carry besides Streamlit's content: security headers, compression, our own page.

All of it is plain ASGI, wrapped around Streamlit's own routes.
"""

import base64
import functools
import gzip
import hashlib
import os
import re
from pathlib import Path

import anyio.to_thread
import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

STATIC = Path(streamlit.__file__).parent / "static"
COMPRESSED_TYPES = (".js", ".css", ".svg", ".json", ".wasm")
COMPRESSED_BYTES = 24 * 2**20
FRAME_ANCESTORS = "UNROLLED_FRAME_ANCESTORS"
# Without this, Streamlit tries each part of the address as the server's root and leaves errors in the console.
ROOT_SCRIPT = "<script>window.__streamlit = {{BACKEND_BASE_URL: window.location.origin + '/{base}'}}</script>"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@functools.cache
def page() -> str:
    """Streamlit's page with our name, and told where the server is."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    root = ROOT_SCRIPT.format(base=config.get_option("server.baseUrlPath").strip("/"))
    return html.replace("<title>Streamlit</title>", f"<title>Unrolled</title>{root}")


def inline_script_hashes(html: str) -> list[str]:
    """CSP sources that allow exactly the scripts written into `html`."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy() -> str:
    """The content policy: this server only. Streamlit styles by script, so styles may be inline."""
    scripts = " ".join(inline_script_hashes(page()))
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "connect-src 'self' blob:",  # a recording from the microphone lies in the browser's memory until it is sent
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {os.environ.get(FRAME_ANCESTORS, '').strip() or chr(39) + 'self' + chr(39)}",
        ]
    )


def security_headers() -> dict[str, str]:
    """Headers of every answer. The environment variable UNROLLED_FRAME_ANCESTORS says who may frame the app."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class SecurityHeaders:
    """Adds `security_headers()` to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnPage:
    """Sends our page wherever Streamlit sends its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.plain = page().encode()
        self.compressed = gzip.compress(self.plain, mtime=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        small = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        body = self.compressed if small else self.plain
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                replaced = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
                if replaced:
                    for name in ("ETag", "Last-Modified", "Accept-Ranges"):
                        del headers[name]
                    headers.update({"Content-Length": str(len(body)), "Vary": "Accept-Encoding"})
                    headers.update({"Content-Encoding": "gzip"} if small else {})
            elif replaced and not message.get("more_body", False):
                message = {"type": "http.response.body", "body": body}
            if not (replaced and message.get("more_body", False)):
                await send(message)

        await self.app(scope, receive, send_ours)


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
        elif scope["path"] in self.kept:
            await _answer(*self.kept[scope["path"]], send)
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
            self.kept[scope["path"]] = (start, compressed)
        await _answer(start, compressed, send)


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
