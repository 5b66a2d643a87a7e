"""A worker process as the server sees it: the pipes to it, and what comes through them."""

import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICK = 0.1  # seconds
log = logging.getLogger("unrolled.jobs")


def packed(*message: object) -> bytes:
    """A message as it goes to a worker. Raises what the pickling of a description raises."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


class Worker:
    """One worker process and the pipe to it. A pipe of our own: `multiprocessing` would run the page again.

    OSError: none could be started.
    """

    def __init__(self, modules: set[str]) -> None:
        threads = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.jobs.worker", *sorted(modules)],
            cwd=ROOT,
            env=os.environ | threads | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.answers: queue.SimpleQueue[tuple] = queue.SimpleQueue()
        try:
            threading.Thread(target=self._read, daemon=True).start()
        except RuntimeError:  # no thread is left: nobody would listen to it
            self.kill()
            raise

    def _read(self) -> None:
        try:
            with self.process.stdout as source:
                while True:
                    self.answers.put(pickle.load(source))
        except (EOFError, OSError):
            pass
        except Exception:
            log.exception("what a worker answered cannot be read")
        finally:
            self.answers.put(("gone",))

    def answer(self) -> tuple:
        """The next message of the worker, or ("nothing",) after a tick."""
        try:
            return self.answers.get(timeout=TICK)
        except queue.Empty:
            return ("nothing",)

    def send(self, message: bytes) -> None:
        """Send what `packed` has made. BrokenPipeError if it has ended."""
        self.process.stdin.write(message)
        self.process.stdin.flush()

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self.process.poll() is None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self.process.stdin.close()
