"""What a browser asks of the server, without either: one request to an ASGI app, and the answer to it."""

from concurrent.futures import ThreadPoolExecutor

import anyio
from starlette.types import ASGIApp, Message


def ask(app: ASGIApp, path: str, method: str = "GET", encoding: str = "gzip") -> tuple[int, dict[str, str], bytes]:
    """The answer's status, headers and body."""
    sent: list[Message] = []
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "query_string": b""}
    scope |= {"headers": [(b"accept-encoding", encoding.encode())]}

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as pool:  # in this thread the browser's tests may have left a loop running
        pool.submit(anyio.run, app, scope, anyio.sleep_forever, send).result()
    headers = {name.decode(): value.decode() for name, value in sent[0].get("headers", ())}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])
