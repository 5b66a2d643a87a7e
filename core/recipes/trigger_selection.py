"""Which recordings a detector is trained on, tuned by and tested with, and what examples are made of."""

from __future__ import annotations

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from core.recipes.trigger_data import HUMAN, Recordings, Utterance
from core.recipes.trigger_examples import Pool
from core.recipes.trigger_words import Word
from core.speech import augment, features
from core.speech.results import RATE

SEED = 2026
COPY = 0.8  # correlation of two recordings of which one is a copy; others reach 0.75, copies 0.95
GROUPS, TUNED_OF = 48, 8  # groups of recordings that sound alike, and of how many one is tuned by
TRAIN_NOISES = (
    "zip:sonicpi",
    "zip:music",
    "speech_commands_noise:exercise_bike",
    "speech_commands_noise:dude_miaowing",
)


def human_word(recordings: Recordings, word: Word, split: str) -> list[Utterance]:
    """People who say the word: of "computer", Picovoice's volunteers to train on and to tune by, Mycroft's to test.

    Picovoice's recordings do not tell who speaks, and some are there up to twenty times: of those one is taken. Those that
    sound as if recorded alike stay together, so that most who are in *tune* are not in *train*.
    """
    if word.name != "computer":
        return []
    if split == "test":
        return [one for one in recordings.human("precise") if one.text == word.name]
    clips = distinct([one for one in recordings.human("picovoice_computer") if one.text == word.name])
    held = recorded_alike(clips) % TUNED_OF == 0
    return [one for one, is_held in zip(clips, held, strict=True) if is_held == (split == "tune")]


def distinct(clips: list[Utterance]) -> list[Utterance]:
    """The first of each recording, where some are copies of others: at some shift their correlation passes COPY."""
    size = next_fast_len(2 * max(len(one.samples) for one in clips), real=True)
    spectra = np.stack([rfft(one.samples / np.linalg.norm(one.samples), size) for one in clips])
    kept: list[int] = []
    for i, spectrum in enumerate(spectra):
        if not kept or irfft(spectrum.conj() * spectra[kept], size).max() < COPY:
            kept.append(i)
    return [clips[i] for i in kept]


def recorded_alike(clips: list[Utterance]) -> np.ndarray:
    """A number for each clip, the same for those whose loudest and whose softest frames have like spectra."""
    from sklearn.cluster import KMeans

    frames = [features.log_mel(one.samples) for one in clips]
    spectra = [np.concatenate([np.quantile(heard, share, axis=0) for share in (0.05, 0.95)]) for heard in frames]
    return KMeans(GROUPS, random_state=SEED, n_init=4).fit_predict(np.stack(spectra))


def noises(recordings: Recordings, split: str) -> dict[str, np.ndarray]:
    """What is not speech, by split: room tone, a tap and dishes are for the test."""
    effects = {name: wave for name, wave in recordings.noises().items() if len(wave) > RATE // 4}
    train = {
        n: w
        for i, (n, w) in enumerate(sorted(effects.items()))
        if n.startswith("zip:") and i % 4 or n.startswith(TRAIN_NOISES)
    }
    return train if split == "train" else {n: w for n, w in effects.items() if n not in train}


def pool(recordings: Recordings, word: Word) -> Pool:
    """All that examples are made of."""
    generator = np.random.default_rng(SEED)
    said = recordings.said(word, "train")
    common = [one for one in recordings.common("train") if not word.contains(one.text)]
    if word.name == "activate":
        said.setdefault(word.name, []).extend(one for one in recordings.common("train") if one.text == word.name)
    human = [one for name in HUMAN["train"] for one in recordings.human(name) if not word.contains(one.text)]
    digits = [one for one in human if one.source == "fsdd_digits"]
    rest = [one for one in human if one.source != "fsdd_digits"]
    return Pool(
        word=said.pop(word.name) + 3 * human_word(recordings, word, "train"),
        near=[one for text in word.near for one in said.get(text, ())]
        + [one for one in common if one.text in word.near],
        single=common + rest + digits[:: max(1, len(digits) // 400)],
        running=2 * recordings.sentences("train") + [one for one in rest if len(one.samples) > RATE],
        noises=list(noises(recordings, "train").values()),
        hiss=[augment.noise(20 * RATE, slope, generator=generator) for slope in np.linspace(0.0, 2.0, 12)],
    )
