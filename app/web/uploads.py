"""What visitors upload has one room for all of them: who comes when it is full is told so, and the server lives."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, runtime

ROOM = 1 << 30  # bytes of all files that are on their way or have not been taken by a page yet
PATH = "/_stcore/upload_file/"


class UploadRoom:
    """Takes a file only while there is room. Else its bytes are dropped as they come, and its page finds no file."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        size = _announced(scope)
        if self.coming + _held() + size > ROOM:
            await _drop(receive, send)
            return
        self.coming += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming -= size


def _announced(scope: Scope) -> int:
    """Bytes that come at the most: as many as Streamlit takes of a file that says nothing, or says more."""
    length, most = Headers(scope=scope).get("content-length", ""), config.get_option("server.maxUploadSize") << 20
    return min(int(length), most) if length.isdecimal() else most


def _held() -> int:
    """Bytes of the files that Streamlit holds, of all sessions."""
    if not runtime.exists():
        return 0
    found = runtime.get_instance().uploaded_file_mgr.get_stats()
    return sum(stat.byte_length for stats in found.values() for stat in stats)


async def _drop(receive: Receive, send: Send) -> None:
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})
