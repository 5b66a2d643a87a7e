"""Who is next: the waiting line of long jobs, without processes and without threads.

A job's place is decided once, when it comes: by its time of arrival, plus the seconds it is expected to take, plus the
seconds its visitor was served lately or is to be served yet. So short jobs pass long ones, visitors take turns, and because
time goes on, nobody is passed for ever. Equal descriptions share one run; a visitor has one job of each name at most.
What a job gave goes when the last of the visitors who asked for it has gone.
"""

import itertools
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.jobs.digest import digest
from app.jobs.room import Room
from core.sizes import size_of

HALF_LIFE = 120.0  # seconds after which half of what a visitor was served is forgotten
GONE_AFTER = 60.0  # seconds after which a visitor who no longer asks has left
FINISHED_KEPT = 2000  # runs whose end is remembered
AWAY_AFTER = 120.0  # seconds without a connection after which a visitor has left; so long Streamlit keeps a session
RESULT_BYTES = 64 * 2**20  # one result
KEPT_BYTES = 4 * RESULT_BYTES  # all results kept together
QUICK = 5.0  # usual seconds of a job that need not wait behind long ones

ACTIVE = ("queued", "running")


@dataclass(frozen=True)
class Job:
    """What can be asked for: a generator function "module:function", its usual and its greatest seconds.

    It is called with the description and yields progress: a fraction, a tuple (fraction, key of a sentence, values), or
    an object with `step` and `steps`. Its result is what it returns, or else the last thing it yielded. Where such an
    object has a `partial`, that is what there is of the result so far; only the latest is kept.
    shared: nothing of a visitor's own is in its descriptions, so that its results may stay for others.
    """

    target: str
    seconds: float
    limit: float = 60.0
    defaults: tuple = ()  # descriptions computed when the server has nothing else to do
    shared: bool = False

    @property
    def quick(self) -> bool:
        """Whether it is one of those that have a worker of their own."""
        return self.seconds <= QUICK


@dataclass(frozen=True)
class Ticket:
    """A visitor's claim on a run."""

    run: str
    visitor: str


@dataclass(frozen=True)
class Status:
    """Where a job stands. `state`: queued, running, done, failed, cancelled, or unknown (long forgotten).

    place: 1 = next; progress: 0 to 1; sentence: key of a string for the visitor, with its values.
    """

    state: str
    place: int = 0
    progress: float = 0.0
    sentence: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Run:
    """One computation, for everybody who asked for it."""

    key: str
    name: str
    description: object
    job: Job
    order: float
    visitors: set[str] = field(default_factory=set)
    seen: float = math.inf  # when somebody last asked how it stands; inf: a default, which nobody waits for
    common: bool = False  # its result may stay when its visitors have gone
    status: Status = Status("queued")
    partial: bytes | None = None  # what it gave so far, while it runs
    number: int = field(default_factory=itertools.count(1).__next__)  # its name with the worker; never used again


