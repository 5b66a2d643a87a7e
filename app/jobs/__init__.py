"""Long work off the page: submit a description, watch it, take the result.

    ticket = jobs.submit("glove", config, visitor)
    jobs.status(ticket)   queued with its place, running with its progress, done, failed with a sentence, cancelled
    jobs.partial(ticket)  what a running job has so far, the latest only
    jobs.result(ticket)   what the job gave, a copy of one's own

The lessons bring what can be asked for. The server starts the worker processes before the first visitor (a page cannot).
Where none was started, as in tests of pages, a job runs to its end when it is submitted. UNROLLED_WORKERS sets the number
of workers, one by default; beside them is one for quick jobs only. UNROLLED_DEFAULTS=0 leaves out what is computed before
anybody asks. What was computed for a visitor is forgotten soon after they have gone (`tidy`).
"""

import os
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.jobs.digest import digest
from app.jobs.line import ACTIVE, Job, Status, Ticket
from app.jobs.pool import Here, Pool
from core.sizes import size_of

__all__ = [
    "ACTIVE",
    "Job",
    "Status",
    "Ticket",
    "cancel",
    "is_quick",
    "leave",
    "partial",
    "result",
    "start",
    "status",
    "stop",
    "submit",
    "tidy",
    "wait",
]

WORKERS, DEFAULTS = "UNROLLED_WORKERS", "UNROLLED_DEFAULTS"

_runner: Here | Pool | None = None


def start(jobs: Mapping[str, Job] | None = None, workers: int | None = None) -> None:
    """Start the workers; the server does, once, before the first visitor. No workers: jobs run in the page's thread."""
    global _runner
    stop()
    workers = int(os.environ.get(WORKERS, "1")) if workers is None else workers
    jobs = _offered() if jobs is None else jobs
    if os.environ.get(DEFAULTS) == "0":
        jobs = {name: replace(job, defaults=()) for name, job in jobs.items()}
    _runner = Pool(jobs, workers) if workers > 0 and jobs else Here(jobs)


def stop() -> None:
    """End the workers."""
    global _runner
    if _runner is not None:
        _runner.stop()
    _runner = None


def submit(name: str, description: object, visitor: str) -> Ticket:
    """Ask for a job: `description` is a dict or frozen dataclass, `visitor` any name that is one visitor's own.

    Who asks for the same gets the same run; who asks for another of that name gives up the one before. KeyError: no such job.
    UserError: so much waits already, of all visitors, that no more is taken.
    """
    runner = _running()
    key, size = digest(name, description), size_of(description)  # of a large file a moment: not under the lock
    with runner.lock:
        ticket = runner.queue.submit(name, description, visitor, key, size)
        runner.on_submit()
    return ticket


def status(ticket: Ticket) -> Status:
    """Where the job stands. Who has not asked for a minute is taken to have gone."""
    runner = _running()
    with runner.lock:
        return runner.queue.status(ticket)


def wait(ticket: Ticket, seconds: float) -> Status:
    """Where the job stands as soon as it has ended, or after so many seconds. A page must not wait for long."""
    runner = _running()
    with runner.lock:
        runner.ended.wait_for(lambda: runner.queue.status(ticket).state not in ACTIVE, timeout=seconds)
        return runner.queue.status(ticket)


def is_quick(name: str) -> bool:
    """Whether this job is one of those that have a worker of their own. KeyError: no such job."""
    return _running().queue.jobs[name].quick


def partial(ticket: Ticket) -> object | None:
    """What a running job has so far, a fresh copy of the latest; None where it publishes nothing, and once it has ended."""
    runner = _running()
    with runner.lock:
        found = runner.queue.partial(ticket)
    return None if found is None else pickle.loads(found)


def result(ticket: Ticket) -> object | None:
    """What the job gave, a fresh copy; None unless it is done and its result still kept."""
    runner = _running()
    with runner.lock:
        found = runner.queue.result(ticket)
    return None if found is None else pickle.loads(found)


def cancel(ticket: Ticket) -> None:
    """The visitor of this ticket no longer wants it; others who share the run keep it."""
    runner = _running()
    with runner.lock:
        runner.queue.cancel(ticket)


def leave(visitor: str) -> None:
    """A visitor has gone: give up all that is theirs alone."""
    runner = _running()
    with runner.lock:
        runner.queue.leave(visitor)


def tidy(is_present: Callable[[str], bool]) -> None:
    """Let those visitors leave of whom `is_present` has not been true for two minutes; the server asks again and again."""
    runner = _running()
    with runner.lock:
        runner.queue.tidy(is_present)


def _running() -> Here | Pool:
    global _runner
    if _runner is None:
        _runner = Here(_offered())
    return _runner


def _offered() -> dict[str, Job]:
    from app import lessons  # whose folders import this one

    return lessons.jobs()
