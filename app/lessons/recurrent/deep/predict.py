"""Questions on the picture: which layer moved least, which is surest, what a probe reads."""

from __future__ import annotations

from app.i18n import t
from app.lessons.recurrent.deep.options import Options
from app.lessons.recurrent.deep.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson


def predict(lesson: Lesson[Options], shown: Shown) -> None:
    """Those of the text, then those on the picture."""
    checks.ask_in_turn(lesson, about(shown))


def about(shown: Shown) -> list[Question]:
    """What can be asked about the letter that was read last."""
    asked = (_least(shown), _surest(shown), _weights(shown))
    return [question for question in asked if question is not None]


def _layers(shown: Shown) -> list[str]:
    return [t("deep.column.layer", layer=n + 1) for n in range(shown.found.layers)]


def _least(shown: Shown) -> Question | None:
    """Which layer's state moves least to the next symbol?"""
    found, step = shown.found, shown.rest.step
    if found.layers < 2 or step >= len(found) or found.ways == 2:
        return None
    moved = found.moved()[:, step].tolist()
    ranked = sorted(moved)
    if ranked[1] - ranked[0] < 0.01:
        return None
    values = {"numbers": ", ".join(f"{value:.2f}" for value in moved)}
    return Question("live-least", moved.index(ranked[0]), _layers(shown), f"{shown.key} {step}", values)


def _surest(shown: Shown) -> Question | None:
    """Off which layer can the next letter be read best, here?"""
    found = shown.found
    if found.layers < 2 or "next" not in found.said:
        return None
    right = found.p_right("next")[:, shown.at].tolist()
    if right[0] != right[0] or sorted(right)[-1] - sorted(right)[-2] < 0.02:
        return None
    values = {"letter": shown.letter, "numbers": ", ".join(f"{p:.2f}" for p in right)}
    return Question("live-surest", right.index(max(right)), _layers(shown), f"{shown.key} {shown.at} next", values)


def _weights(shown: Shown) -> Question | None:
    """How many numbers does layer 2 read at each step?"""
    found = shown.found
    H = found.states.shape[2]
    if found.layers < 2 or found.ways == 2:
        return None
    offered = sorted({H, 2 * H, H + 68, 3 * H})
    return Question("live-reads", offered.index(2 * H), list(map(str, offered)), shown.key, {"units": H, "both": 2 * H})
