"""The tab of many maps: the same points at other perplexities and from other places."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n import t
from app.lessons.words.tsne import compute, figures
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import Options
from app.ui import job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from core.words.results import SmallMap


def many(lesson: Lesson[Options], run: Run) -> None:
    """Nine maps of the same words."""
    lesson.explain("many")
    found = job_view.offer("map_many", compute.many_description(run.wanted[0]), t("tsne.many"))
    if found:
        words = {"perplexity": t("tsne.perplexity"), "seed": t("tsne.seed"), "small": t("tsne.small")}
        chart(figures.multiples(found, words, theme()), "tsne.many", lambda: _table(found))


def _table(found: Sequence[SmallMap]) -> tuple[list[str], list[list[str]]]:
    head = [t("tsne.perplexity"), t("tsne.seed"), t("tsne.map.kl"), t("tsne.map.trust"), t("tsne.kept")]
    rows = [[f"{m.perplexity:g}", str(m.seed), f"{m.kl:.3f}", f"{m.trust:.3f}", f"{m.kept:.1%}"] for m in found]
    return head, rows
