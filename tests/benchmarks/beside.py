"""Whether a visitor's long run slows another's page: `python -m tests.benchmarks.beside [--words 5000] [--page rnn]`.

One visitor types texts of their own on a light page, first alone, then while another has a map of many words made and looks
at it as a browser does, then alone again. One JSON line: milliseconds an answer with and without, and the ratio of the
medians. All share the machine, so the load average, which counts the worker itself, stands beside it.
"""

import argparse
import asyncio
import json
import random
import sys
from contextlib import suppress

from tests.benchmarks.load import milliseconds, sentence
from tests.benchmarks.server import Server, machine, running
from tests.benchmarks.visitor import Answer, AnswerError, Visitor

ANSWERS, PAUSE = 24, 0.35  # answers of each part, and seconds between two of them


async def typing(visitor: Visitor, rng: random.Random) -> list[Answer]:
    """Type texts that nobody has typed before."""
    found = []
    for _ in range(ANSWERS):
        found.append(await visitor.type(sentence(rng)))
        await asyncio.sleep(PAUSE)
    return found


async def looking(visitor: Visitor, seen: list[Answer]) -> None:
    """Look at what moves as long as it moves."""
    await visitor.open()
    with suppress(AnswerError):  # it is done, and what moved is no more
        while visitor.every:
            await asyncio.sleep(visitor.every)
            seen.append(await visitor.look())


async def measure(server: Server, page: str, words: int) -> dict:
    """Both visitors on one server."""
    rng, seen = random.Random(5), []
    query = f"words=frequent&count={words}"
    async with Visitor(server.url, page, rng) as light, Visitor(server.url, "tsne", rng, query=query) as heavy:
        await light.open()
        await typing(light, rng)  # what only the first texts cost
        before = await typing(light, rng)
        map_made = asyncio.create_task(looking(heavy, seen))
        while not seen and not map_made.done():
            await asyncio.sleep(0.05)
        beside = await typing(light, rng)
        was_running = not map_made.done()
        map_made.cancel()
        with suppress(asyncio.CancelledError):
            await map_made
    async with Visitor(server.url, page, rng) as light:
        await light.open()
        await asyncio.sleep(3)  # until the worker knows that nobody waits any more
        after = await typing(light, rng)
    alone = milliseconds(before + after)
    along = milliseconds(beside)
    return {
        "alone": alone,
        "beside": along,
        "looks": milliseconds(seen),
        "still_running": was_running,
        "ratio": round(along["p50_ms"] / alone["p50_ms"], 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Whether a visitor's long run slows another's page.")
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--page", default="rnn")
    options = parser.parse_args()
    with running() as server:
        found = asyncio.run(measure(server, options.page, options.words))
    line = {"benchmark": "beside a map", "page": options.page, "words": options.words, **machine(), **found}
    print(json.dumps(line), flush=True)
    return 0 if found["still_running"] else 1


if __name__ == "__main__":
    sys.exit(main())
