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

SPEARMAN = {"wordsim": (0.0, 1.0), "simlex": (0.0, 1.0)}


def measure(lesson: Lesson[Options], key: BiasKey) -> Measured | None:
    """Scores at the three stages; None as long as the worker has not got them, and (with a sentence) where the pairs
    cannot all be equalised."""
    with lesson.guard():
        found = compute.first_measured(key)
        return found or job_view.follow("bias_scores", compute.description(key), t("debiasing.measuring"))
    return None


def dials_of(measured: Measured | None) -> list[Dial]:
    """For the first association test, each category of analogies and likeness; none where nothing was measured."""
    if measured is None:
        return []
    dials = []
    if measured.tests:
        test = measured.tests[0]
        effects = tuple(result.effect for result in test.results)
        dials.append(Dial(f"WEAT d: {t(f'debiasing.test.{test.name}')}", effects, 2, -2.0, 2.0))
    for category in measured.scores[0].analogies:
        shares = tuple(100 * scores.analogies[category].share for scores in measured.scores)
        dials.append(Dial(f"{t(f'debiasing.category.{category}')} %", shares, 1, 0.0, 100.0))
    for name, (low, high) in SPEARMAN.items():
        values = tuple(getattr(scores, name).spearman for scores in measured.scores)
        dials.append(Dial(t(f"debiasing.{name}"), values, 3, low, high))
    return dials
