"""How soon a photograph has its first sentence: `python -m tests.benchmarks.captions`, as JSON lines, on one thread.

A made photograph of 12 million pixels and some 3 MB: from its bytes to the first sentence, target 1.5 seconds; then the parts
of that, a sentence that is written on from two words, and a beam of 3 beside a beam of 1, which take turns; their ratio is of
processor time. Wall time; beside it the least processor time, which other programs on the machine change less.
"""

from __future__ import annotations

import io
import json
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch
from PIL import Image

from core.captions import encoder, pictures, seeing
from core.captions.captioner import Captioner
from core.captions.options import WAYS, CaptionConfig

RUNS, WIDE, HIGH, TARGET = 9, 4000, 3000, 1500
Times = tuple[float, float]


def photograph(seed: int) -> bytes:
    """A JPEG file: hills of colour and the grain of a sensor, which is what makes it heavy."""
    generator = np.random.default_rng(seed)
    hills = Image.fromarray(generator.integers(30, 220, (12, 16, 3), dtype=np.uint8))
    scene = np.asarray(hills.resize((WIDE, HIGH), Image.Resampling.BICUBIC), np.float32)
    grain = generator.normal(0, 9, (HIGH, WIDE, 1)).astype(np.float32)
    target = io.BytesIO()
    Image.fromarray((scene + grain).clip(0, 255).astype(np.uint8)).save(target, "JPEG", quality=84)
    return target.getvalue()


def taken(call: Callable[[], object]) -> Times:
    """Wall time and processor time of a call in milliseconds."""
    began, worked = time.perf_counter(), time.process_time()
    call()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)


def spread(times: list[Times], before: str = "") -> dict[str, float]:
    """The least and the median; before: what their names begin with."""
    wall, worked = zip(*times, strict=True)
    found = {"least_ms": min(wall), "median_ms": statistics.median(wall), "processor_ms": min(worked)}
    return {before + name: round(value, 1) for name, value in found.items()}


def report(name: str, times: list[Times], **more: object) -> None:
    """One line."""
    print(json.dumps({"benchmark": name} | spread(times) | more), flush=True)


def main() -> None:
    """Everything once before it counts: what is loaded then is there."""
    torch.set_num_threads(1)
    data, config = photograph(0), CaptionConfig(n_best=3)
    captioners = {way: Captioner.load(way) for way in WAYS}
    picture = pictures.read(data)
    seen = seeing.seen(picture)
    for captioner in captioners.values():
        captioner.search(seen.grid, config)

    def first_sentence() -> None:
        captioners["attend"].search(seeing.seen(pictures.read(data)).grid, config)

    size = {"megabytes": round(len(data) / 1e6, 2), "pixels": WIDE * HIGH}
    report("photograph to first sentence", timed(first_sentence), **size, beam=config.width, target_ms=TARGET)
    report("read the file", timed(lambda: pictures.read(data)), **size)
    report("look at it", timed(lambda: encoder.grid(pictures.square(picture))))
    report("look at it, with maps and files for the browser", timed(lambda: seeing.seen(picture)))
    for way, captioner in captioners.items():
        sentences(way, captioner, seen.grid)


def timed(call: Callable[[], object]) -> list[Times]:
    """Several times over."""
    return [taken(call) for _ in range(RUNS)]


def sentences(way: str, captioner: Captioner, grid: np.ndarray) -> None:
    """Beams of 3 and of 1 by turns, and a sentence that is written on."""
    three, one = [], []
    for _ in range(RUNS):
        three.append(taken(lambda: captioner.search(grid, CaptionConfig(3, n_best=3))))
        one.append(taken(lambda: captioner.search(grid, CaptionConfig(1))))
    ratio = round(spread(three)["processor_ms"] / spread(one)["processor_ms"], 2)
    words = len(captioner.search(grid).sentences[0].tokens)
    report("beam of 3", three, way=way, words=words, **spread(one, "greedy_"), ratio=ratio)
    given = captioner.tokens(captioner.writable[:2])
    report("write on", timed(lambda: captioner.write(grid, given)), way=way)


if __name__ == "__main__":
    main()
