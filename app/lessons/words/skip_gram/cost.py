"""The tab on what a word costs by the size of the vocabulary, measured on this machine while one waits."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words.skip_gram import compute, figures
from app.lessons.words.skip_gram.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson


def cost(lesson: Lesson[Options]) -> None:
    """A button; then the chart of microseconds a word against V."""
    lesson.explain("cost")
    found = job_view.offer("pair_costs", compute.cost_config(lesson.state), t("skip_gram.cost.measure"))
    if found is None:
        return
    words = {name: t(f"skip_gram.cost.{name}") for name in ("size", "time", "softmax", "negative")}

    def table() -> tuple[list[str], list[list[str]]]:
        rows = [
            [f"{size:,}", f"{slow:.1f}", f"{quick:.1f}", f"{slow / quick:.0f}"]
            for size, slow, quick in zip(found.sizes, found.softmax, found.negative, strict=True)
        ]
        return [words["size"], words["softmax"], words["negative"], t("skip_gram.cost.times")], rows

    chart(figures.costs(found, words, theme()), "skip_gram.costs", table)
    lesson.explain("cost_why")
