"""Who does the work: worker processes, or this very thread where there are none."""

import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from app.jobs import running
from app.jobs.line import Job, Queue, Run, Status

CRASHED = Status("failed", sentence="job.crashed")
TOO_LONG = Status("failed", sentence="job.too_long")
ROOT = Path(__file__).resolve().parents[2]
GRACE = 1.0  # seconds in which a worker may stop by itself
TICK = 0.1
log = logging.getLogger("unrolled.jobs")


class Worker:
    """One worker process and the pipe to it. A pipe of our own: `multiprocessing` would run the page again."""

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
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with self.process.stdout as source:
            try:
                while True:
                    self.answers.put(pickle.load(source))
            except (EOFError, OSError, pickle.UnpicklingError):
                self.answers.put(("gone",))

    def answer(self) -> tuple:
        """The next message of the worker, or ("nothing",) after a tick."""
        try:
            return self.answers.get(timeout=TICK)
        except queue.Empty:
            return ("nothing",)

    def send(self, *message: object) -> None:
        """BrokenPipeError if it has ended."""
        self.process.stdin.write(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self.process.stdin.close()


class Here:
    """Runs each job at once, in this thread: for pages without a server around them."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        self.queue = Queue(jobs)
        self.lock = threading.RLock()
        self.ended = threading.Condition(self.lock)

    def on_submit(self) -> None:
        while (run := self.queue.next()) is not None:
            began = time.monotonic()
            end, found = running.run(
                run.job.target,
                run.description,
                report=lambda status, found: None,
                wanted=lambda began=began, run=run: time.monotonic() - began < run.job.limit,
            )
            if end.state == "cancelled":
                end = TOO_LONG
            self.queue.finish(run, end, time.monotonic() - began, found)

    def stop(self) -> None:
        """Nothing to end."""


class Pool:
    """Worker processes and the line before them; one thread follows each worker.

    Beside the workers, which take everything, is one that takes quick jobs only: who uploads ten seconds of sound must not
    wait for somebody's training. It imports what these need and no more.
    """

    def __init__(self, jobs: Mapping[str, Job], workers: int) -> None:
        self.queue = Queue(jobs)
        self.lock = threading.RLock()
        self.ended = threading.Condition(self.lock)  # a run has come to its end
        self._come = threading.Condition(self.lock)
        self._stopping = False
        for name, job in jobs.items():
            for description in job.defaults:
                self.queue.submit(name, description, None)
        lanes = [False] * workers + [True] * any(job.quick for job in jobs.values())
        self._threads = [threading.Thread(target=self._serve, args=(quick,), daemon=True) for quick in lanes]
        for thread in self._threads:
            thread.start()

    def on_submit(self) -> None:
        """Wake the workers, of whom not each may take what has come; the caller holds the lock."""
        self._come.notify_all()

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        with self.lock:
            self._stopping = True
            self._come.notify_all()
        for thread in self._threads:
            thread.join(5)

    def _serve(self, quick: bool) -> None:
        modules = {job.target.partition(":")[0] for job in self.queue.jobs.values() if job.quick or not quick}
        worker = Worker(modules)
        while (run := self._next(quick)) is not None:
            began = time.monotonic()
            try:
                worker.send("run", run.number, run.job.target, run.description)
                status, found, usable = self._follow(worker, run)
            except OSError:
                status, found, usable = CRASHED, None, False
            except (pickle.PicklingError, TypeError, AttributeError):
                log.exception("the description of %s cannot be sent", run.name)
                status, found, usable = Status("failed", sentence="job.failed"), None, True
            with self.lock:
                self.queue.finish(run, status, time.monotonic() - began, found)
                self.ended.notify_all()
            del run, found  # not to be held while there is nothing to do
            if not usable:
                worker.kill()
                worker = Worker(modules)
        worker.kill()

    def _next(self, quick: bool) -> Run | None:
        """Wait for a run; None when the pool stops."""
        with self.lock:
            while not self._stopping:
                run = self.queue.next(quick)
                if run is not None:
                    return run
                self._come.wait()
        return None

    def _follow(self, worker: Worker, run: Run) -> tuple[Status, bytes | None, bool]:
        """Watch a run to its end: how it ended, its result, and whether the worker may be used again."""
        limit, stop_by, why = time.monotonic() + run.job.limit, 0.0, None
        while True:
            kind, *answer = worker.answer()
            now = time.monotonic()
            if kind == "ended":
                return (why, None, True) if why else (*answer, True)
            if kind == "gone":
                log.error("the worker ended with %s during %s", worker.process.poll(), run.name)
                return why or CRASHED, None, False
            if kind == "ready":
                limit = now + run.job.limit
            elif kind == "progress":
                with self.lock:
                    if run.status.state == "running":
                        run.status, run.partial = answer[0], answer[1] or run.partial
            if why is None:
                why = self._reason_to_stop(run, now > limit)
                if why is not None:
                    worker.send("cancel", run.number)
                    stop_by = now + GRACE
            elif now > stop_by:
                return why, None, False

    def _reason_to_stop(self, run: Run, late: bool) -> Status | None:
        if self._stopping or run.status.state == "cancelled":
            return Status("cancelled")
        return TOO_LONG if late else None
