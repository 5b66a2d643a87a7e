"""How quick sampling is: `python -m tests.benchmarks.sampling`, beside PyTorch.

One JSON line a case: the least processor time of some runs of each, and their ratio. The chances of a step are compared with
the same cuts in PyTorch's functions; twelve texts at once with twelve texts one by one. For a page's writing (a text with its
steps, and twelve more), all that moving a slider asks for, there is the time alone.
"""

import json
from dataclasses import asdict

import numpy as np
import torch

from core.recurrent import desk, sampling, sources
from core.recurrent.options import SOURCES, SamplingConfig
from core.referees import sampling as referees
from tests.benchmarks.bias import least_of

BEGINNINGS = {"everyday": "my brother wants", "names": "M", "dinosaurs": "T", "shakespeare": "My lord"}
CONFIG = SamplingConfig(0.7, 50, 0.9, 0.01)
SEEDS = range(1, 13)


def main() -> None:
    """The draw, and all four networks."""
    torch.set_num_threads(1)
    row = sources.load("everyday").begin([])[0][-1]
    np.testing.assert_allclose(sampling.adjust(row, **asdict(CONFIG)), referees.by_torch(row, CONFIG), atol=1e-12)
    ours = least_of(50, lambda: sampling.adjust(row, **asdict(CONFIG)))
    theirs = least_of(50, lambda: referees.by_torch(row, CONFIG))
    print(json.dumps({"case": "chances of 4,000 words", "ms": ours, "torch_ms": theirs, "ratio": ours / theirs}))
    for source in SOURCES:
        writer, (start, _) = sources.load(source), desk.read(source, BEGINNINGS[source])
        at_once = least_of(5, lambda w=writer, s=start: sampling.samples(w, s, CONFIG, SEEDS))
        one_by_one = least_of(3, lambda w=writer, s=start: [sampling.sample(w, s, CONFIG, seed) for seed in SEEDS])
        case = {"case": f"twelve texts, {source}", "ms": at_once, "one_by_one_ms": one_by_one}
        print(json.dumps(case | {"ratio": at_once / one_by_one}))
        both = least_of(5, lambda s=start, name=source: _all(name, s))
        print(json.dumps({"case": f"all that a slider asks for, {source}", "ms": both}))


def _all(source: str, start: tuple[str, ...]) -> object:
    writer = sources.load(source)
    begun = writer.begin(writer.encode(start))
    sample = sampling.sample(writer, start, CONFIG, 7, begun=begun)
    return desk.together(source, sample, sample, sampling.samples(writer, start, CONFIG, SEEDS, begun=begun))


if __name__ == "__main__":
    main()
