"""Translators side by side by BLEU: those shipped and a person, on the sentences shown; and a corpus of a visitor's own.

The interval is that of bootstrap resampling (Koehn 2004): the statistics that BLEU adds up are drawn anew, a
sentence at a time, with the draws that sacreBLEU makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from core.data import ASSETS
from core.errors import UserError
from core.translate import bleu, shown
from core.translate.options import MOST_REFERENCES, SMOOTHINGS, BleuConfig, TranslationConfig
from core.translate.results import Findings, SmoothedScore, SystemScore, Translated

FILE = ASSETS / "data" / "translate" / "systems_en_fr.json"
MARKED = ASSETS / "data" / "translate" / "as_good.json"
PERSON, BEAM = "person", "beam"
SYSTEMS = (PERSON, BEAM, "greedy", "plain", "one_way", "own_words", "no_end")
SEARCH = TranslationConfig(width=5, alpha=0.7)
RESAMPLES, SEED = 1000, 12345  # sacreBLEU's own
MOST_LINES, LONGEST_LINE, MOST_CHARACTERS = 2000, 2000, 600_000


def sources() -> tuple[str, ...]:
    """The English sentences shown."""
    return tuple(one.en for one in shown.sentences())


def references(count: int) -> tuple[tuple[str, ...], ...]:
    """People's translations of each: the first (1), or both (2)."""
    return tuple(one.fr[:count] for one in shown.sentences())


def translations(name: str) -> tuple[str, ...]:
    """What a system makes of each; the person's are the second translations. KeyError for another name."""
    return tuple(one.fr[1] for one in shown.sentences()) if name == PERSON else tuple(_data()["systems"][name])


@lru_cache(maxsize=64)
def scores(config: BleuConfig, count: int) -> tuple[SystemScore, ...]:
    """All systems against so many references. Against both there is no person: whose translation would be a reference.

    KeyError for another number of references than 1 and 2.
    """
    chrfs, known = _data()["chrf"][str(count)], references(count)
    return tuple(_scored(name, rows(name, config, count), known, config, chrfs[name]) for name in chrfs)


def rows(name: str, config: BleuConfig, count: int) -> np.ndarray:
    """`bleu.statistics` of a system's translations (212, 10)."""
    return _rows(name, count, config.brevity, config.lowercase, config.cut)


def of_sentence(source: str, config: BleuConfig) -> tuple[Translated, ...]:
    """What every system makes of one of the sentences shown; the person is held to the first reference, the others to both.

    ValueError for another sentence.
    """
    place = sources().index(source)
    known = {name: references(1 if name == PERSON else 2)[place] for name in SYSTEMS}
    return tuple(_translated(name, translations(name)[place], known[name], config) for name in SYSTEMS)


def live(source: str, known: Sequence[str], config: BleuConfig) -> Translated:
    """A sentence of a visitor's own by the shipped translator. UserError as `Translator.read`, and without a reference."""
    from core.translate.translator import Translator

    known = [text for text in known if text.strip()]
    if not known:
        raise UserError("bleu.no_reference")
    return _translated(BEAM, Translator.load("en-fr").translate(source, SEARCH).text, known, config)


def own_corpus(candidates: str, known: str, config: BleuConfig) -> SystemScore:
    """Two texts, a sentence a line; several references of one stand in one line, a tab between them.

    UserError where there are no lines, not as many in both, too many or too long ones, or too many references of one.
    """
    texts, lines = _lines(candidates), _lines(known)
    if not texts or not lines:
        raise UserError("bleu.no_lines")
    if len(texts) != len(lines):
        raise UserError("bleu.lines_differ", candidates=len(texts), references=len(lines))
    if len(texts) > MOST_LINES:
        raise UserError("bleu.too_many_lines", most=MOST_LINES)
    for number, line in enumerate((*texts, *lines)):
        if len(line) > LONGEST_LINE:
            raise UserError("bleu.line_too_long", line=number % len(texts) + 1, most=LONGEST_LINE)
    if len(candidates) + len(known) > MOST_CHARACTERS:
        raise UserError("bleu.too_much_text", most=MOST_CHARACTERS)
    pairs = [[text for text in line.split("\t") if text.strip()] or [""] for line in lines]
    if max(map(len, pairs)) > MOST_REFERENCES:
        raise UserError("bleu.too_many_references", most=MOST_REFERENCES)
    return _scored("own", _statistics(texts, pairs, config), pairs, config, corpus_chrf(texts, pairs))


def score_own(description: Mapping[str, Any]) -> Iterator[float]:
    """`own_corpus` as a job. candidates, references, config."""
    yield 0.0
    return own_corpus(description["candidates"], description["references"], description["config"])


def translate_own(description: Mapping[str, Any]) -> Iterator[float]:
    """`live` as a job. source, references, config."""
    yield 0.0
    return live(description["source"], description["references"], description["config"])


