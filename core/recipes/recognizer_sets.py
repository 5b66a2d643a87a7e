"""What the recogniser is looked at with while it trains, and what it is tested on: sets of clips, as they are and in noise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from core.recipes.recognizer_data import Transcribed
from core.recipes.recognizer_examples import joined, with_noise
from core.speech.letters import decode
from core.speech.vocabulary import DIGITS

SEED = 2026
STRINGS = 200  # of digits that are tested
AT_MOST = 60  # clips of each source that the training looks at
RATIOS = (20.0, 10.0, 5.0)  # dB of the speech above the noise
NOISY = ("sentences", "digits", "commands")  # the sets that are also heard in noise
UNHEARD = "words never trained on"
COMMANDS = (  # the words of Speech Commands
    *DIGITS,
    *("backward", "bed", "bird", "cat", "dog", "down", "follow", "forward", "go", "happy", "house", "learn", "left"),
    *("marvin", "no", "off", "on", "right", "sheila", "stop", "tree", "up", "visual", "wow", "yes"),
)


def word_list(name: str) -> tuple[str, ...]:
    """The words that can have been said in a set; none where anything can."""
    return {"digits": DIGITS, "fsdd": DIGITS, "commands": COMMANDS}.get(name.split()[0].strip(","), ())


def strings(clips: Sequence[Transcribed], count: int, seed: int, seven: bool = False) -> Iterator[list[Transcribed]]:
    """One to six digits of one voice, so many times; none of them seven, or one at least of each string."""
    generator = np.random.default_rng(seed)
    voices = sorted({one.voice for one in clips})
    digits = [one for one in clips if one.text in DIGITS and (seven or one.text != "seven")]
    made = 0
    while made < count:
        own = [one for one in digits if one.voice == voices[made % len(voices)]]
        taken = [own[i] for i in generator.integers(len(own), size=generator.integers(1, 7))]
        if not seven or any(one.text == "seven" for one in taken):
            made += 1
            yield taken


def digit_strings(clips: Sequence[Transcribed]) -> dict[str, list[list[Transcribed]]]:
    """The strings of digits that are tested, clip by clip."""
    digits = [one for one in clips if one.split == "test" and one.source == "fsdd"]
    return {
        "digits": list(strings(digits, STRINGS, SEED)),
        "digits with seven": list(strings(digits, STRINGS // 2, SEED + 1, seven=True)),
    }


def _joined(parts: Iterable[list[Transcribed]]) -> list[Transcribed]:
    generator, made = np.random.default_rng(SEED), []
    for taken in parts:
        x, labels = joined(taken, generator)
        made.append(Transcribed(x.astype(np.float16), decode(labels), taken[0].voice, "digits", taken[0].split))
    return made


def development(clips: Sequence[Transcribed], at_most: int = AT_MOST) -> dict[str, list[Transcribed]]:
    """A few clips of each source of the development split."""
    dev = [one for one in clips if one.split == "dev"]
    found = {"digits": _joined(strings([one for one in dev if one.source == "fsdd"], at_most, SEED))}
    for source in ("sentences", "speechocean", "commands", "wuw"):
        own = [one for one in dev if one.source == source and not one.held_out]
        found[source] = own[:: max(1, len(own) // at_most)][:at_most]
    return found


def tested_on(clips: Sequence[Transcribed]) -> dict[str, list[Transcribed]]:
    """All that the recogniser is tested on; apart, what has words that it was never trained on, and speechocean's texts that
    nobody said in training."""
    test = [one for one in clips if one.split == "test"]
    trained = {one.text for one in clips if one.split == "train" and one.source in ("sentences", "speechocean")}
    found = {name: _joined(own) for name, own in digit_strings(clips).items()}
    for source in sorted({one.source for one in test}):
        own = [one for one in test if one.source == source]
        found[source] = [one for one in own if not one.held_out]
        found[f"{source}, {UNHEARD}"] = [one for one in own if one.held_out]
        if source == "speechocean":
            found["speechocean, texts never trained on"] = [one for one in found[source] if one.text not in trained]
    return {name: own for name, own in found.items() if own}


def in_noise(clips: Sequence[Transcribed], kinds: Sequence[np.ndarray], ratio: float) -> list[Transcribed]:
    """The clips with noise so many dB below them, one kind after another."""
    generator, made = np.random.default_rng(SEED), []
    for i, one in enumerate(clips):
        x = with_noise(one.frames.astype(np.float32), kinds[i % len(kinds)], ratio, generator)
        made.append(Transcribed(x.astype(np.float16), one.text, one.voice, one.source, one.split))
    return made
