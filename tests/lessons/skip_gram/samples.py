"""Scenes of skip-gram as core makes them, of the training that ships and of a tiny one; and what the picture writes of them."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from app.lessons.words.skip_gram import options
from app.ui.numbers import signed
from core.words import moments, scenes
from core.words.options import LearningConfig
from core.words.results import Learned, Scene, WordMap
from tests.app.strings import english

SENTENCE, ASKED = options.SENTENCE, tuple(options.ASKED.split(", "))
LAST = moments.COUNT - 1  # of the moments that ship
LABELS = english("skip_gram.picture.")
TINY = "The cat sat on the mat. The dog sat on the log. A cat and a dog ran to the mat. "
CONFIGS = {
    "skip": moments.FIRST_CONFIG,
    "softmax": replace(moments.FIRST_CONFIG, output="softmax"),
    "cbow": replace(moments.FIRST_CONFIG, method="cbow"),  # the same vectors, asked the other way round
    "cbow_softmax": replace(moments.FIRST_CONFIG, method="cbow", output="softmax"),
    "tiny": LearningConfig(method="cbow", dimension=4, epochs=3, window=2, subsample=0.0, min_count=2),
}


@lru_cache(maxsize=64)
def scene(
    kind: str = "skip", text: str = SENTENCE, window: int = 5, asked: tuple[str, ...] = ASKED, live: int | None = None
) -> Scene:
    """What there is to see. live: as it was when the training was at that moment, of which alone it tells."""
    found, is_live = learned(kind, live), live is not None
    m, config = found.moments, CONFIGS[kind]
    seen, who = scenes.window(m, text, config, window, is_live), scenes.nearest(m, asked, is_live)
    return scenes.scene(found, config, word_map(kind, live), seen, who, is_live)


@cache
def word_map(kind: str, live: int | None) -> WordMap:
    return scenes.word_map(learned(kind, live).moments, last=live is not None)


@cache
def learned(kind: str = "skip", live: int | None = None) -> Learned:
    """The training, up to a moment."""
    found = tiny() if kind == "tiny" else moments.first()
    if live is None:
        return found
    m = found.moments
    columns = {name: getattr(m, name)[: live + 1] for name in ("epochs", "e", "e_scale", "theta", "theta_scale")}
    curve = m.curve[m.curve[:, 0] <= m.epochs[live]]
    rate = m.rate if live else float("nan")
    return replace(found, moments=replace(m, **columns, curve=curve, rate=rate), done=False)


def tiny() -> Learned:
    """Eleven words, none of any group; a moment or two."""
    from core.words import corpus, learning

    job = learning.run(corpus.build(corpus.sentences(TINY * 40), 2), CONFIGS["tiny"])
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


class Pair:
    """The numbers of a pair, or of a window's mean where d is None, by plain arithmetic on what core gives."""

    def __init__(self, found: Scene, moment: int, k: int, d: int | None) -> None:
        seen = found.window
        names = ("logit", "log_z", "noise") if d is not None else ("mean_logit", "mean_log_z", "mean_noise")
        logit, log_z, noise = (np.asarray(getattr(seen, name)[moment, k], dtype=np.float64) for name in names)
        self.logit = float(logit if d is None else logit[d + scenes.REACH])
        self.log_z, self.noise = float(log_z), float(noise)
        self.p = float(np.exp(self.logit - self.log_z))
        self.sigma = float(1 / (1 + np.exp(-self.logit)))
        if found.output == "negative":
            self.own = -float(np.log(self.sigma))
            self.loss = self.own + found.negative * self.noise
        else:
            self.loss = self.own = -float(np.log(self.p))


def epoch(found: Scene, moment: int) -> str:
    """How far a moment is, as the picture writes it: 2.9, 10."""
    return f"{math.floor(10 * float(found.epochs[moment]) + 0.5) / 10:g}"


def chance(p: float) -> str:
    return f"{p:.3f}" if p >= 0.1 else f"{p:.{1 - math.floor(math.log10(float(f'{p:.1e}')))}f}"


def percent(p: float) -> str:
    if p >= 0.00995:
        return f"{100 * p:.1f}%"
    return f"{100 * p:.{2 if p >= 0.000995 else 3}f}%".lstrip("0") if p >= 0.0000995 else "<.01%"


def said(found: Scene, moment: int, k: int, d: int) -> str:
    """How a pair is read aloud."""
    one, known = Pair(found, moment, k, d), [t for t, place in enumerate(found.window.place) if place >= 0]
    centre, context = (found.window.tokens[known[place]] for place in (k, k + d))
    return f"{centre} → {context}: p {percent(one.p)}, loss {one.loss:.2f}"


def rows(found: Scene, moment: int, k: int, d: int | None) -> list[str]:
    """The numbers of a pair as they stand beneath the picture."""
    one, asks, k1 = Pair(found, moment, k, d), "e" if d is not None else "ē", found.negative + 1
    product, p = (
        f"θᵀ{asks} = {signed(one.logit, 2)}",
        f"{chance(one.p)} = exp({signed(one.logit, 2)} − {one.log_z:.2f})",
    )
    if found.output == "softmax":
        times = f"({found.dimension},)·({found.dimension},) {found.vocabulary:,} times"
        first, second = f"{product} log Σ exp = {one.log_z:.2f} {times}", f"{p} {one.loss:.2f} = −log {chance(one.p)}"
        return [first, second, f"a pair costs {found.vocabulary:,} exponentials; negative sampling {k1} sigmoids"]
    loss = f"{one.loss:.2f} = {one.own:.2f} + {found.negative} · {one.noise:.2f}"
    return [
        f"{product} σ = {one.sigma:.3f} {loss}",
        f"{p} by the full softmax, for the arcs alone",
        f"a pair costs {k1} sigmoids; the softmax {found.vocabulary:,} exponentials",
    ]


def nearest(found: Scene, moment: int, asked: tuple[str, ...]) -> str:
    """What is read aloud of the nearest words."""
    who, parts = found.nearest, []
    for word in asked:
        n = who.asked.index(word)
        each = zip(who.answers[moment, n], who.cosines[moment, n], strict=True)
        parts.append(f"{word}: {', '.join(f'{who.names[i]} {signed(cosine, 2)}' for i, cosine in each)}")
    return f"{LABELS['nearest_now']}. {'. '.join(parts)}"
