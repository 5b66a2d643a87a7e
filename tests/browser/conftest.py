"""Fixtures for tests in Chromium: the real server, harness scripts, a browser, and a record of what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.browser.serving import APP, served

expect.set_options(timeout=30_000)  # milliseconds; machines that run tests are often busy
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
HARNESS = """
import sys
from app.server import build
script, port = sys.argv[1:]
build(script).run(config={"server.port": int(port), "server.address": "127.0.0.1"})
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser test that fails is tried once more, as a busy machine may stall for a while; the summary names it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the real app, one server for the whole session."""
    with served(APP, tmp_path_factory.mktemp("server") / "app.log") as (url, _):
        yield url


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | Path], str]]:
    """`serve(script)` serves a harness script with the app's own headers; the same script is served once."""
    urls: dict[Path, str] = {}
    with ExitStack() as stack:

        def start(script: str | Path) -> str:
            path = Path(script).resolve()
            if path not in urls:
                log = tmp_path_factory.mktemp("harness") / "harness.log"
                urls[path] = stack.enter_context(served(["-c", HARNESS, str(path)], log))[0]
            return urls[path]

        yield start


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Chromium of this machine, without a sandbox and without calling home."""
    path = chromium.installed()
    if path is None:
        pytest.fail("No Chromium: run `python -m tests.browser.chromium`")
    return {"executable_path": path, "args": chromium.ARGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {"viewport": {"width": 1280, "height": 900}}


@dataclass
class Recorder:
    """What a page complained of, and whom it asked besides its own server."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert not self.foreign, f"asked another host: {self.foreign}"
        assert not self.errors, f"errors in the console: {self.errors}"


def record(page: Page) -> Recorder:
    """Begin to record errors in the console, exceptions and requests to other hosts."""
    recorder = Recorder()

    def on_url(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost"):
            recorder.foreign.append(url)

    page.on("console", lambda message: recorder.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: recorder.errors.append(str(error)))
    page.on("request", lambda request: on_url(request.url))
    page.on("websocket", lambda socket: on_url(socket.url))
    return recorder


@pytest.fixture
def recorder(page: Page) -> Recorder:
    """Recorder of the test's page; the test says when it must be quiet."""
    return record(page)


@pytest.fixture
def quiet_page(page: Page) -> Iterator[Page]:
    """A page that must have no error in the console and ask no other host, up to the end of the test."""
    recorder = record(page)
    yield page
    recorder.assert_quiet()


@pytest.fixture(scope="session")
def settled() -> Callable[..., None]:
    """`settled(page)` waits until the script of the page has run to its end."""

    def wait(page: Page, timeout: float = 30_000) -> None:
        page.wait_for_selector(SETTLED, timeout=timeout)

    return wait
