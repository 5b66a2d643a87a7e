"""The tab on few labels: a sentence told apart on one-hot vectors and on embeddings, and how both fare with more labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from app.i18n import t
from app.lessons.words.word_representation import compute, figures
from app.lessons.words.word_representation.options import SENTENCES, Options
from app.ui import checks, controls, job_view
from app.ui.charts import chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.referees.results import Compared
from core.words.options import LABELS, TASKS
from core.words.results import Judged, LabelCurve, ReviewRead

NAMED = {
    "feelings": ("negative", "positive"),
    "emoji": ("love", "ball", "joy", "sadness", "food"),
}  # the classes, in order


def few(lesson: Lesson[Options]) -> None:
    """A sentence of the visitor's, what both make of it after so many labels; then the curves."""
    lesson.explain("few")
    counts = LABELS[lesson.state.task]
    if lesson.state.labels not in counts:
        lesson.update(labels=min(counts, key=lambda count: abs(count - lesson.state.labels)))
    options = lesson.state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        tasks = {task: t(f"word_representation.task.{task}") for task in TASKS}
        controls.choice(lesson, "task", tasks, t("word_representation.task"), then=lambda: _begin(lesson))
        names = {count: t("word_representation.few.labels", count=count) for count in counts}
        controls.select(lesson, "labels", names, t("word_representation.few.how_many"), visible=False, width=142)
        st.number_input(t("word_representation.few.draw"), 1, 10, step=1, width=142, **lesson.widget("draw"))
    sentence = options.sentence or SENTENCES[options.task]
    st.text_input(
        t("word_representation.few.sentence"), max_chars=300, placeholder=sentence, **lesson.widget("sentence")
    )
    with lesson.guard():
        found = compute.judge(options.task, options.labels, options.draw, sentence, options.vectors)
        _verdict(found, compute.judge_reviews(sentence) if options.task == "feelings" else None)
    lesson.explain("few_word" if options.task == "feelings" else "few_emoji")
    _curve(lesson)
    if options.task == "feelings":
        lesson.explain("few_reviews")
        _chart(compute.reviews(), "word_representation.few.reviews")
        lesson.explain("few_why")
    lesson.explain("few_referee")
    about = f"{options.task} {options.labels} {options.draw} {options.vectors}"
    checks.referee(lesson, lambda: _check(options), name="few", about=about)


def _check(options: Options) -> list[Compared]:
    rows = compute.check_labels(options.task, options.labels, options.draw, options.vectors)
    named = [row.name.split(" ") for row in rows]
    return [
        replace(row, name=f"{t(f'word_representation.way.{way}')}: {what}")
        for row, (way, what) in zip(rows, named, strict=True)
    ]


def _begin(lesson: Lesson[Options]) -> None:
    """The other task begins with a sentence of its own."""
    lesson.update(sentence="")


def _verdict(found: Judged, reviews: ReviewRead | None) -> None:
    names = [t(f"word_representation.class.{name}") for name in NAMED[found.task]]
    rows = []
    for way, shares in (("one_hot", found.one_hot), ("embedded", found.embedded)):
        rows.append([t(f"word_representation.way.{way}"), *(f"{100 * share:.0f} %" for share in shares)])
    if reviews is not None:
        shares = (1 - reviews.probability, reviews.probability)
        rows.append([t("word_representation.few.shipped"), *(f"{100 * share:.0f} %" for share in shares)])
    st.html(html_table([t("word_representation.few.says"), *names], rows))
    best = int(found.embedded.argmax()) if found.one_hot_parts.shape[1] > 1 else 0
    head = [t("word_representation.few.word"), t("word_representation.few.met")]
    of = names[best] if found.one_hot_parts.shape[1] > 1 else names[1]
    head += [
        t("word_representation.few.adds", way=t(f"word_representation.way.{way}"), of=of)
        for way in ("one_hot", "embedded")
    ]
    bias = [
        t("word_representation.few.bias"),
        "",
        _signed(found.one_hot_bias[best]),
        t("word_representation.few.in_words"),
    ]
    st.html(html_table(head, [*_words(found, best), bias]))
    if not found.is_all:
        st.caption(t("word_representation.few.cut", count=len(found.words)))


def _words(found: Judged, column: int) -> list[list[str]]:
    """A row for each word: whether it was in the labelled sentences, and what it adds by each."""
    parts = zip(
        found.words,
        found.met,
        found.known,
        found.one_hot_parts[:, column],
        found.embedded_votes[:, column],
        strict=True,
    )
    return [
        [
            word,
            t(f"word_representation.few.{'yes' if met else 'no'}"),
            _signed(one_hot) if met else "0",
            _signed(embedded) if known else t("word_representation.few.no_vector"),
        ]
        for word, met, known, one_hot, embedded in parts
    ]


def _signed(value: float) -> str:
    return f"{round(value, 2) or 0.0:+.2f}".replace("-", "−")


def _curve(lesson: Lesson[Options]) -> None:
    options = lesson.state
    found = job_view.offer(
        "few_labels", compute.labels_job(options.task, options.vectors), t("word_representation.few.compare")
    )
    if found is not None:
        _chart(found, "word_representation.few.curve")


def _chart(found: LabelCurve, key: str) -> None:
    ways = {"one_hot": found.one_hot, "embedded": found.embedded}
    if found.index is not None:
        ways["index"] = found.index
    words = {one: t(f"word_representation.way.{one}") for one in ways}
    words |= {one: t(f"word_representation.few.{one}") for one in ("labels_axis", "right", "guess")}

    def table() -> tuple[list[str], list[list[str]]]:
        rows = [
            [f"{count:,}", *(_spread(values[i]) for values in ways.values())]
            for i, count in enumerate(found.labels.tolist())
        ]
        return [words["labels_axis"], *(words[way] for way in ways)], rows

    chart(figures.labels(found, ways, words, theme()), key, table)


def _spread(values: np.ndarray) -> str:
    return f"{100 * values.mean():.1f} ± {100 * values.std(ddof=1):.1f} %"
