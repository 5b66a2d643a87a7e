"""How much a language should count when the recogniser's labels are searched: tried on the development set alone.

    python -m core.recipes.recognizer_decoding --speech FOLDER --spoken FOLDER --kept FOLDER

prints, for the model of letters on sentences and open speech, and for lists of words on digits and commands, the mean of the
sets' letter error rates with each weight and bonus, the best first; then that of each width of the beam with the best pair.
`core.speech.options.DecodingConfig` holds what was chosen.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import numpy as np
import torch

from core.recipes.recognizer_data import Transcribed, kept
from core.recipes.recognizer_measure import beam, listened, rates, written
from core.recipes.recognizer_sets import development, word_list
from core.speech.options import DecodingConfig
from core.speech.recognizer import RecognizerConfig, RecognizerNetwork

SETS = {"letters": ("sentences", "speechocean", "wuw"), "words": ("digits", "commands")}
WEIGHTS, BONUSES, WIDTHS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6), (0.0, 0.5, 1.0, 1.5, 2.0), (1, 2, 4, 8, 16, 32)
AT_MOST = 60  # clips of each set
Heard = Mapping[str, tuple[list[Transcribed], list[np.ndarray]]]  # of each set the clips and their log-probabilities


def error(heard: Heard, name: str, width: int, weight: float, bonus: float) -> float:
    """The mean letter error rate of the sets of a language."""
    found = []
    for one in SETS[name]:
        clips, ys = heard[one]
        decoder = beam(DecodingConfig(width, name, weight, bonus, word_list(one)))
        found.append(rates(clips, written(ys, decoder))["cer"])
    return float(np.mean(found))


def main() -> None:
    """Try all, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--speech", type=Path, required=True, help="the folder of recordings")
    parser.add_argument("--spoken", type=Path, action="append", default=[], help="a folder of more synthetic sentences")
    parser.add_argument("--kept", type=Path, required=True, help="the folder with the checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(1)
    network = RecognizerNetwork(RecognizerConfig()).eval()
    network.load_state_dict(torch.load(options.kept / "checkpoint", weights_only=True)["network"])
    sets = development(kept(options.kept / "clips.npz", options.speech, options.spoken), AT_MOST)
    heard = {name: (own, listened(network, own)) for name, own in sets.items()}
    for name in SETS:
        tried = {pair: error(heard, name, DecodingConfig.width, *pair) for pair in product(WEIGHTS, BONUSES)}
        for (weight, bonus), rate in sorted(tried.items(), key=lambda one: one[1]):
            print(f"{name} weight {weight} bonus {bonus} CER {rate:.4f}", flush=True)
        best = min(tried, key=tried.__getitem__)
        for width in WIDTHS:
            print(f"{name} width {width} CER {error(heard, name, width, *best):.4f}", flush=True)


if __name__ == "__main__":
    main()
