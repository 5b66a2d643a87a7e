"""Jobs that do what a test needs: the worker imports this module by name."""

import os
import sys
import time
from pathlib import Path

import psutil

from core.errors import UserError


def count(description):
    """Take `steps` steps of `seconds` each; gives who computed it, what, and in which order."""
    for step in range(description["steps"]):
        time.sleep(description.get("seconds", 0.0))
        yield (step + 1) / description["steps"], "job.running", {"step": step + 1}
    return {"process": os.getpid(), "tag": description.get("tag"), "at": time.monotonic()}


def hold(description):
    """Go on until the file `until` is there."""
    while not Path(description["until"]).exists():
        time.sleep(0.02)
        yield 0.5, "job.running", {}
    return {"process": os.getpid(), "tag": None}


def stubborn(description):
    """Do not yield for a long time."""
    yield 0.0
    time.sleep(description["seconds"])
    return "too late"


def crash(description):
    yield 0.5
    os._exit(3)


def fail(description):
    yield 0.5
    raise UserError("text.empty", length=0) if description["ours"] else ZeroDivisionError("not ours")


def big(description):
    yield 0.5
    return bytes(description["bytes"])


warmed = 0


def warm():
    """What the worker calls before its first job."""
    global warmed
    warmed += 1


def warmth(description):
    """How often this process was warmed."""
    yield 0.5
    return warmed


def noisy(description):
    print("this goes to the log")
    yield 1.0


def modules(description):
    """The names of all that this process has imported."""
    yield 0.5
    return set(sys.modules)


def size(description):
    """How much was sent, and how large this process is meanwhile, in bytes."""
    yield 0.5
    return {"size": len(description["data"]), "memory": psutil.Process().memory_info().rss, "process": os.getpid()}
