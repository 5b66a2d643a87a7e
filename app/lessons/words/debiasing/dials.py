"""What is measured at the three stages, and the dials that show it beside the line."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.picture import Dial
from app.ui import job_view
from app.ui.frame import Lesson
from core.words.options import BiasKey
from core.words.results import Measured

LIKENESS = ("wordsim", "simlex")


def measure(lesson: Lesson[Options], key: BiasKey) -> Measured | None:
    """Scores at the three stages; None as long as the worker has not got them, and (with a sentence) where the pairs
    cannot all be equalised."""
    with lesson.guard():
        found = compute.first_measured(key)
        return found or job_view.follow("bias_scores", compute.description(key), t("debiasing.measuring"))
    return None


def dials_of(measured: Measured | None) -> list[Dial]:
    """Those of the prejudice, which should fall, and those of tasks, which should stay; none where nothing was measured."""
    return [] if measured is None else [*_prejudice(measured), *_tasks(measured)]


def _prejudice(measured: Measured) -> list[Dial]:
    """How often a classifier still tells the sides, from chance to always, and the association test that is surest."""
    dials, group = [], t("debiasing.dials.fall")
    if measured.told is not None:
        shares = tuple(100 * share for share in measured.told)
        dials.append(Dial(group, t("debiasing.dial.told"), t("debiasing.asks.told"), shares, 0, 50.0, 100.0))
    test = compute.surest(measured.tests)
    if test is not None:
        effects = tuple(result.effect for result in test.results)
        dials.append(Dial(group, t("debiasing.dial.weat"), t(f"debiasing.asks.{test.name}"), effects, 2, -2.0, 2.0))
    return dials


def _tasks(measured: Measured) -> list[Dial]:
    """Each category of analogies, and likeness."""
    dials, group = [], t("debiasing.dials.stay")
    for category in measured.scores[0].analogies:
        shares = tuple(100 * scores.analogies[category].share for scores in measured.scores)
        dials.append(Dial(group, f"{t(f'debiasing.category.{category}')}, %", "", shares, 1, 0.0, 100.0))
    for name in LIKENESS:
        values = tuple(getattr(scores, name).spearman for scores in measured.scores)
        note = t("debiasing.asks.likeness") if name == LIKENESS[-1] else ""
        dials.append(Dial(group, t(f"debiasing.{name}"), note, values, 3, 0.0, 1.0))
    return dials
