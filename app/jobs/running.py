"""One job from its beginning to its end, in whatever process: what it yields, what it raises, what it gives."""

import importlib
import logging
import pickle
from collections.abc import Callable, Iterator

from app.jobs.line import RESULT_BYTES, Status
from core.errors import UserError

log = logging.getLogger("unrolled.jobs")


def outcome(steps: Iterator) -> object:
    """What a job's generator returns, run to its end here and now."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


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
