"""The server: everything heavy is done before the first visitor, and every answer carries our headers.

Run it with `python -m app` (or `streamlit run app/server.py`) from the root of the project.
"""

import gc
import importlib
import logging
import pkgutil
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # `streamlit run` puts only this file's folder on the path
    sys.path.insert(0, str(ROOT))

import anyio.to_thread  # noqa: E402
import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit import config, net_util, runtime  # noqa: E402

from app import jobs, lessons  # noqa: E402
from app.i18n import t  # noqa: E402
from app.web.compression import CompressedStatic  # noqa: E402
from app.web.headers import OwnPage, SecurityHeaders  # noqa: E402
from app.web.scripts import ComponentScripts  # noqa: E402
from app.web.uploads import UploadRoom  # noqa: E402

# What Streamlit itself imports only when a page draws the first table or chart.
LATE = ("pandas", "plotly.graph_objects")
LOOK = 30.0  # seconds between two looks whether visitors have gone
NOT_FOR_PAGES = ("app.__main__", "app.main", "app.server", "app.jobs.worker", "core.recipes")
log = logging.getLogger("unrolled")


def import_everything() -> None:
    """Import all that a page may ask for, so that two first sessions at once never meet half-imported modules."""
    for name in LATE:
        importlib.import_module(name)
    for room in ("core", "app"):
        folders = importlib.import_module(room).__path__
        for found in pkgutil.walk_packages(folders, f"{room}."):
            if not found.name.startswith(NOT_FOR_PAGES):
                importlib.import_module(found.name)


def warm_up() -> None:
    """Load the models, compute the first pictures, start the workers; then keep all of it out of the collector.

    torch gets one thread: visitors are served side by side.
    """
    import_everything()
    sys.modules["torch"].set_num_threads(1)
    lessons.warm()
    jobs.start()
    gc.collect()
    gc.freeze()


async def forget_who_has_gone() -> None:
    """As long as the server runs: give up the jobs and forget the results of visitors who have closed their page."""
    while True:
        await anyio.sleep(LOOK)
        try:
            if runtime.exists():
                jobs.tidy(runtime.get_instance().is_active_session)
        except Exception:  # it looks again, and the server goes on
            log.exception("who has gone could not be found out")


def addresses() -> list[str]:
    """Where a browser on this machine finds the app, and where one on the same network does."""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    port = config.get_option("server.port")
    base = config.get_option("server.baseUrlPath").strip("/")
    bound = config.get_option("server.address")
    if bound and bound not in ("0.0.0.0", "::"):
        hosts = [bound]
    else:
        hosts = ["localhost", net_util.get_internal_ip()]
    return [f"{scheme}://{host}:{port}/{base}" for host in hosts if host]


def lifespan_of(warm: bool):
    """What happens around the serving: start up, print the address, serve, shut down."""

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict]:
        began = time.perf_counter()
        if warm:
            await anyio.to_thread.run_sync(warm_up)
        seconds = time.perf_counter() - began
        print(f"\n  Unrolled is ready ({seconds:.1f} s): {'  '.join(addresses())}\n", flush=True)
        async with anyio.create_task_group() as beside:
            beside.start_soon(forget_who_has_gone)
            try:
                yield {}
            finally:
                beside.cancel_scope.cancel()
                jobs.stop()

    return lifespan


def explain_error(error: Exception) -> bool:
    """A page has failed: the trace goes to the log, the visitor gets a sentence. True: it has been shown."""
    log.error("a page failed", exc_info=error)
    st.error(t("error.unexpected"))
    return True


def settings(*, warm: bool) -> dict:
    """Everything about the app but its script; `warm=False` leaves out models and workers."""
    return {
        "lifespan": lifespan_of(warm),
        "on_script_error": explain_error,
        "middleware": [
            Middleware(SecurityHeaders),
            Middleware(OwnPage),
            Middleware(ComponentScripts),
            Middleware(CompressedStatic),
            Middleware(UploadRoom),
        ],
    }


def build(script: str | Path) -> st.App:
    """An app that serves another script in the same manner, without models and workers: for test pages."""
    return st.App(Path(script).resolve(), **settings(warm=False))


app = st.App(Path(__file__).with_name("main.py"), **settings(warm=True))
