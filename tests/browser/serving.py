"""Run a server in a process of its own, for tests and benchmarks."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ["-m", "app", "--server.address", "127.0.0.1", "--server.port"]
START_SECONDS = 300


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(process: subprocess.Popen, url: str, log: Path) -> None:
    """Return when the server at `url` says it is well; RuntimeError with its log if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start.\n{log.read_text()[-4000:]}")


@contextmanager
def served(arguments: list[str], log: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """Run Python with `arguments` and a free port; gives the server's address and process, and ends it afterwards."""
    port = free_port()
    command = [sys.executable, *arguments, str(port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_healthy(process, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
