"""Scores of translations: sacreBLEU in all, by length and apart on what is unlike all training sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sacrebleu.metrics import BLEU

from core.recipes.translate_data import bare

BINS = ((1, 4), (5, 6), (7, 8), (9, 10), (11, 12), (13, 16), (17, 22), (23, 100))  # words of the source
RESAMPLES = 1000


@dataclass(frozen=True)
class Case:
    """A source, what was made of it, and its references."""

    source: str
    output: str
    references: tuple[str, ...]

    @property
    def words(self) -> int:
        """Words of the source: what stands between spaces and is no mark alone."""
        return sum(any(map(str.isalnum, word)) for word in self.source.split())


def bleu(cases: Sequence[Case], interval: bool = False) -> dict[str, object]:
    """BLEU of a corpus, cased, 13a. interval: the 95 % half-width of bootstrap resampling (Koehn 2004) too."""
    metric = BLEU()
    outputs = [case.output for case in cases]
    references = list(zip(*(case.references for case in cases), strict=True))
    scored = metric.corpus_score(outputs, references, n_bootstrap=RESAMPLES if interval and len(cases) > 1 else 1)
    out: dict[str, object] = {
        "bleu": round(scored.score, 2),
        "sentences": len(cases),
        "brevity_penalty": round(scored.bp, 4),
        "length_ratio": round(scored.ratio, 4),
    }
    return out | ({"half_width": round(scored._ci, 2)} if interval and len(cases) > 1 else {})


def signature(cases: Sequence[Case]) -> str:
    """What sacreBLEU did, in its own words."""
    metric = BLEU()
    metric.corpus_score([case.output for case in cases], list(zip(*(case.references for case in cases), strict=True)))
    return metric.get_signature().format(short=False)


def by_length(cases: Sequence[Case], trained: Iterable[str]) -> list[dict[str, object]]:
    """BLEU by words of the source, with how many training sources were as long."""
    lengths = [Case(source, "", ()).words for source in trained]
    rows = []
    for low, high in BINS:
        some = [case for case in cases if low <= case.words <= high]
        if some:
            count = sum(low <= length <= high for length in lengths)
            rows.append({"from": low, "to": high, "trained": count} | bleu(some, interval=True))
    return rows


def unlike(trained: Iterable[str]) -> Callable[[str], bool]:
    """Whether a sentence differs from every training sentence in two words or more: no word changed, left out or put in.

    By patterns with one word open, so that no pair need be compared.
    """
    whole = {tuple(bare(sentence).split()) for sentence in trained}
    shorter = {words[:i] + words[i + 1 :] for words in whole for i in range(len(words))}
    changed = {(i, *words[:i], *words[i + 1 :], len(words)) for words in whole for i in range(len(words))}

    def far(sentence: str) -> bool:
        words = tuple(bare(sentence).split())
        cut = {words[:i] + words[i + 1 :] for i in range(len(words))}
        other = {(i, *words[:i], *words[i + 1 :], len(words)) for i in range(len(words))}
        return not (words in whole or words in shorter or cut & whole or other & changed)

    return far
