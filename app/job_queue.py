"""Who is next: the waiting line of long jobs, without processes and without threads.

A job's place is decided once, when it comes: by its time of arrival, plus the seconds it is expected to take, plus the
seconds its visitor was served lately. So short jobs pass long ones, visitors take turns, and because time goes on,
nobody is passed for ever. Equal descriptions share one run; a visitor has one job waiting at most.
"""

import dataclasses
import hashlib
import itertools
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

HALF_LIFE = 120.0  # seconds after which half of what a visitor was served is forgotten
GONE_AFTER = 60.0  # seconds after which a visitor who no longer asks has left
FINISHED_KEPT = 2000  # runs whose end is remembered
RESULT_BYTES = 64 * 2**20  # all results kept together

ACTIVE = ("queued", "running")


@dataclass(frozen=True)
class Job:
    """What can be asked for: a generator function "module:function", its usual and its greatest seconds.

    It is called with the description and yields progress: a fraction, a tuple (fraction, key of a sentence, values), or
    an object with `step` and `steps`. Its result is what it returns, or else the last thing it yielded.
    """

    target: str
    seconds: float
    limit: float = 60.0
    defaults: tuple = ()  # descriptions computed when the server has nothing else to do


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
    status: Status = Status("queued")
    number: int = field(default_factory=itertools.count(1).__next__)  # its name with the worker; never used again


def digest(name: str, description: object) -> str:
    """A key that is equal for equal descriptions: dataclasses, mappings, sequences, arrays, bytes, plain values."""
    found = hashlib.sha256()

    def add(value: object) -> None:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            add((type(value).__qualname__, {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}))
        elif isinstance(value, Mapping):
            add(sorted(value.items(), key=lambda item: repr(item[0])))
        elif isinstance(value, (list, tuple)):
            found.update(f"[{len(value)}".encode())
            for item in value:
                add(item)
        elif isinstance(value, (bytes, bytearray)):
            found.update(hashlib.sha256(value).digest())
        elif hasattr(value, "tobytes"):
            add((str(value.dtype), value.shape, value.tobytes()))
        else:
            found.update(f"{type(value).__name__}:{value!r};".encode())

    add((name, description))
    return found.hexdigest()


class Queue:
    """The line itself. Not safe for threads: its owner holds a lock."""

    def __init__(self, jobs: Mapping[str, Job], clock: Callable[[], float] = time.monotonic) -> None:
        self.jobs = jobs
        self.clock = clock
        self.runs: OrderedDict[str, Run] = OrderedDict()
        self.results: OrderedDict[str, bytes] = OrderedDict()
        self._served: dict[str, tuple[float, float]] = {}

    def submit(self, name: str, description: object, visitor: str | None) -> Ticket:
        """Join the run of this description, or put it in line; None as visitor: a default, behind everybody.

        KeyError if no job has that name."""
        key, job, now = digest(name, description), self.jobs[name], self.clock()
        run = self.runs.get(key)
        if (
            run is None
            or run.status.state in ("failed", "cancelled")
            or (run.status.state == "done" and not self._has(key))
        ):
            order = math.inf if visitor is None else now + job.seconds + self._served_lately(visitor, now)
            run = self.runs[key] = Run(key, name, description, job, order)
        if visitor is not None:
            self._leave_others(run, visitor)
            run.visitors.add(visitor)
            run.seen = now
            run.order = min(run.order, now + job.seconds + self._served_lately(visitor, now))
        self._forget_old()
        return Ticket(key, visitor or "")

    def next(self) -> Run | None:
        """Take the run whose turn it is; those whose visitors have gone are dropped."""
        now = self.clock()
        for run in sorted(self._waiting(), key=lambda run: run.order):
            if run.seen < now - GONE_AFTER:
                run.status = Status("cancelled")
                continue
            run.status = Status("running")
            return run
        return None

    def finish(self, run: Run, status: Status, seconds: float, result: bytes | None = None) -> None:
        """The run has ended; `result` is kept as long as there is room. What it took counts for its visitors."""
        now = self.clock()
        for visitor in run.visitors:
            self._served[visitor] = (self._served_lately(visitor, now) + seconds / len(run.visitors), now)
        run.status = status
        if self.runs.get(run.key) is run:
            self.runs.move_to_end(run.key)
        if result is not None:
            self.results[run.key] = result
            while sum(map(len, self.results.values())) > RESULT_BYTES and len(self.results) > 1:
                self.results.popitem(last=False)
        run.description = None  # may be large

    def status(self, ticket: Ticket) -> Status:
        """Where the ticket's run stands, for this visitor."""
        run = self.runs.get(ticket.run)
        if run is None or (run.status.state == "done" and not self._has(ticket.run)):
            return Status("unknown")
        if run.status.state in ACTIVE and ticket.visitor not in run.visitors:
            return Status("cancelled")
        run.seen = self.clock()
        if run.status.state == "queued":
            place = 1 + sum(other.order < run.order for other in self._waiting())
            return Status("queued", place=place)
        return run.status

    def result(self, ticket: Ticket) -> bytes | None:
        """The kept result, and a sign that it is of use; None if there is none."""
        if not self._has(ticket.run):
            return None
        self.results.move_to_end(ticket.run)
        return self.results[ticket.run]

    def cancel(self, ticket: Ticket) -> None:
        """This visitor no longer wants it; a run that nobody wants is cancelled."""
        run = self.runs.get(ticket.run)
        if run is not None and run.status.state in ACTIVE:
            run.visitors.discard(ticket.visitor)
            if not run.visitors:
                run.status = Status("cancelled")

    def leave(self, visitor: str) -> None:
        """A visitor has gone: all of their jobs are given up."""
        for run in list(self.runs.values()):
            if visitor in run.visitors:
                self.cancel(Ticket(run.key, visitor))

    def _leave_others(self, wanted: Run, visitor: str) -> None:
        """A new job replaces the one this visitor has waiting, and a running one of the same name."""
        for run in list(self.runs.values()):
            replaced = run.status.state == "queued" or (run.status.state == "running" and run.name == wanted.name)
            if run is not wanted and visitor in run.visitors and replaced:
                self.cancel(Ticket(run.key, visitor))

    def _waiting(self) -> list[Run]:
        return [run for run in self.runs.values() if run.status.state == "queued"]

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
            del self.runs[key]
            self.results.pop(key, None)
