"""The worker process, `python -m app.jobs.worker MODULE...`: computes long jobs, one at a time, politely.

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
from typing import BinaryIO

from app.jobs import running

NICE = 10
log = logging.getLogger("unrolled.jobs")


def receive(source: BinaryIO, inbox: queue.SimpleQueue, cancelled: set[int]) -> None:
    """Read requests for ever; when the server is gone, or what it sends is broken off, so is its worker, whatever it is
    doing."""
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
    except BaseException:  # nothing more can be read: a server that lives starts another worker
        log.exception("what came cannot be read")
        os._exit(1)


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
        status, result = running.run(
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
