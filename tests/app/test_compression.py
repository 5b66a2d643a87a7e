"""Streamlit's own scripts, compressed once for all visitors: each under one name, however its path is written."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.web.compression import CompressedStatic
from tests.app.asking import ask

SCRIPT = b"export const one = 1;\n" * 1000
SAME = ["/static//js/one.js", "/static/./js/./one.js", "/static/js//.//one.js", "/static/js/../js/one.js"]


@pytest.fixture
def served(tmp_path: Path) -> CompressedStatic:
    """A folder of static files, compressed."""
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "one.js").write_bytes(SCRIPT)
    (tmp_path / "js" / "two.js").write_bytes(SCRIPT[::-1])
    return CompressedStatic(Starlette(routes=[Mount("/static", StaticFiles(directory=tmp_path))]))


def test_a_file_is_kept_once_however_its_path_is_written(served: CompressedStatic):
    status, headers, body = ask(served, "/static/js/one.js")
    assert status == 200 and headers["content-encoding"] == "gzip" and gzip.decompress(body) == SCRIPT
    for path in SAME:
        assert ask(served, path)[::2] == (200, body), path
    assert len(served.kept) == 1 and served.kept_bytes == len(body)


def test_it_may_be_asked_for_by_any_of_its_paths_first(served: CompressedStatic):
    bodies = {ask(served, path)[2] for path in [*SAME, "/static/js/one.js"]}
    assert list(map(gzip.decompress, bodies)) == [SCRIPT] and len(served.kept) == 1


def test_another_file_is_another(served: CompressedStatic):
    assert ask(served, "/static/js/one.js")[2] != ask(served, "/static/js/two.js")[2]
    assert len(served.kept) == 2
