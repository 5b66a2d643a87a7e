"""The components' scripts on their way to a browser: sent once, compressed, under a name of their own."""

import gzip
import hashlib

import pytest

from app.kit import script
from app.lessons.recurrent import cell_stepper
from app.lessons.words.tsne import picture
from app.web.scripts import ComponentScripts
from tests.app import asking


async def _other(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"other"})


def ask(path: str, **how: str) -> tuple[int, dict[str, str], bytes]:
    """The answer of the components' scripts."""
    return asking.ask(ComponentScripts(_other), path, **how)


@pytest.mark.parametrize("module", [picture, cell_stepper])
def test_a_script_is_served_under_the_name_of_its_content(module):
    line = script.script(module.HERE)
    name = next(name for name in script.served() if f"/{script.FOLDER}/{name}" in line)
    assert len(line) < 300 and name.startswith(f"{script.name_of(module.HERE)}.")
    status, headers, body = ask(f"/{script.FOLDER}/{name}")
    source = gzip.decompress(body)
    assert status == 200 and headers["content-encoding"] == "gzip" and "immutable" in headers["cache-control"]
    assert b"export default" in source and hashlib.sha256(source).hexdigest()[:16] in name
    assert ask(f"/somewhere/{script.FOLDER}/{name}", encoding="br")[2] == source, (
        "also beneath a base path, and as it is"
    )
    assert ask(f"/{script.FOLDER}/{name}", method="HEAD")[2] == b""


def test_all_else_goes_on():
    name = next(iter(script.served()))
    for path in (f"/{script.FOLDER}/nothing.js", f"/{name}", f"/{script.FOLDER}/", "/"):
        assert ask(path)[2] == b"other"
    assert ask(f"/{script.FOLDER}/{name}", method="POST")[2] == b"other"
