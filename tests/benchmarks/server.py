"""A real server in a process of its own, and what it costs in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.browser.serving import APP, served


@dataclass(frozen=True)
class Server:
    url: str
    process: psutil.Process

    def megabytes(self) -> float:
        """Memory that the server holds for itself (its workers are counted apart)."""
        return self.process.memory_info().rss / 2**20


def machine() -> dict[str, float | None]:
    """What the figures were taken on: cores, and how many programs wanted one in the last minute."""
    return {"cores": psutil.cpu_count(), "load_average": round(psutil.getloadavg()[0], 1)}


@contextmanager
def running() -> Iterator[Server]:
    """Start the app on a free port, end it afterwards."""
    with TemporaryDirectory() as folder, served(APP, Path(folder) / "server.log") as (url, process):
        yield Server(url, psutil.Process(process.pid))
