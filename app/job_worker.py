"""The worker process, `python -m app.job_worker MODULE...`: computes long jobs, one at a time, politely.

It reads pickled requests from its standard input and writes pickled answers to its standard output:
("run", number, "module:function", description) and ("cancel", number), and
("ready",), ("progress", Status, partial result bytes or None), ("ended", Status, result bytes or None).
It imports the named modules first and calls `warm()` of those that have it, and ends when its input ends.
"""

import importlib
import logging
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.job_queue import RESULT_BYTES, Status
from core.errors import UserError

NICE = 10
log = logging.getLogger("unrolled.jobs")


def load(target: str) -> Callable[[object], Iterator]:
    """The generator function that "module:function" names."""
    module, _, function = target.partition(":")
    return getattr(importlib.import_module(module), function)


def progress(item: object) -> Status:
    """What a job yields, as a status: a fraction, (fraction, sentence, values), or an object with step and steps."""
    if isinstance(item, (int, float)):
        return Status("running", progress=float(item))
    if isinstance(item, tuple):
        fraction, sentence, values = (*item, "", {})[:3] if len(item) == 1 else (*item, {})[:3]
        return Status("running", progress=float(fraction), sentence=sentence, values=values)
    steps = getattr(item, "steps", 0)
    return Status("running", progress=item.step / steps if steps else 0.0)


def partial(item: object) -> bytes | None:
    """What a job has so far, if what it yields says so."""
    found = getattr(item, "partial", None) if not isinstance(item, tuple) else None
    return None if found is None else pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)


def run(
    target: str, description: object, report: Callable[[Status, bytes | None], None], wanted: Callable[[], bool]
) -> tuple[Status, bytes | None]:
    """Run a job to its end, or until it is no longer wanted; what it raises becomes a sentence."""
    try:
        steps, last = load(target)(description), None
        while wanted():
            try:
                last = next(steps)
                report(progress(last), partial(last))
            except StopIteration as end:
                found = pickle.dumps(last if end.value is None else end.value, protocol=pickle.HIGHEST_PROTOCOL)
                if len(found) > RESULT_BYTES:
                    return Status("failed", sentence="job.too_large"), None
                return Status("done", progress=1.0), found
        steps.close()
        return Status("cancelled"), None
    except UserError as error:
        return Status("failed", sentence=error.key, values=error.values), None
    except MemoryError:
        return Status("failed", sentence="job.too_large"), None
    except Exception:  # whatever a job does, the line goes on: the trace is for the log, the visitor gets a sentence
        log.exception("job %s failed", target)
        return Status("failed", sentence="job.failed"), None


def receive(source: BinaryIO, inbox: queue.SimpleQueue, cancelled: set[int]) -> None:
    """Read requests for ever; when the server is gone, so is its worker, whatever it is doing."""
    try:
        while True:
            kind, *rest = pickle.load(source)
            if kind == "cancel":
                cancelled.add(rest[0])
            else:
                inbox.put(rest)
            del rest  # a visitor's file, perhaps: not to be held until the next one comes
    except EOFError:
        os._exit(0)


def main(modules: list[str]) -> None:
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a job prints goes to the log
    if hasattr(os, "nice"):
        os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends its workers

    def answer(*message: object) -> None:
        pickle.dump(message, sink, protocol=pickle.HIGHEST_PROTOCOL)
        sink.flush()

    inbox, cancelled = queue.SimpleQueue(), set()
    threading.Thread(target=receive, args=(source, inbox, cancelled), daemon=True).start()
    for module in modules:
        getattr(importlib.import_module(module), "warm", lambda: None)()
    answer("ready")
    while True:
        number, target, description = inbox.get()
        status, result = run(
            target,
            description,
            report=lambda status, found: answer("progress", status, found),
            wanted=lambda number=number: number not in cancelled,
        )
        answer("ended", status, result)
        del description, result


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    main(sys.argv[1:])