@cache
def findings() -> Findings:
    """What BLEU makes of the sentences shown against the first reference; 13a, capitals count, r is the closest."""
    machine, person = _own(BEAM), _own(PERSON)
    good, copied = _marked()
    others = ~good & ~copied
    known = references(1)
    chrfs = [chrf(text, texts) for text, texts in zip(translations(BEAM), known, strict=True)]
    return Findings(
        machine_ahead=int((machine > person).sum()),
        level=int((machine == person).sum()),
        person_ahead=int((machine < person).sum()),
        good=float(machine[good].mean()),
        good_count=int(good.sum()),
        others=float(machine[others].mean()),
        others_count=int(others.sum()),
        others_above=int((machine[others] > machine[good].mean()).sum()),
        correlation=float(np.corrcoef(machine, chrfs)[0, 1]),
        smoothed=tuple(_smoothed(name) for name in SYSTEMS),
    )


def half_width(counted: np.ndarray, config: BleuConfig) -> float:
    """Of the 95 % interval: half of what 1,000 resampled scores span without the 25 lowest and the 25 highest."""
    sums = _draws(len(counted)) @ counted
    found = np.sort([bleu.from_statistics(row, config.smooth, config.value, config.effective).score for row in sums])
    return float(found[-1 - RESAMPLES // 40] - found[RESAMPLES // 40]) / 2


def sentence_bleu(text: str, known: Sequence[str], config: BleuConfig) -> float:
    """BLEU of one sentence by itself, smoothed "exp" and with effective order, as sacreBLEU's sentence_score."""
    return bleu.of_texts([text], [known], replace(config, smooth="exp", value=None, effective=True)).score


def chrf(candidate: str, known: Sequence[str]) -> float:
    """chrF2 of one sentence, 0 to 100: F of n-grams of 1 to 6 letters (Popović 2015). sacreBLEU's own."""
    return _chrf().sentence_score(candidate, known).score


def corpus_chrf(candidates: Sequence[str], known: Sequence[Sequence[str]]) -> float:
    """chrF2 of a corpus by sacreBLEU, a sentence at a time, so that n-grams of one sentence alone are held in memory."""
    metric, sums = _chrf(), 0
    for text, texts in zip(candidates, known, strict=True):
        sums += np.array(metric._extract_corpus_statistics([text], [[one] for one in texts])[0])
    return metric._compute_score_from_stats(sums.tolist()).score


def _scored(
    name: str, counted: np.ndarray, known: Sequence[Sequence[str]], config: BleuConfig, chrf_score: float
) -> SystemScore:
    """All that is said of a system, from the statistics of its sentences (N, 10)."""
    of_one = [bleu.from_statistics(row, "exp", effective=True).score for row in counted]
    return SystemScore(
        name=name,
        corpus=bleu.from_statistics(counted.sum(0), config.smooth, config.value, config.effective),
        half_width=half_width(counted, config),
        sentences=float(np.mean(of_one)),
        zeros=int((counted[:, 1 + bleu.ORDERS] == 0).sum()),  # no four words in a row are found
        chrf=chrf_score,
        signature=bleu.signature(map(len, known), config),
    )


def _own(name: str, smooth: str = "exp") -> np.ndarray:
    """BLEU of each of a system's sentences by itself (212,), with effective order."""
    counted = rows(name, BleuConfig(), 1)
    return np.array([bleu.from_statistics(row, smooth, effective=True).score for row in counted])


def _smoothed(name: str) -> SmoothedScore:
    sums = rows(name, BleuConfig(), 1).sum(0)
    return SmoothedScore(
        name,
        tuple(bleu.from_statistics(sums, smooth).score for smooth in SMOOTHINGS),
        tuple(float(_own(name, smooth).mean()) for smooth in SMOOTHINGS),
    )


def _marked() -> tuple[np.ndarray, np.ndarray]:
    """Of each sentence, whether the machine's translation was marked as good as a person's; whether it is a person's."""
    marked = json.loads(MARKED.read_text(encoding="utf-8"))["en-fr"]
    made = list(zip(sources(), translations(BEAM), references(2), strict=True))
    good = [text in marked.get(source, ()) for source, text, _ in made]
    return np.array(good), np.array([text in known for _, text, known in made])


def _translated(name: str, text: str, known: Sequence[str], config: BleuConfig) -> Translated:
    return Translated(name, text, sentence_bleu(text, known, config), chrf(text, known))


def _lines(text: str) -> list[str]:
    """Without blank ones at the end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return text.split("\n") if text else []


def _statistics(candidates: Sequence[str], known: Sequence[Sequence[str]], config: BleuConfig) -> np.ndarray:
    words = [bleu.cut(text, config) for text in candidates]
    return bleu.statistics(words, [[bleu.cut(one, config) for one in texts] for texts in known], config.brevity)


@cache
def _rows(name: str, count: int, brevity: str, lowercase: bool, cut: str) -> np.ndarray:
    config = BleuConfig(brevity=brevity, lowercase=lowercase, cut=cut)
    return _statistics(translations(name), references(count), config)


@lru_cache(maxsize=2)
def _draws(count: int) -> np.ndarray:
    """How often each sentence is in each resampled corpus (1000, N)."""
    drawn = np.random.default_rng(SEED).choice(count, size=(RESAMPLES, count), replace=True)
    return np.stack([np.bincount(row, minlength=count) for row in drawn]).astype(float)


@cache
def _chrf() -> Any:
    from sacrebleu.metrics import CHRF

    return CHRF()


@cache
def _data() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))
