"""What a word of the text costs in training by the size of the vocabulary, measured on the server while one waits."""

from __future__ import annotations

from app.i18n import t
from app.lessons.words import figures
from app.ui import job_view
from app.ui.charts import chart, theme
from core.words.options import LearningConfig


def costs(slug: str, config: LearningConfig) -> bool:
    """A button; then the chart of microseconds a word against V. Whether it has been measured."""
    found = job_view.offer("pair_costs", config, t("words.cost.measure"))
    if found is None:
        return False
    words = {name: t(f"words.cost.{name}") for name in ("size", "time", "softmax", "tree", "negative")}

    def table() -> tuple[list[str], list[list[str]]]:
        rows = [
            [f"{size:,}", f"{slow:.1f}", f"{tree:.1f}", f"{quick:.1f}", f"{slow / quick:.0f}"]
            for size, slow, tree, quick in zip(found.sizes, found.softmax, found.tree, found.negative, strict=True)
        ]
        return [*(words[name] for name in ("size", "softmax", "tree", "negative")), t("words.cost.times")], rows

    chart(figures.costs(found, words, theme()), f"{slug}.costs", table)
    return True
