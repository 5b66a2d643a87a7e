"""Who does the work: worker processes, or this very thread where there are none."""

import logging
import threading
import time
from collections.abc import Mapping

from app.jobs import running
from app.jobs.line import Job, Queue, Run, Status
from app.jobs.process import Worker, packed

CRASHED = Status("failed", sentence="job.crashed")
FAILED = Status("failed", sentence="job.failed")
TOO_LONG = Status("failed", sentence="job.too_long")
GRACE = 1.0  # seconds in which a worker may stop by itself
START_LIMIT = 600.0  # seconds; the first start on a new machine compiles for a minute or two
REST = (1.0, 60.0)  # seconds before a worker that could not be started is tried again: at first, and at most
log = logging.getLogger("unrolled.jobs")


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
        self._stopping = threading.Event()
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
            self._stopping.set()
            self._come.notify_all()
        for thread in self._threads:
            thread.join(5)

    def _serve(self, quick: bool) -> None:
        """Have one worker after the other do what comes; nothing that one of them does ends the lane."""
        modules = {job.target.partition(":")[0] for job in self.queue.jobs.values() if job.quick or not quick}
        while (worker := self._started(modules)) is not None:
            try:
                while (run := self._next(worker, quick)) is not None:
                    if not self._do(worker, run):
                        break
            except Exception:
                log.exception("a worker's line was broken off")
            finally:
                worker.kill()

    def _started(self, modules: set[str]) -> Worker | None:
        """A worker that is warm, however often it must be tried; None when the pool stops. What waits goes on waiting."""
        rest, longest = REST
        while not self._stopping.is_set():
            worker = None
            try:
                worker = Worker(modules)
                if self._is_ready(worker):
                    return worker
            except Exception:
                log.exception("a worker could not be started")
            if worker is not None:
                worker.kill()
                if not self._stopping.is_set():
                    log.error("a worker ended with %s as it started", worker.process.returncode)
            self._rest(rest)
            rest = min(2 * rest, longest)
        return None

    def _is_ready(self, worker: Worker) -> bool:
        """Wait until a worker is warm; False if it ends before, or the pool does."""
        limit = time.monotonic() + START_LIMIT
        while not self._stopping.is_set() and time.monotonic() < limit:
            kind, *_ = worker.answer()
            if kind != "nothing":
                return kind == "ready"
        return False

    def _rest(self, seconds: float) -> None:
        """Wait, unless the pool stops."""
        self._stopping.wait(seconds)

    def _next(self, worker: Worker, quick: bool) -> Run | None:
        """Wait for a run; None when the pool stops, or the worker has ended while there was nothing to do."""
        with self.lock:
            while not self._stopping.is_set() and worker.is_alive:
                run = self.queue.next(quick)
                if run is not None:
                    return run
                self._come.wait()
        return None

    def _do(self, worker: Worker, run: Run) -> bool:
        """Have the worker do it to its end, whatever that is; whether the worker may be used again."""
        began, status, found, usable = time.monotonic(), CRASHED, None, False
        try:
            request = self._request(run)
            if request is None:
                status, usable = FAILED, True
            else:
                worker.send(request)
                del request  # a visitor's file, perhaps: not to be held meanwhile
                status, found, usable = self._follow(worker, run)
        except Exception:
            log.exception("%s was broken off", run.name)
        with self.lock:
            self.queue.finish(run, status, time.monotonic() - began, found)
            self.ended.notify_all()
        return usable

    @staticmethod
    def _request(run: Run) -> bytes | None:
        """What the worker is sent; None if the description cannot travel."""
        try:
            return packed("run", run.number, run.job.target, run.description)
        except Exception:
            log.exception("the description of %s cannot be sent", run.name)
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
            if kind == "progress":
                with self.lock:
                    if run.status.state == "running":
                        run.status, run.partial = answer[0], answer[1] or run.partial
            if why is None:
                why = self._reason_to_stop(run, now > limit)
                if why is not None:
                    worker.send(packed("cancel", run.number))
                    stop_by = now + GRACE
            elif now > stop_by:
                return why, None, False

    def _reason_to_stop(self, run: Run, late: bool) -> Status | None:
        if self._stopping.is_set() or run.status.state == "cancelled":
            return Status("cancelled")
        return TOO_LONG if late else None
