"""Questions on BLEU: what a changed word costs, and what a shorter candidate is worth."""

from __future__ import annotations

from app.i18n import t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.options import Options
from app.lessons.translate.bleu.shown import Shown
from app.ui import checks
from app.ui.checks import Question
from app.ui.frame import Lesson

SHARE = 3  # the question on length cuts off one word in three


def predict(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Those of the text, then that on one word and that on fewer words."""
    asked = [] if shown is None else [_lost(shown), _shorter(shown)]
    checks.ask_in_turn(lesson, [question for question in asked if question is not None])


def _lost(shown: Shown) -> Question | None:
    """A word becomes another one: how many pairs are lost?"""
    n = max(shown.n, 2)
    order = shown.found.orders[n - 1]
    word = compute.word_to_change(shown.found, n)
    if word is None:
        return None
    lost = compute.lost(shown.found, word, n)
    values = {"word": shown.found.candidate[word], "grams": t(f"bleu.grams.{n}"), "count": order.count}
    values |= {"lost": lost, "then": order.count - lost, "total": order.total}
    options = [str(count) for count in range(n + 1)]
    return Question("live-lost", lost, options, about=f"{shown.about} {n}", values=values)


def _shorter(shown: Shown) -> Question | None:
    """The last words are cut off: does BLEU rise or fall?"""
    cut = len(shown.found.candidate) // SHARE
    words = len(shown.found.candidate) - cut
    if not cut or not shown.found.score:
        return None
    then = compute.counted(shown.candidate, shown.references, shown.config, words)
    if abs(then.score - shown.found.score) < 0.5:
        return None
    values = {"count": cut, "now": f"{shown.found.score:.1f}", "then": f"{then.score:.1f}"}
    values |= {"mean": f"{100 * shown.found.mean:.1f}", "mean_then": f"{100 * then.mean:.1f}"}
    values |= {"penalty": f"{then.penalty:.3f}", "words": words, "r": then.r}
    return Question("live-shorter", int(then.score < shown.found.score), about=shown.about, values=values)
