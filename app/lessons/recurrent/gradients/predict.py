"""Questions on the picture: which cell would reach farthest, from where on all is lost, how much is left half-way."""

from __future__ import annotations

import math

from app.lessons.recurrent import compute as section
from app.lessons.recurrent.gradients.options import Options
from app.lessons.recurrent.gradients.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson
from app.ui.numbers import power

NEAR = 3.0  # times: two cells that are nearer to one another are not asked about
LOG_2 = math.log10(2)


def predict(lesson: Lesson[Options], shown: Shown) -> None:
    """Those of the text, then those on the picture."""
    checks.ask_in_turn(lesson, about(shown))


def about(shown: Shown) -> list[Question]:
    """What can be asked about the picture, and about what it would be with another letter pinned."""
    asked = (_largest(shown), _lost(shown), _half(shown))
    return [question for question in asked if question is not None]


def _key(shown: Shown) -> str:
    return f"{''.join(shown.tokens)} {shown.rest} {shown.log_norm('rnn'):.4f}"


def _elsewhere(shown: Shown) -> int:
    """Another letter to pin: the last one, or, where that is pinned, one half-way from the letter that is looked at."""
    last = len(shown.tokens) - 1
    return last if shown.rest.pin != last else (last + shown.rest.look + 1) // 2


def _largest(shown: Shown) -> Question | None:
    """Which of the three gets most at the letter that is looked at, where another letter is pinned?"""
    pin, look = _elsewhere(shown), shown.rest.look
    if not look < pin:
        return None
    logs = {cell: float(found.log_norms[pin - 1, look]) for cell, found in shown.reaches.items()}
    order = sorted(logs, key=logs.__getitem__, reverse=True)
    if 10 ** (logs[order[0]] - logs[order[1]]) < NEAR:
        return None
    values = {"token": shown.said(look), "other": shown.said(pin), "place": pin}
    values |= {cell: power(logs[cell]) for cell in logs}
    names = [cell.upper() for cell in logs]
    return Question("live-largest", names.index(order[0].upper()), names, _key(shown), values)


def _lost(shown: Shown) -> Question | None:
    """From how many letters back on is the RNN's gradient rounded away, where another letter is pinned?"""
    pin = _elsewhere(shown)
    back = int(shown.reaches["rnn"].lost[pin - 1])
    if back < 6 or back + 2 > pin:
        return None
    offered = section.shuffled([str(back // 3), str(back), str((back + pin) // 2 + 1)], _key(shown))
    values = {"back": back, "other": shown.said(pin), "place": pin}
    return Question("live-lost", offered.index(str(back)), offered, _key(shown), values)


def _half(shown: Shown) -> Question | None:
    """How much is left half-way of the RNN's gradient: half as much, or about the square root?"""
    rest, distance = shown.rest, shown.distance
    if distance < 12:
        return None
    newest = shown.log_norm("rnn", rest.pin - 1)
    whole, half = shown.log_norm("rnn") - newest, shown.log_norm("rnn", rest.pin - 1 - distance // 2) - newest
    if whole > -3 or not 0.3 < half / whole < 0.7:
        return None
    numbers = [power(half), power(whole + LOG_2), power(-LOG_2)]  # the root, twice what is left at the end, half
    offered = section.shuffled(numbers, _key(shown))
    values = {"token": shown.said(rest.look), "back": distance, "half": distance // 2, "whole": power(whole)}
    return Question("live-half", offered.index(numbers[0]), offered, _key(shown), values)
