"""The components' own scripts, served once and kept by the browser.

Streamlit sends a component's script with each of its messages: 55 kB with each frame of a map that moves. So it is sent
one line, which imports the script from here, under a name that changes with what is in it.
"""

import functools
import gzip

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.kit.script import FOLDER, served


class ComponentScripts:
    """Answers for the scripts that components have registered; all else goes on to the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        folder, _, name = scope.get("path", "").rpartition("/")
        known = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and folder.endswith(f"/{FOLDER}")
        if not known or name not in served():
            await self.app(scope, receive, send)
            return
        small = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        body = _compressed(name) if small else served()[name]
        headers = {
            "Content-Type": "text/javascript; charset=utf-8",
            "Content-Length": str(len(body)),
            "Cache-Control": "public, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
        } | ({"Content-Encoding": "gzip"} if small else {})
        raw = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})


@functools.cache
def _compressed(name: str) -> bytes:
    return gzip.compress(served()[name], 9, mtime=0)
