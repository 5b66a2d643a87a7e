"""Many visitors at once: `python -m tests.benchmarks.load [--page lstm] [--visitors 1 30 60 100] [--seconds 30]`.

Each visitor opens the page over Streamlit's own websocket protocol, and then every 5 s sends a text of its own, so that
no cache answers, or moves a control. Time counts from sending to the end of the script, on the client's clock. The
visitors share the machine with the server. One JSON line for each number of visitors, each with a fresh server.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable

from tests.benchmarks.server import Server, machine, running
from tests.benchmarks.visitor import Answer, AnswerError, Visitor

EVERY = 5.0  # seconds between two actions of a visitor
ARRIVALS = 10.0  # visitors that come in a second
WORDS = "the cat which already ate was full but a king of no land may read and sing by night in two old books".split()


class Results:
    """Everything that was measured on one server."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {"open": [], "text": [], "control": []}
        self.errors: Counter[str] = Counter()


def percentile(values: Iterable[float], percent: int) -> float | None:
    """The value that `percent` of them do not exceed, None if there are fewer than two."""
    values = sorted(values)
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else None


def sentence(rng: random.Random) -> str:
    """A text nobody else sends, of the usual length."""
    return f"{' '.join(rng.choices(WORDS, k=18))} {rng.randrange(10**9)}."


async def visit(server: Server, page: str, number: int, until: float, results: Results, leave: asyncio.Event) -> None:
    """One visitor: come, act every 5 s, stay until all have been measured."""
    rng = random.Random(number)
    await asyncio.sleep(number / ARRIVALS)
    async with Visitor(server.url, page, rng) as visitor:
        try:
            results.answers["open"].append(await visitor.open())
            await asyncio.sleep(rng.uniform(0, EVERY))
            while (began := time.monotonic()) < until:
                if rng.random() < 0.5:
                    results.answers["text"].append(await visitor.type(sentence(rng)))
                else:
                    results.answers["control"].append(await visitor.move())
                await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - began)))
        except AnswerError as error:
            results.errors[str(error)] += 1
        await leave.wait()


async def crowd(server: Server, page: str, visitors: int, seconds: float) -> tuple[Results, float]:
    """Let `visitors` act for `seconds` after the last has come; gives the results and memory with all of them there."""
    results, leave = Results(), asyncio.Event()
    length = visitors / ARRIVALS + EVERY + seconds
    until = time.monotonic() + length
    tasks = [asyncio.create_task(visit(server, page, i, until, results, leave)) for i in range(visitors)]
    await asyncio.sleep(length + 1)
    megabytes = server.megabytes()
    leave.set()
    for done in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(done, BaseException):
            results.errors[repr(done)[:200]] += 1
    return results, megabytes


def milliseconds(answers: Iterable[Answer]) -> dict[str, float | None]:
    """p50, p95 and the number of answers."""
    seconds = [answer.seconds for answer in answers]
    found = {f"p{p}_ms": percentile(seconds, p) for p in (50, 95)}
    return {name: value and round(1000 * value, 1) for name, value in found.items()} | {"count": len(seconds)}


def measure(page: str, visitors: int, seconds: float) -> dict:
    """One line of the report."""
    with running() as server:
        asyncio.run(crowd(server, page, 2, 4.0))  # what only the first visitors cost
        before, began = server.megabytes(), time.monotonic()
        cpu = server.process.cpu_times()
        results, after = asyncio.run(crowd(server, page, visitors, seconds))
        used, elapsed = server.process.cpu_times(), time.monotonic() - began
    answers = results.answers
    return {
        "benchmark": "load",
        "page": page,
        "visitors": visitors,
        **machine(),
        **milliseconds(answers["text"] + answers["control"]),
        **{kind: milliseconds(found) for kind, found in answers.items()},
        "kilobytes_an_answer": round(statistics.fmean(a.bytes for a in answers["text"] or answers["open"]) / 1000, 1),
        "server_cpu_share": round((used.user + used.system - cpu.user - cpu.system) / elapsed, 2),
        "megabytes": round(after, 1),
        "megabytes_a_visitor": round((after - before) / visitors, 2),
        "errors": sum(results.errors.values()),
        "error_kinds": dict(results.errors.most_common(5)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Many visitors at once.")
    parser.add_argument("--page", default="lstm")
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 30, 60, 100])
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    errors = 0
    for visitors in options.visitors:
        line = measure(options.page, min(visitors, 500), min(options.seconds, 600.0))
        errors += line["errors"]
        print(json.dumps(line), flush=True)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
