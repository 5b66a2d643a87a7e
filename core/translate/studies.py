"""What the lesson on beam search tries with a translator: one search told whole, other ways to choose, widths,
a text, and a small language."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch

from core.errors import UserError
from core.referees import beam as referees
from core.referees.results import Compared, numbers
from core.translate import bleu, chain, small
from core.translate.beam import BeamConfig, search_stepper
from core.translate.results import (
    BeamTrace,
    Chain,
    Finished,
    Searched,
    SmallResult,
    SmallTrial,
    Story,
    Way,
    WidthRow,
    Widths,
)
from core.translate.translator import END, Translator

MOST_SENTENCES = 60
AT_ONCE = 400  # width times pieces of the source: about a third of a second
SAME_SCORE = 1e-9


def searched(name: str, text: str, width: int) -> Searched:
    """Search for the best translation by log P, and the greedy one beside it; what α makes of it is left to the page.

    UserError as `Translator.read`.
    """
    translator = Translator.load(name)
    source, ids = translator.read(text)
    most = translator.most(ids)
    trace = search_stepper(translator.stepper(ids), BeamConfig(width, END, most))
    greedy = chain.greedy(translator.stepper(ids), END, most)
    used = np.unique(np.concatenate([step.token for step in trace.steps])).tolist()
    return Searched(
        tuple(source),
        trace,
        {token: translator.target.symbols[token] for token in used},
        tuple(translator.target.decode(one.tokens) for one in trace.finished),
        products(trace, "float16"),
        empty(translator, ids),
        len(translator.target),
        _way("greedy", translator, greedy),
        trace.rows(greedy.tokens),
    )


def is_wide(name: str, text: str, width: int) -> bool:
    """Whether a search takes so long that it had better be a job. UserError as `Translator.read`."""
    _, ids = Translator.load(name).read(text)
    return width * len(ids) > AT_ONCE


def search(description: Mapping[str, object]) -> Iterator[float]:
    """The same as a job. name, text, width."""
    yield 0.0
    return searched(description["name"], description["text"], description["width"])


def products(trace: BeamTrace, dtype: str) -> tuple[np.ndarray, ...]:
    """Π P of each candidate, multiplied along its path in a floating-point type: for each step (N,)."""
    out: list[np.ndarray] = []
    for step in trace.steps:
        before = out[-1][step.parent] if out else np.ones(len(step), dtype)
        with np.errstate(under="ignore"):
            out.append(before * np.exp(step.log_probability).astype(dtype))
    return tuple(out)


def empty(translator: Translator, ids: Sequence[int]) -> float:
    """log P of <EOS> as the first word."""
    return chain.forced(translator.stepper(ids), [END]).log_probability


def ways(name: str, text: str, temperature: float, seed: int, draws: int) -> tuple[Way, ...]:
    """The greedy output, then ``draws`` sampled ones with seeds that follow one another."""
    translator = Translator.load(name)
    _, ids = translator.read(text)
    stepper, most = translator.stepper(ids), translator.most(ids)
    out = [_way("greedy", translator, chain.greedy(stepper, END, most))]
    for number in range(seed, seed + draws):
        generator = torch.Generator().manual_seed(number)
        drawn = chain.sample(stepper, END, most, temperature, generator)
        out.append(_way("sample", translator, drawn, number))
    return tuple(out)


def own_way(name: str, text: str, translation: str) -> Way:
    """A translation that somebody typed, scored by teacher forcing. UserError where it is longer than twice what is read."""
    translator = Translator.load(name)
    translator.read(text)
    most = 2 * translator.longest
    if len(translator.target.encode(translation)) > most:
        raise UserError("translate.given_long", most=most)
    return _way("given", translator, translator.forced(text, translation))


def _way(method: str, translator: Translator, made: Chain, seed: int = 0) -> Way:
    text = translator.target.decode(made.tokens)
    return Way(method, text, made.log_probability, len(made.tokens), made.ended, seed)


def widths(description: Mapping[str, object]) -> Iterator[float]:
    """A job: sentences at several widths. name, texts, references (of each text, or none), widths; gives `Widths`."""
    translator = Translator.load(description["name"])
    read = [translator.read(text)[1] for text in description["texts"]]
    wanted, rows, done = description["widths"], [], 0
    for width in wanted:
        best, started = [], time.perf_counter()
        for ids in read:
            config = BeamConfig(width, END, translator.most(ids), pruned=0)
            best.append(search_stepper(translator.stepper(ids), config).finished[0])
            done += 1
            yield done / (len(read) * len(wanted))
        seconds = (time.perf_counter() - started) / len(read)
        rows.append(_row(translator, width, best, description["references"], seconds))
    return Widths(tuple(rows), tuple(empty(translator, ids) for ids in read))


def _row(
    translator: Translator, width: int, best: Sequence[Finished], references: Sequence[Sequence[str]], seconds: float
) -> WidthRow:
    log_p, lengths = [one.log_probability for one in best], [len(one.tokens) for one in best]
    texts = tuple(translator.target.decode(one.tokens) for one in best)
    none = sum(one.tokens == (END,) for one in best)
    scored = [(text, known) for text, known in zip(texts, references, strict=True) if known]
    score = bleu.of_texts(*zip(*scored, strict=True)).score if scored else None
    return WidthRow(
        width, float(np.mean(log_p)), float(np.mean(lengths)), seconds, none, texts, tuple(log_p), tuple(lengths), score
    )


def sentences(text: str) -> list[str]:
    """A text cut after each full stop, question mark and exclamation mark, and at each line's end."""
    return [part.strip() for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if part.strip()]


def story(description: Mapping[str, object]) -> Iterator[float]:
    """A job: a whole text, each sentence greedily. name, text; gives `Story`. UserError if no sentence can be read."""
    translator, done, log_p, left_out = Translator.load(description["name"]), [], [], 0
    parts = sentences(description["text"])[:MOST_SENTENCES]
    for number, part in enumerate(parts):
        yield number / len(parts)
        try:
            _, ids = translator.read(part)
        except UserError:
            left_out += 1
            continue
        made = chain.greedy(translator.stepper(ids), END, translator.most(ids))
        done.append((part, translator.target.decode(made.tokens), made.log_probability))
        log_p.append(made.log_probabilities)
    if not done:
        raise UserError("beam_search.no_sentence")
    whole = np.concatenate(log_p)
    return Story(tuple(done), chain.products(whole, "float16"), chain.products(whole, "float32"), left_out)


def check_by_teacher_forcing(name: str, text: str, found: Searched, most: int) -> list[Compared]:
    """log P of the first finished outputs, at most so many, beside the model's own pass over each of them."""
    finished = found.trace.finished[:most]
    theirs = referees.teacher_forced(name, text, finished)
    names = [output or "<EOS>" for output in found.texts[:most]]
    return [
        numbers(output, one.log_probability, other) for output, one, other in zip(names, finished, theirs, strict=True)
    ]


def small_language(words: int, longest: int, seed: int, alpha: float, widths: Sequence[int]) -> SmallResult:
    """The best of all sentences of at most ``longest`` words, the end among them, and what beams find of them."""
    language = small.SmallLanguage(words, seed)
    every = referees.brute_force(language, longest, alpha)
    trials = [
        SmallTrial(
            one.width,
            small.spelling(one.best.tokens),
            one.best.log_probability,
            one.best.ended and abs(one.best.score - every.score) < SAME_SCORE,
            one.scored,
        )
        for one in small.trials(language, longest, tuple(widths), alpha)
    ]
    log_p = float(np.log(every.probability))
    return SmallResult(every.count, small.spelling(every.tokens), log_p, every.probability, tuple(trials))
