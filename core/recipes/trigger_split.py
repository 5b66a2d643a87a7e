"""A small detector that heard its word from synthetic voices alone, tested in three ways: on clips, on voices, on people.

    python -m core.recipes.trigger_split --speech FOLDER --words FOLDER --word voyager

It is for the page *Find the bug*: the same network looks perfect on new clips of voices it was trained on, and poor on people.
`trigger_data` says what must lie in the folders.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from core.recipes import trigger_measure as measure
from core.recipes.trigger_card import DATA
from core.recipes.trigger_changes import CHANGES
from core.recipes.trigger_data import Recordings, Utterance
from core.recipes.trigger_mistakes import SEED, STEPS, networks, train
from core.recipes.trigger_selection import pool
from core.recipes.trigger_words import WORDS
from core.speech import mistakes

HELD = 4  # of so many clips of the word one is held out
TELEPHONE = "telephone band"


def held_out(clips: list[Utterance]) -> tuple[list[Utterance], list[Utterance]]:
    """The clips without a share of them, and that share: other clips of the same voices."""
    order = np.random.default_rng(SEED).permutation(len(clips))
    return [clips[i] for i in order if i % HELD], [clips[i] for i in order if i % HELD == 0]


def main() -> None:
    """Train it, test it in each way, and keep it with its card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--word", default="voyager")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    recordings, word = Recordings(options.speech, options.words), WORDS[options.word]
    kept, held = held_out(recordings.said(word, "train")[word.name])
    made_of = pool(recordings, [word])
    made_of.words = [replace(made_of.words[0], synthetic=kept, people=[], within=[])]
    started, network = time.perf_counter(), networks()["right"]
    curves = train({"right": network}, made_of, options.steps)
    strangers = recordings.said(word, "test")[word.name]
    people = [one for split in ("train", "tune", "test") for one in recordings.people(word, split)]
    heard = {
        "clip": measure.words(network, held),
        "voice": measure.words(network, strangers),
        "voice_telephone": measure.words(network, strangers, change=CHANGES[TELEPHONE]),
        "people": measure.words(network, people),
    }
    found = {name: measure.share(measure.missed(one, mistakes.POINT)) for name, one in heard.items()}
    print(found, flush=True)
    mistakes.save(
        "split",
        network,
        {
            "recipe": f"python -m core.recipes.trigger_split --word {word.name}",
            "data": DATA,
            "data_licence": "as named",
            "licence": "Apache-2.0",
            "split": "the word by synthetic voices alone; held out by clip, by voice, and by kind of voice",
            "word": word.name,
            "seed": SEED,
            "training_seconds": round(time.perf_counter() - started),
            "hardware": "CPU, 1 thread",
            "training": {"steps": options.steps, "clips": len(kept), "curve": curves["right"]},
            "measured": found,
        },
    )


if __name__ == "__main__":
    main()
