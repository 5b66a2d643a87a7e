"""How quick the five shapes are: `python -m tests.benchmarks.shapes`, beside PyTorch.

One JSON line a case: the least processor time of some runs of each, and their ratio. What many to one would have said after
each word is compared with `torch.nn.GRU` on every prefix; what would be written of a date after each of its characters with one
translation after the other. Then each shape's run on an input of some length: the time alone.
"""

import json

import torch

from core.recurrent import shapes
from core.recurrent.options import SHAPES
from core.recurrent.sentiment import Sentiment
from core.referees import sentiment as referees
from core.translate.translator import Translator
from tests.benchmarks.bias import least_of

WORDS = ("the food was not bad at all , and I would come back for the soup , which my brother liked so much "
         "that he asked for more of it").split()  # fmt: skip
DATE = "Wednesday, 3 September 1997"
INPUTS = {
    "one_one": "loved",
    "one_many": "M",
    "many_one": " ".join(WORDS),
    "many_many": " ".join(WORDS),
    "n_m": DATE,
}


def main() -> None:
    """All five, and the two that say what would have been said."""
    torch.set_num_threads(1)
    assert len(WORDS) == 30
    network = Sentiment.load()
    ours = least_of(20, lambda: network.read(INPUTS["many_one"]).by_step)
    theirs = least_of(5, lambda: referees.by_torch(network, [WORDS[: t + 1] for t in range(len(WORDS))]))
    print(
        json.dumps({"case": "30 words, an answer after each", "ms": ours, "torch_ms": theirs, "ratio": ours / theirs})
    )
    dates = Translator.load("dates-plain")
    at_once = least_of(10, lambda: shapes.n_m(DATE))
    one_by_one = least_of(
        3, lambda: [dates.translate(DATE[: t + 1]) for t in range(len(DATE)) if DATE[: t + 1].strip()]
    )
    case = {"case": "a date, after each character", "ms": at_once, "one_by_one_ms": one_by_one}
    print(json.dumps(case | {"ratio": at_once / one_by_one}))
    for shape in SHAPES:
        print(
            json.dumps(
                {"case": f"a run of {shape}", "ms": least_of(10, lambda name=shape: shapes.run(name, INPUTS[name]))}
            )
        )


if __name__ == "__main__":
    main()
