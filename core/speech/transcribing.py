"""From bytes to what the recogniser hears in them, as a job that tells how far it is; and what its frames say.

What is asked for is a description: ``preset``, the name of a clip that is shipped for it, or ``data``, a visitor's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from core.errors import UserError
from core.speech import audio, ctc, features, letters, vocabulary
from core.speech.options import DecodingConfig
from core.speech.prefix_beam import LanguageModel, search
from core.speech.presets import FOLDER, sentences
from core.speech.recognizer import FIRST_SECONDS, STEP_SECONDS, Recognizer
from core.speech.results import Clip, Heard, Moments, PrefixBeam
from core.speech.spelling import LetterModel, Spelling, WordModel

LONGEST = 30.0  # seconds: the network hears the whole before it writes
MOMENTS = FOLDER / "ctc_moments.npz"


def clip(description: Mapping[str, object]) -> Clip:
    """The sound that is asked for. UserError where the bytes are none that can be read, or last too long."""
    preset = description.get("preset")
    found = audio.read(description["data"]) if preset is None else audio.read(sentences()[preset].data, ours=True)
    if found.seconds > LONGEST:
        raise UserError("ctc.too_long", seconds=int(LONGEST))
    return found


def warm() -> None:
    """Write down a shipped clip once, so that nobody's first file waits for what loads once."""
    decoded(heard(clip({"preset": next(iter(sentences()))})), DecodingConfig(language="letters"))


def transcribe(description: Mapping[str, object]) -> Iterator[tuple]:
    """Read the sound and hear it; gives `Heard`."""
    yield 0.0, "speech.reading", {}
    sound = clip(description)
    yield 0.4, "speech.listening", {}
    return heard(sound)


def heard(sound: Clip) -> Heard:
    """A clip as the shipped recogniser hears it. Silence is heard as well: as blanks, which write nothing."""
    frames = features.log_mel(sound.samples)
    found = Recognizer.load().log_probs(frames)
    return Heard(sound, frames, features.HOP_SECONDS, found, STEP_SECONDS, FIRST_SECONDS)


def language(config: DecodingConfig) -> LanguageModel | None:
    """The language model that is asked for; its words are those that ship where none are given."""
    if config.language == "letters":
        return LetterModel(Spelling.load(), config.weight, config.bonus)
    if config.language == "words":
        return WordModel(config.words or vocabulary.shipped(), config.weight, config.bonus)
    return None


def decoded(found: Heard, config: DecodingConfig) -> PrefixBeam:
    """The beam over what was heard, frame by frame."""
    return search(found.log_probs, config.width, language(config))


def written(found: PrefixBeam) -> str:
    """What the search writes: its best label. Where a list of words leaves it within one, the words before that one."""
    best = found.at(-1, 1)[0]
    text = letters.decode(best.labels)
    return text if np.isfinite(best.score) else text.rpartition(" ")[0]


def parting(log_probs: np.ndarray, labels: Sequence[int]) -> int:
    """The first step at which the most probable path of a label differs from the most probable path of all.

    Where they are one, or no path spells the label: the step at which the most probable path is least sure.
    """
    path = ctc.best_path(log_probs)
    found = ctc.trellis(log_probs, labels)
    apart = np.flatnonzero(found.extended[found.best] != path) if len(found.best) else ()
    return int(apart[0]) if len(apart) else int(np.max(log_probs, axis=1).argmin())


def blanks(log_probs: np.ndarray) -> float:
    """The share of steps whose most probable symbol is the blank."""
    return float((ctc.best_path(log_probs) == ctc.BLANK).mean())


@cache
def moments(preset: str) -> Moments:
    """A shipped clip as the recogniser heard it while it was trained; made by `core.recipes.transcribing_moments`."""
    with np.load(MOMENTS, allow_pickle=False) as stored:
        steps, y = tuple(stored["steps"].tolist()), stored[preset].astype(np.float32)
    y -= np.logaddexp.reduce(y, axis=2, keepdims=True)  # kept in half precision
    said = letters.encode(sentences()[preset].said)
    return Moments(
        steps,
        y,
        tuple(ctc.loss(each, said) for each in y),
        tuple(letters.decode(ctc.greedy(each)).strip() for each in y),
        tuple(map(blanks, y)),
    )
