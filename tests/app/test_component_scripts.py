"""The components' scripts on their way to a browser: sent once, compressed, under a name of their own."""

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from app.kit import script
from app.lessons.recurrent import cell_stepper
from app.lessons.words.tsne import picture
from app.web.scripts import ComponentScripts


async def _other(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"other"})


def ask(path: str, method: str = "GET", encoding: str = "gzip") -> tuple[int, dict[str, str], bytes]:
    """The answer's status, headers and body."""
    sent: list[dict] = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", encoding.encode())]}
    with ThreadPoolExecutor(1) as pool:  # in this thread the browser's tests may have left a loop running
        pool.submit(anyio.run, ComponentScripts(_other), scope, None, send).result()
    headers = {name.decode(): value.decode() for name, value in sent[0].get("headers", ())}
    return sent[0]["status"], headers, sent[1]["body"]


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
