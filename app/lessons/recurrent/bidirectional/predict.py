"""Questions on the picture: what is ready when, and what a word would be without one side."""

from __future__ import annotations

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.bidirectional.options import Options
from app.lessons.recurrent.bidirectional.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson

FEW = 3  # words with which there is something to ask


def predict(lesson: Lesson[Options], shown: Shown) -> None:
    """Those of the text, then those on the picture."""
    checks.ask_in_turn(lesson, about(shown))


def about(shown: Shown) -> list[Question]:
    """What can be asked about the sentence."""
    asked = (_without(shown), _ready(shown), _changed(shown))
    return [question for question in asked if question is not None]


def _without(shown: Shown) -> Question | None:
    """Which tag would a word get without the side that is not at zero yet? One that would change, if there is one."""
    found, side = shown.found, "left" if shown.rest.zero == "right" else "right"
    tags, zeroed = found.both.tags, found.tags(side)
    t = next((t for t in range(len(tags)) if tags[t] != zeroed[t]), None)
    if t is None:
        return None
    some = list(dict.fromkeys([zeroed[t], tags[t], *("O", "B-PER", "B-LOC")]))[:3]
    key = f"{shown.key} {side} {t}"
    offered = section.shuffled(some, key)
    values = {"word": shown.word(t), "whole": tags[t], "tag": zeroed[t], "side": "a→" if side == "left" else "a←"}
    values["chance"] = f"{found.chances(side)[t].max():.2f}"
    return Question("live-without", offered.index(zeroed[t]), offered, key, values)


def _ready(shown: Shown) -> Question | None:
    """At which step has a word both sides?"""
    T = len(shown.found.words)
    if T < FEW:
        return None
    t = T // 4
    ready = shown.found.ready(t)
    offered = sorted({t + 1, ready, T, (T + 1) // 2})
    if len(offered) < FEW:
        return None
    values = {"word": shown.word(t), "number": t + 1, "words": T, "step": ready, "rest": T - t}
    return Question("live-ready", offered.index(ready), list(map(str, offered)), shown.key, values)


def _changed(shown: Shown) -> Question | None:
    """Of how many words would the tag change without the right?"""
    found = shown.found
    T, count = len(found.words), sum(a != b for a, b in zip(found.both.tags, found.tags("right"), strict=True))
    if T < FEW:
        return None
    offered = sorted({0, 1, count, (count + 2) % (T + 1), T})
    values = {"count": count, "words": T}
    return Question("live-changed", offered.index(count), list(map(str, offered)), shown.key, values)
