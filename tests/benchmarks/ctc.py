"""How quick CTC's trellis and prefix beam are: `python -m tests.benchmarks.ctc [--peer PYTHON]`.

One JSON line a case, on one thread: the least and the median processor time in milliseconds. The beam of 10 on T = 200 frames
of 29 labels stands against pyctcdecode's, which wants numpy below 2 and so has an environment of its own: PYTHON is the
interpreter of one into which `pip install pyctcdecode` was made. The two take turns on the same frames; target: 1.5 times as
fast. pyctcdecode leaves out what is below its own thresholds unless it is told not to; both ways are measured.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.speech import ctc

RUNS, FRAMES, SYMBOLS, WIDTH, TARGET = 15, 200, 29, 10, 1.5
PEER = """
import json, sys, time, warnings, logging
logging.disable(logging.ERROR)
import numpy as np
from pyctcdecode import build_ctcdecoder
frames = np.load(sys.argv[1])
decoder = build_ctcdecoder(["", " ", "'", *"abcdefghijklmnopqrstuvwxyz"])
for line in sys.stdin:
    options = json.loads(line)
    began = time.process_time()
    text = decoder.decode(frames, **options)
    print(json.dumps([1000 * (time.process_time() - began), text]), flush=True)
"""


def spoken(generator: np.random.Generator) -> np.ndarray:
    """Frames (T, V) as a network gives them: mostly blank, a letter now and then, some doubt about each."""
    logits = generator.normal(0.0, 1.5, (FRAMES, SYMBOLS))
    logits[:, 0] += 6.0
    for t in generator.choice(FRAMES, FRAMES // 4, replace=False):
        logits[t, 1 + generator.integers(0, SYMBOLS - 1, 2)] += generator.uniform(4.0, 9.0, 2)
    return (logits - np.logaddexp.reduce(logits, axis=1)[:, None]).astype(np.float32)


def taken(call: Callable[[], object]) -> float:
    """Processor time of a call in milliseconds."""
    began = time.process_time()
    call()
    return 1000 * (time.process_time() - began)


def report(name: str, times: list[float], **more: object) -> None:
    """One line."""
    said = {"benchmark": name, "least_ms": round(min(times), 2), "median_ms": round(statistics.median(times), 2)}
    print(json.dumps(said | more), flush=True)


def main() -> None:
    """The trellis, the beam alone, and the beam against the peer."""
    parser = argparse.ArgumentParser(description="CTC's trellis and prefix beam")
    parser.add_argument("--peer", type=Path, help="a Python that has pyctcdecode")
    options, generator = parser.parse_args(), np.random.default_rng(0)
    y = spoken(generator)
    long = np.tile(y, (2, 1))[:300]
    labels = generator.integers(1, SYMBOLS, 40).tolist()
    report("trellis, T 300, U 40", [taken(lambda: ctc.trellis(long, labels)) for _ in range(RUNS)], target_ms=20)
    report("prefix beam", [taken(lambda: ctc.prefix_beam(y, WIDTH)) for _ in range(RUNS)], width=WIDTH)
    if options.peer:
        against(options.peer, y)


def against(python: Path, y: np.ndarray) -> None:
    """By turns, with the peer's own thresholds and without them."""
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "frames.npy", y)
        call = [str(python), "-c", PEER, str(Path(folder) / "frames.npy")]
        with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
            for name, extra in (("as it comes", {}), ("all labels", {"beam_prune_logp": -1e9, "token_min_logp": -1e9})):
                theirs, ours = [], []
                for _ in range(RUNS):
                    print(json.dumps({"beam_width": WIDTH} | extra), file=peer.stdin, flush=True)
                    theirs.append(json.loads(peer.stdout.readline())[0])
                    ours.append(taken(lambda: ctc.prefix_beam(y, WIDTH)))
                ratio = round(statistics.median(theirs) / statistics.median(ours), 2)
                peers = {"peer_least_ms": round(min(theirs), 2), "peer_median_ms": round(statistics.median(theirs), 2)}
                report(f"prefix beam beside pyctcdecode, {name}", ours, **peers, ratio=ratio, target=TARGET)


if __name__ == "__main__":
    main()