class Queue:
    """The line itself. Not safe for threads: its owner holds a lock."""

    def __init__(self, jobs: Mapping[str, Job], clock: Callable[[], float] = time.monotonic) -> None:
        self.jobs = jobs
        self.clock = clock
        self.runs: OrderedDict[str, Run] = OrderedDict()
        self.results: OrderedDict[str, bytes] = OrderedDict()
        self.room = Room()
        self._served: dict[str, tuple[float, float]] = {}
        self._away: dict[str, float] = {}  # since when a visitor has had no connection

    def submit(
        self, name: str, description: object, visitor: str | None, key: str = "", size: int | None = None
    ) -> Ticket:
        """Join the run of this description, or put it in line; None as visitor: a default, behind everybody.

        key, size: the digest and the bytes, if they are known already. KeyError if no job has that name. UserError if
        there is no room."""
        key, job, now = key or digest(name, description), self.jobs[name], self.clock()
        others = self._others(key, name, visitor)
        run = self.runs.get(key)
        if (
            run is None
            or run.status.state in ("failed", "cancelled")
            or (run.status.state == "done" and not self._has(key))
        ):
            run = self._come(Run(key, name, description, job, math.inf, common=job.shared), visitor, size)
        run.common = run.common or visitor is None
        if visitor is not None:
            yet = sum(other.job.seconds for other in others if other.job.quick == job.quick)
            run.visitors.add(visitor)
            run.seen = now
            run.order = min(run.order, now + job.seconds + yet + self._served_lately(visitor, now))
        self._forget_old()
        return Ticket(key, visitor or "")

    def next(self, quick: bool = False) -> Run | None:
        """Take the run whose turn it is, or the quick one whose turn it is; those whose visitors have gone are dropped."""
        self._drop_gone()
        run = min(self._waiting(quick), key=lambda run: run.order, default=None)
        if run is not None:
            run.status = Status("running")
        return run

    def finish(self, run: Run, status: Status, seconds: float, result: bytes | None = None) -> None:
        """The run has ended; `result` is kept as long as there is room and somebody to have it.

        What it took counts for its visitors."""
        now = self.clock()
        for visitor in run.visitors:
            self._served[visitor] = (self._served_lately(visitor, now) + seconds / len(run.visitors), now)
        run.status = status
        if self.runs.get(run.key) is run:
            self.runs.move_to_end(run.key)
        if result is not None and (run.visitors or run.common):
            self.results[run.key] = result
            while sum(map(len, self.results.values())) > KEPT_BYTES and len(self.results) > 1:
                self.results.popitem(last=False)
        run.description = run.partial = None  # may be large
        self.room.leave(run.number)

    def status(self, ticket: Ticket) -> Status:
        """Where the ticket's run stands, for this visitor."""
        run = self.runs.get(ticket.run)
        if run is None or (run.status.state == "done" and not self._has(ticket.run)):
            return Status("unknown")
        if run.status.state in ACTIVE and ticket.visitor not in run.visitors:
            return Status("cancelled")
        run.seen = self.clock()
        if run.status.state == "queued":
            place = 1 + sum(other.order < run.order for other in self._waiting(run.job.quick))
            return Status("queued", place=place)
        return run.status

    def result(self, ticket: Ticket) -> bytes | None:
        """The kept result, and a sign that it is of use; None if there is none."""
        if not self._has(ticket.run):
            return None
        self.results.move_to_end(ticket.run)
        return self.results[ticket.run]

    def partial(self, ticket: Ticket) -> bytes | None:
        """What the ticket's run gave so far, to those who asked for it; None if there is nothing yet, or no more."""
        run = self.runs.get(ticket.run)
        return run.partial if run is not None and ticket.visitor in run.visitors else None

    def cancel(self, ticket: Ticket) -> None:
        """This visitor no longer wants it; a run that nobody wants is cancelled."""
        run = self.runs.get(ticket.run)
        if run is not None and run.status.state in ACTIVE:
            run.visitors.discard(ticket.visitor)
            if not run.visitors:
                self._give_up(run)

    def leave(self, visitor: str) -> None:
        """A visitor has gone: all of their jobs are given up, and what was computed for nobody else is forgotten."""
        self._served.pop(visitor, None)
        for run in [run for run in self.runs.values() if visitor in run.visitors]:
            self.cancel(Ticket(run.key, visitor))
            run.visitors.discard(visitor)
            if run.status.state not in ACTIVE and not run.visitors and not run.common:
                self._forget(run.key)

    def tidy(self, is_present: Callable[[str], bool]) -> None:
        """Those of whom `is_present` has not been true for a while have left."""
        now, visitors = self.clock(), set().union(*(run.visitors for run in self.runs.values()))
        self._away = {visitor: self._away.get(visitor, now) for visitor in visitors if not is_present(visitor)}
        for visitor in [visitor for visitor, since in self._away.items() if now - since >= AWAY_AFTER]:
            self.leave(visitor)

    def _others(self, key: str, name: str, visitor: str | None) -> list[Run]:
        """What else this visitor waits for, of which another run of this name is given up."""
        mine = [run for run in self.runs.values() if visitor in run.visitors and run.status.state in ACTIVE]
        for run in mine:
            if run.key != key and run.name == name:
                self.cancel(Ticket(run.key, visitor))
        return [run for run in mine if run.name != name]

    def _come(self, run: Run, visitor: str | None, size: int | None) -> Run:
        """Put a run in line, if there is room; for a default there always is."""
        self._drop_gone()
        self.room.take(run.number, size_of(run.description) if size is None else size, always=visitor is None)
        self.runs[run.key] = run
        return run

    def _drop_gone(self) -> None:
        for run in [run for run in self._waiting() if run.seen < self.clock() - GONE_AFTER]:
            self._give_up(run)

    def _give_up(self, run: Run) -> None:
        if run.status.state == "queued":
            run.description = None  # may be large; of a running one it is still being sent
            self.room.leave(run.number)
        run.status = Status("cancelled")

    def _forget(self, key: str) -> None:
        self.runs.pop(key, None)
        self.results.pop(key, None)

    def _waiting(self, quick: bool = False) -> list[Run]:
        """All that are in line, or the quick ones of them."""
        return [run for run in self.runs.values() if run.status.state == "queued" and (run.job.quick or not quick)]

    def _has(self, key: str) -> bool:
        return key in self.results

    def _served_lately(self, visitor: str, now: float) -> float:
        seconds, at = self._served.get(visitor, (0.0, now))
        return seconds * 0.5 ** ((now - at) / HALF_LIFE)

    def _forget_old(self) -> None:
        now = self.clock()
        if len(self._served) > FINISHED_KEPT:
            self._served = {v: s for v, s in self._served.items() if self._served_lately(v, now) > 0.1}
        old = [key for key, run in self.runs.items() if run.status.state not in ACTIVE]
        for key in old[: max(0, len(old) - FINISHED_KEPT)]:
            self._forget(key)
