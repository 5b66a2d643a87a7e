"""The tab on soft debiasing: what it takes away at growing strength, and what that costs."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words.debiasing import compute, figures
from app.lessons.words.debiasing.options import Options
from app.lessons.words.debiasing.shown import Shown
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson


def soft(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Soft debiasing at growing λ: what is left of the projections, the association test, likeness."""
    lesson.explain("soft")
    if shown is None or shown.measured is None:
        return
    test = compute.surest(shown.measured.tests)
    asked = compute.description(shown.key, test=test.name if test else "")
    curve = job_view.follow("bias_soft", asked, t("tab.soft"))
    if curve is None:
        return
    effect = f"WEAT d: {t(f'debiasing.test.{test.name}')}" if test else "WEAT d"
    words = {"strength": "λ", "along": t("debiasing.mean_along"), "effect": effect, "wordsim": t("debiasing.wordsim")}
    figure = figures.soft(curve, words, theme())
    rows = [[f"{one.strength:g}", f"{one.along:.4f}", f"{one.effect:.2f}", f"{one.wordsim:.3f}"] for one in curve]
    chart(figure, "debiasing.soft", lambda: (["λ", words["along"], words["effect"], words["wordsim"]], rows))
