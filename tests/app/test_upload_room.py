"""The room for files on their way: who finds it full is heard out, answered, and held nowhere."""

import asyncio

import pytest

from app.web import uploads
from tests.app.waiting import PATIENCE

PATH = "/_stcore/upload_file/session/file"


class Inner:
    """Streamlit in its place: holds every file as long as `leave` is not set."""

    def __init__(self) -> None:
        self.bodies, self.leave = [], asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:
        self.bodies.append((await receive())["body"])
        await self.leave.wait()


async def put(room, size: int | str, method: str = "PUT", path: str = PATH) -> tuple[int, list[int]]:
    """How much of the body was asked for, and the statuses that were answered."""
    asked, statuses = [], []

    async def receive():
        asked.append(len(asked) < 2)
        return {"type": "http.request", "body": b"x", "more_body": asked[-1]}

    async def send(message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    headers = [(b"content-length", str(size).encode())] if size != "" else []
    await room({"type": "http", "method": method, "path": path, "headers": headers}, receive, send)
    return len(asked), statuses


def test_files_on_their_way_share_one_room(monkeypatch: pytest.MonkeyPatch):
    async def visit() -> None:
        monkeypatch.setattr(uploads, "ROOM", 100)
        inner = Inner()
        room = uploads.UploadRoom(inner)
        first = asyncio.ensure_future(put(room, 60))
        while room.coming < 60:
            await asyncio.sleep(0)
        assert await put(room, 41) == (3, [204]), "all of it is taken in, and it is answered"
        second = asyncio.ensure_future(put(room, 40))
        while room.coming < 100:
            await asyncio.sleep(0)
        inner.leave.set()
        await asyncio.gather(first, second)
        assert len(inner.bodies) == 2 and room.coming == 0
        assert (await put(room, 41))[1] == [], "there is room again"

    asyncio.run(asyncio.wait_for(visit(), PATIENCE))


def test_files_that_no_page_has_taken_count(monkeypatch: pytest.MonkeyPatch):
    async def visit() -> None:
        monkeypatch.setattr(uploads, "ROOM", 100)
        monkeypatch.setattr(uploads, "_held", lambda: 60)
        inner = Inner()
        inner.leave.set()
        room = uploads.UploadRoom(inner)
        assert (await put(room, 41))[1] == [204] and inner.bodies == []
        for size, method, path in ((40, "PUT", PATH), (41, "DELETE", PATH), (41, "PUT", "/lstm")):
            assert (await put(room, size, method, path))[1] == []
        assert len(inner.bodies) == 3

    asyncio.run(asyncio.wait_for(visit(), PATIENCE))


@pytest.mark.parametrize("size", ["", "many", 10**12])
def test_who_does_not_say_how_much_comes_takes_the_most(size, monkeypatch: pytest.MonkeyPatch):
    """What is more than the server takes is the server's to refuse."""
    most = uploads.config.get_option("server.maxUploadSize") << 20

    async def visit(room_bytes: int) -> int:
        monkeypatch.setattr(uploads, "ROOM", room_bytes)
        inner = Inner()
        inner.leave.set()
        await put(uploads.UploadRoom(inner), size)
        return len(inner.bodies)

    assert asyncio.run(visit(most)) == 1 and asyncio.run(visit(most - 1)) == 0
