"""What the page on BLEU asks of core: counts, systems side by side, what BLEU misses, translations by our own models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from app.lessons.translate.bleu.options import CANDIDATE_1, CANDIDATE_2, GUIDES, THE_CAT, Options
from core.errors import UserError
from core.referees.results import Compared
from core.translate.options import LONGEST_SIDE, BleuConfig
from core.translate.results import CountedBleu, GrowingBleu, Missed, SystemScore, Translated

OURS = "We need to find another solution as soon as possible."
THE = " ".join(["the"] * 7)
SHUFFLED = "mat the on is cat the"


def counted(
    candidate: str, references: tuple[str, ...], config: BleuConfig, kept: int = -1, wrongly: str = ""
) -> CountedBleu:
    """The first `kept` words of a candidate (−1: all) counted against its references. Raises UserError."""
    from core.translate import counted

    if kept >= 0:
        candidate = counted.shortened(candidate, kept, config)
    return counted.counted(candidate, references, config, wrongly)


def shown(options: Options, wrongly: str = "") -> CountedBleu:
    """What a visitor's state shows, counted."""
    return counted(options.candidate, options.held_to, options.config, options.kept, wrongly)


@cache
def inset() -> CountedBleu:
    """The scissors' own example: seven times “the” against its references."""
    return counted(THE, THE_CAT, BleuConfig())


@cache
def presets() -> dict[str, tuple[str, tuple[str, ...], int]]:
    """Name -> candidate, references, n."""
    return {
        "candidate_1": (CANDIDATE_1, GUIDES, 2),
        "candidate_2": (CANDIDATE_2, GUIDES, 2),
        "the": (THE, THE_CAT, 1),
        "shuffled": (SHUFFLED, THE_CAT[:1], 1),
        "ours": (*beside(OURS, "beam"), 2),
    }


def growing(candidate: str, references: tuple[str, ...], config: BleuConfig) -> tuple[GrowingBleu, ...]:
    """The candidate's first word, its first two, … all of them, scored with each smoothing. Raises UserError."""
    from core.translate import counted

    return counted.by_length(candidate, references, config)


def word_to_change(found: CountedBleu, n: int) -> int | None:
    """The word that is asked about."""
    from core.translate import choices

    return choices.word_to_change(found, n)


def lost(found: CountedBleu, word: int, n: int) -> int:
    """How many n-grams are lost if a word of the candidate is one that no reference has."""
    from core.translate import counted

    return counted.lost(found, word, n)


def sources() -> tuple[str, ...]:
    """The English sentences that our systems have translated."""
    from core.translate import bleu_systems

    return bleu_systems.sources()


def systems(config: BleuConfig, references: int) -> tuple[SystemScore, ...]:
    """All systems on the same sentences."""
    from core.translate import bleu_systems

    return bleu_systems.scores(config, references)


@lru_cache(maxsize=512)
def translated(source: str, config: BleuConfig) -> tuple[Translated, ...]:
    """What each system makes of one of the sentences, scored."""
    from core.translate import bleu_systems

    return bleu_systems.of_sentence(source, config)


def beside(source: str, system: str) -> tuple[str, tuple[str, ...]]:
    """A system's translation of one of the sentences, and people's; the person's own second one is held to the first."""
    from core.translate import bleu_systems

    place = bleu_systems.sources().index(source)
    known = bleu_systems.references(1 if system == "person" else 2)
    return bleu_systems.translations(system)[place], known[place]


def check_english(text: str) -> None:
    """Raise UserError for a sentence that the translator cannot read."""
    from core.translate.translator import Translator

    Translator.load("en-fr").read(text)
    check_length(text)


def check_length(text: str) -> None:
    """Raise UserError for a text that is longer than one that is counted; the state would cut it."""
    if len(text) > LONGEST_SIDE:
        raise UserError("bleu.too_long", most=LONGEST_SIDE)


def missed(config: BleuConfig) -> tuple[Missed, ...]:
    """What BLEU makes of candidates that a reader would judge at once."""
    from core.translate import bleu_misses

    return bleu_misses.missed(config)


def chrf(candidate: str, references: Sequence[str]) -> float:
    """sacreBLEU's chrF2 of one candidate."""
    from core.translate import bleu_misses

    return bleu_misses.chrf(candidate, references)


def referee(candidate: str, references: Sequence[str], config: BleuConfig) -> list[Compared]:
    """A candidate by sacreBLEU."""
    from core.referees import bleu

    return bleu.check(candidate, references, config)


def warm() -> None:
    """What is seen first, and sacreBLEU, which takes a moment to load."""
    first()
    presets()
    systems(BleuConfig(), Options().known)
    missed(BleuConfig())


def first() -> CountedBleu:
    """What stands there first."""
    return shown(Options())
