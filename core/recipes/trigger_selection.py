"""Which recordings a detector is trained on, tuned by and tested with, and what examples are made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.recipes.trigger_data import HUMAN, Recordings, Utterance
from core.recipes.trigger_examples import Pool, Spoken
from core.recipes.trigger_lines import also_recorded, through_codecs, with_folded
from core.recipes.trigger_words import Word
from core.speech import augment
from core.speech.results import RATE

SEED = 2026
TRAIN_NOISES = (
    "zip:sonicpi",
    "zip:music",
    "speech_commands_noise:exercise_bike",
    "speech_commands_noise:dude_miaowing",
)


def noises(recordings: Recordings, split: str) -> dict[str, np.ndarray]:
    """What is not speech, by split: room tone, a tap and dishes are for the test."""
    effects = {name: wave for name, wave in recordings.noises().items() if len(wave) > RATE // 4}
    train = {
        n: w
        for i, (n, w) in enumerate(sorted(effects.items()))
        if n.startswith("zip:") and i % 4 or n.startswith(TRAIN_NOISES)
    }
    return train if split == "train" else {n: w for n, w in effects.items() if n not in train}


def pool(recordings: Recordings, words: Sequence[Word]) -> Pool:
    """All that examples are made of."""
    generator = np.random.default_rng(SEED)
    said = {word.name: recordings.said(word, "train") for word in words}
    sentences = [one for one in recordings.sentences("train") if not _holds(one, words)]
    clean = [one for one in recordings.common("train") if not _holds(one, words)]
    human = [one for name in HUMAN["train"] for one in recordings.human(name, "train") if not _holds(one, words)]
    digits = [one for one in human if one.source == "fsdd_digits"]
    rest = [one for one in human if one.source != "fsdd_digits"]
    long = [one for one in rest if len(one.samples) > 1.2 * RATE]
    short = [one for one in rest if len(one.samples) <= 1.5 * RATE]

    def sent(clips: list[Utterance]) -> list[Utterance]:
        return through_codecs(clips, generator)

    spoken = []
    for word in words:
        own = [one for one in recordings.common("train") if one.text == word.name]
        near = [one for text in word.near for one in said[word.name].get(text, ())]
        alone, within = (recordings.people(word, "train", kind) for kind in ("keyword alone", "keyword in a sentence"))
        spoken.append(
            Spoken(
                word.name,
                sent(also_recorded([*said[word.name].get(word.name, ()), *own], rest, 3, generator)),
                sent(with_folded(alone, generator)),
                sent(with_folded(within, generator)),
                sent(also_recorded(near + [one for one in clean if one.text in word.near], rest, 1, generator)),
            )
        )
    return Pool(
        words=spoken,
        single=sent(clean + short + digits[:: max(1, len(digits) // 400)]),
        running=sent(sentences + long),
        noises=list(noises(recordings, "train").values()),
        hiss=[augment.noise(20 * RATE, slope, generator=generator) for slope in np.linspace(0.0, 2.0, 12)],
    )


def _holds(one: Utterance, words: Sequence[Word]) -> bool:
    return any(word.contains(one.text) for word in words)
