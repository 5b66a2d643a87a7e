"""What is compressed once for all visitors: each file under one name, however its path is written."""

import gzip
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.web.compression import CompressedStatic

SCRIPT = b"export const one = 1;\n" * 1000
PATHS = [
    "/static/js/one.js",
    "/static//js/one.js",
    "/static/./js/./one.js",
    "/static/js//.//one.js",
    "/./static/js/one.js",
]


@pytest.fixture
def served(tmp_path: Path) -> CompressedStatic:
    """A folder of static files, compressed."""
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "one.js").write_bytes(SCRIPT)
    (tmp_path / "js" / "two.js").write_bytes(SCRIPT[::-1])
    return CompressedStatic(Starlette(routes=[Mount("/static", StaticFiles(directory=tmp_path))]))


def get(app: CompressedStatic, path: str) -> tuple[int, bytes]:
    """Status and body of the answer to a browser that takes gzip."""
    sent: list[dict] = []
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "query_string": b""}
    scope |= {"headers": [(b"accept-encoding", b"gzip")]}

    async def ask() -> None:
        async def receive() -> dict:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        await app(scope, receive, send)

    anyio.run(ask)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def test_a_file_is_kept_once_however_its_path_is_written(served: CompressedStatic):
    status, body = get(served, PATHS[0])
    assert status == 200 and gzip.decompress(body) == SCRIPT
    bytes_of_one = served.kept_bytes
    for path in PATHS[1:]:
        assert get(served, path) == (200, body) or get(served, path)[0] == 404, path
    assert get(served, PATHS[1]) == (200, body)
    assert len(served.kept) == 1 and served.kept_bytes == bytes_of_one == len(body)


def test_another_file_is_another(served: CompressedStatic):
    assert get(served, PATHS[0])[1] != get(served, "/static/js/two.js")[1]
    assert len(served.kept) == 2
