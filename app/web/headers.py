"""What the server's HTTP answers carry besides Streamlit's content: security headers, and our own page.

All of it is plain ASGI, wrapped around Streamlit's own routes.
"""

import base64
import functools
import gzip
import hashlib
import os
import re
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

STATIC = Path(streamlit.__file__).parent / "static"
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
