"""What a visitor may choose about a translation: plain values, without torch."""

from __future__ import annotations

from dataclasses import dataclass

MODELS = ("en-fr", "fr-en", "dates")  # with attention; each also without, as "<name>-plain"
PLAIN = "-plain"
ONE_WAY, REVERSED = "en-fr-one-way", "en-fr-reversed"  # without attention, and the encoder reads one way
NO_END, OWN_WORDS = "en-fr-no-end", "en-fr-own-words"  # the same as ONE_WAY, taught wrongly
ONE_VECTOR = (ONE_WAY, REVERSED, NO_END, OWN_WORDS)
WIDEST = 50
LONGEST_TEXT = 60  # pieces of a source sentence: about forty words; nothing longer was trained on
LONGEST_DATE = 60  # characters
SMOOTHINGS = ("none", "floor", "add-k", "exp")
BREVITIES = ("closest", "shortest")
CUTS = ("13a", "blanks")
BLEU_MISTAKES = ("mean", "upside", "sum")
MOST_REFERENCES = 6
LONGEST_SIDE = 400  # characters of a candidate or a reference that is counted word by word
LOCALES = (  # those that dates were learned in; "" leaves the model to guess
    "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB", "en_US", "es_ES", "fi_FI", "fr_FR", "hu_HU", "id_ID",
    "it_IT", "ja_JP", "ko_KR", "nl_NL", "pl_PL", "pt_BR", "ru_RU", "sv_SE", "tr_TR", "uk_UA", "zh_CN",
)  # fmt: skip


@dataclass(frozen=True)
class BeamConfig:
    """How a beam search goes.

    width: hypotheses kept. end: the token that ends one. max_length: most tokens of one, ``end`` among them.
    alpha: finished ones are ranked by log P / T^alpha, where T counts ``end`` too. n_best: how many ``trace.best`` has.
    pruned: how many of the best candidates below the cut stay in the trace at each step, beside the two best of each
    parent; None: as many as the width.
    """

    width: int
    end: int
    max_length: int
    alpha: float = 0.0
    n_best: int = 1
    pruned: int | None = None


@dataclass(frozen=True)
class TranslationConfig:
    """How the decoder chooses. method: "beam", "greedy" or "sample".

    width and alpha: of the beam. temperature and seed: of sampling. locale: of a date's wording, "" if not told.
    n_best: how many translations are given.
    """

    method: str = "beam"
    width: int = 5
    alpha: float = 0.6
    n_best: int = 1
    temperature: float = 1.0
    seed: int = 0
    locale: str = ""


@dataclass(frozen=True)
class Edit:
    """α set by hand at one step: ``weights`` over the source's pieces, which are brought to the sum 1.

    step: the output step, from 0. hold: the same weights at every step after it too; else those are computed again.
    """

    step: int
    weights: tuple[float, ...]
    hold: bool = False


def pinned(step: int, position: int, length: int, hold: bool = False) -> Edit:
    """All of α on one of ``length`` source pieces."""
    return Edit(step, tuple(float(i == position) for i in range(length)), hold)


@dataclass(frozen=True)
class Drag:
    """One weight set by hand: α⟨step, position⟩ = weight, the step's others scaled so that all add up to 1.

    hold: every step after it uses the same weights.
    """

    step: int = 0
    position: int = 0
    weight: float = 1.0
    hold: bool = False


@dataclass(frozen=True)
class BleuConfig:
    """How BLEU counts.

    smooth: what stands for a precision of 0; value: its number, None for the usual one (floor .1, add-k 1). effective: only
    the n for which the candidate has n-grams at all. brevity: r is the reference length "closest" to the candidate's, or the
    "shortest". lowercase: capitals do not count. cut: words as mteval-v13a.pl splits them ("13a"), or by "blanks".
    """

    smooth: str = "none"
    value: float | None = None
    effective: bool = False
    brevity: str = "closest"
    lowercase: bool = False
    cut: str = "13a"
