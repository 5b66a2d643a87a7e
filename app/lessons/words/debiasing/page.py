"""The page on debiasing: words and pairs, the line and its experiments, the tabs, the referee."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.words import compute as shared
from app.lessons.words import own_vectors
from app.lessons.words.debiasing import compute
from app.lessons.words.debiasing.bug import find_the_bug
from app.lessons.words.debiasing.dials import dials_of, measure
from app.lessons.words.debiasing.options import BOTH, FIRST_VECTORS, GENDERED, OCCUPATIONS, PRESETS, Options
from app.lessons.words.debiasing.picture import Rest, draw
from app.lessons.words.debiasing.predict import predict
from app.lessons.words.debiasing.remaining import remaining
from app.lessons.words.debiasing.scores import scores
from app.lessons.words.debiasing.shown import Shown
from app.lessons.words.debiasing.soft import soft
from app.lessons.words.debiasing.take import take
from app.ui import checks, controls, frame, job_view
from app.ui.frame import Lesson

PAIRS_SHOWN = 4
CLEAR = {"pairs": "", "equal": "", "one": False, "bug": "none"}


def show() -> None:
    """The whole page."""
    lesson = frame.begin("debiasing", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "explain": lambda: explain(lesson),
            "predict": lambda: predict(lesson, shown),
            "scores": lambda: scores(lesson, shown),
            "remaining": lambda: remaining(lesson, shown),
            "soft": lambda: soft(lesson, shown),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.words.debias:subspace": "Bolukbasi et al. 2016, step 1",
                    "core.words.debias:neutralize": "Bolukbasi et al. 2016, step 2a",
                    "core.words.debias:equalized": "Bolukbasi et al. 2016, step 2a",
                    "core.words.weat:weat": "Caliskan et al. 2017",
                    "core.words.remaining:told": "Gonen & Goldberg 2019, section 4",
                    "core.words.soft:transform": "Bolukbasi et al. 2016, step 2b",
                }
            ),
        },
        more=("referee", "hood"),
    )
    take(lesson, shown)
    frame.foot(lesson)


def controls_row(lesson: Lesson[Options]) -> None:
    """The visitor's words and presets; what is compared; the vectors; own pairs in a box of their own."""
    with controls.row():
        kind = lesson.state.kind
        presets = {t(f"debiasing.preset.{name}"): words for name, words in PRESETS[kind].items()}
        controls.text(lesson, presets, label=t("debiasing.words"))
        kinds = {name: t(f"debiasing.kind.{name}") for name in PRESETS}
        controls.select(
            lesson, "kind", kinds, t("debiasing.kind"), visible=False, then=lambda: _other_kind(lesson, kind)
        )
        controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"), visible=False)
        more = st.popover(t("debiasing.pairs"), key="debiasing.more", on_change="rerun")
        if more.open:
            with more:
                _own_pairs(lesson)
    own_vectors.ask(lesson)


def _own_pairs(lesson: Lesson[Options]) -> None:
    lists = compute.lists_of(lesson.state.kind, compute.fitting(lesson.state.kind, lesson.state.vectors))
    for field, shipped in (("pairs", lists.pairs), ("equal", lists.equal)):
        st.text_area(
            t(f"debiasing.{field}"),
            placeholder=", ".join("–".join(pair) for pair in shipped[:10]),
            max_chars=480,
            height=100,
            **lesson.widget(field),
        )
    controls.toggle(lesson, "one", t("debiasing.one"), help=t("debiasing.one_help"))


def _other_kind(lesson: Lesson[Options], before: str) -> None:
    """Another kind shows its own first words, where those before were a preset."""
    kind, changes = lesson.state.kind, dict(CLEAR)
    if lesson.state.text in PRESETS[before].values():
        changes["text"] = next(iter(PRESETS[kind].values()))
    lesson.update(**changes, vectors=FIRST_VECTORS[kind], word="")


def picture(lesson: Lesson[Options]) -> Shown | None:
    """The line with the words of the lesson's state; None (and a sentence) where there is no direction."""
    options = lesson.state
    vectors = compute.fitting(options.kind, options.vectors)
    if vectors != options.vectors:
        lesson.say("debiasing.race_on_glove")
    with lesson.guard():
        key, missing = compute.key(vectors, options.kind, options.pairs, options.equal, options.one)
        found = compute.direction(key)
        typed = compute.typed_words(key.vectors, options.text)
        words = tuple(typed.known)
        line = compute.line(key, words, PAIRS_SHOWN, "paper" if options.bug == "none" else options.bug)
        ends = key.pairs[0][::-1]
        start = lesson.start(*experiments(), values={"left": ends[0], "right": ends[1]})
        place = st.container()
        measured = measure(lesson, key)
        with place:
            rest = draw(
                line,
                ends=ends,
                size=shared.dimensions(key.vectors),
                shares=found.shares[:10],
                random=found.random[:10],
                dials=dials_of(measured),
                rest=Rest(options.step, options.word),
                labels=prefixed("debiasing.line."),
                key="debiasing.picture",
                on_change=lambda rest: lesson.update(step=rest.stage, word=rest.word),
                present=state.session().present,
                start=start,
            )
        unknown = list(dict.fromkeys(typed.missing + missing))
        if unknown:
            st.caption(t("debiasing.unknown", words=", ".join(word[:40] for word in unknown[:12])))
        if options.bug != "none":
            st.caption(t("bug.on"))
        return Shown(key, words, line, measured, rest)
    return None


def explain(lesson: Lesson[Options]) -> None:
    """What it is, where the associations come from, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments() -> tuple[dict, dict, dict]:
    """Occupations before anything is done; words with a side by their meaning, at 0; one pair instead of ten."""
    start = CLEAR | {"kind": "gender", "vectors": "news", "text": OCCUPATIONS, "step": 0, "word": "nurse"}
    gendered = {"text": GENDERED, "step": 1, "word": "pregnant"}
    return start, start | gendered, start | {"text": BOTH, "one": True, "pairs": "Mary–John", "word": "king"}


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """scikit-learn's PCA, plain loops over all partitions, and what must hold after hard debiasing."""
    lesson.explain("referee")
    if shown is None:
        return
    asked = compute.description(shown.key, words=shown.words)
    rows = job_view.offer("bias_check", asked, t("referee.run"))
    if rows:
        checks.show(rows)
