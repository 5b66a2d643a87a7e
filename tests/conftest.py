"""Fixtures for tests in Chromium: the app's server, one for harness scripts, a warm browser, and a record of what went wrong."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser import chromium
from tests.browser.serving import APP, served

expect.set_options(timeout=30_000)  # milliseconds; machines that run tests are often busy
KEPT = Path(__file__).resolve().parents[1] / "test-results"
FAILED: pytest.StashKey[Path | None] = pytest.StashKey()
MOST_TRIED_TWICE = 2
SCRIPTS = Path(__file__).parent / "browser" / "harness"
HARNESS = """
import sys
from app import server
from app.jobs import line
line.AWAY_AFTER, server.LOOK = 1.0, 0.2  # who has gone is forgotten soon
script, port = sys.argv[1:]
server.build(script).run(config={"server.port": int(port), "server.address": "127.0.0.1"})
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What stands in tests/browser, and each `test_browser*.py` beside it, is of the browser's lane."""
    for item in items:
        if SCRIPTS.parent in item.path.parents or item.path.name.startswith("test_browser"):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Of a test that failed, keep what its pages looked like; `context` keeps the trace."""
    report = yield
    if report.when == "call" and report.failed and "context" in getattr(item, "funcargs", {}):
        item.stash[FAILED] = KEPT / re.sub(r"[^\w.-]+", "_", f"{item.nodeid}.{getattr(item, 'execution_count', 1)}")
        for number, page in enumerate(item.funcargs["context"].pages):
            with suppress(PlaywrightError):
                page.screenshot(path=f"{item.stash[FAILED]}.{number}.png")
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test or two that passed at the second try is a machine that stalled; more are a fault."""
    if len(tried_twice(session.config)) > MOST_TRIED_TWICE and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The tests that were tried twice, by name."""
    if names := tried_twice(config):
        terminalreporter.section(f"tried twice: {len(names)}, of which {MOST_TRIED_TWICE} are allowed")
        for name in names:
            terminalreporter.line(name)


def tried_twice(config: pytest.Config) -> list[str]:
    """The tests of this run that failed and were tried again."""
    return sorted(
        {report.nodeid for report in config.pluginmanager.get_plugin("terminalreporter").stats.get("rerun", ())}
    )


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the real app, one server for the whole session; its first maps are made when a test asks for them."""
    log = tmp_path_factory.mktemp("server") / "app.log"
    with served(APP, log, UNROLLED_DEFAULTS="0") as (url, _):
        yield url


@pytest.fixture(scope="session")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """`harness(script, **query)` is the address of a script of `harness/one.py`, with the app's own headers."""
    log = tmp_path_factory.mktemp("harness") / "harness.log"
    with served(["-c", HARNESS, str(SCRIPTS / "one.py")], log) as (url, _):
        yield lambda script, **query: f"{url}/?{urlencode({'picture': script, **query})}"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Chromium of this machine, without a sandbox, without calling home, and with the fonts in which pages are measured."""
    path = chromium.installed()
    if path is None:
        pytest.fail("No Chromium: run `python -m tests.browser.chromium`")
    return {"executable_path": path, "args": chromium.ARGS, "headless": True, "env": chromium.environment()}


NOTES_SEEN = "if (location.protocol.startsWith('http')) localStorage.setItem('unrolled.noted', '*')"


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def warm_context(browser: Browser, browser_context_args: dict) -> Iterator[BrowserContext]:
    """One context for all tests, so that scripts come from its cache."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(NOTES_SEEN)  # the notes of a first visit are for `stranger`
    context.tracing.start()
    yield context
    context.close()


@pytest.fixture
def context(warm_context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The warm context, with a trace of this test that is kept if it fails; who needs a stranger's asks for `stranger`."""
    request.node.stash[FAILED] = None
    warm_context.tracing.start_chunk(title=request.node.name)
    yield warm_context
    failed = request.node.stash[FAILED]
    warm_context.tracing.stop_chunk(**({"path": f"{failed}.zip"} if failed else {}))
    warm_context.clear_permissions()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new page in it."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def stranger(browser: Browser, browser_context_args: dict) -> Iterator[BrowserContext]:
    """A context that has seen nothing and that nothing else sees: for what one visitor must not know of another."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


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
