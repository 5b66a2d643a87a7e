"""The page on debiasing: words and pairs, the line, experiments, the referee, and what one takes away."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import prefixed, t
from app.lessons.words import compute as shared
from app.lessons.words import own_vectors
from app.lessons.words.debiasing import compute, notebook
from app.lessons.words.debiasing.bug import find_the_bug
from app.lessons.words.debiasing.options import FIRST_VECTORS, OCCUPATIONS, PRESETS, Options
from app.lessons.words.debiasing.picture import Dial, Rest, draw
from app.lessons.words.debiasing.predict import predict
from app.lessons.words.debiasing.remaining import remaining
from app.lessons.words.debiasing.scores import scores
from app.lessons.words.debiasing.shown import Shown
from app.lessons.words.debiasing.soft import soft
from app.ui import checks, controls, export, frame, job_view
from app.ui.frame import Lesson
from core.words.options import BiasKey
from core.words.results import AlongLine, Measured

PAIRS_SHOWN = 5
CLEAR = {"pairs": "", "equal": "", "one": False, "bug": "none"}
DIALS = {"wordsim": (0.0, 1.0), "simlex": (0.0, 1.0)}


def show() -> None:
    """The whole page."""
    lesson = frame.begin("debiasing", Options)
    controls_row(lesson)
    shown = picture(lesson)
    lesson.tabs(
        {
            "predict": lambda: predict(lesson, shown),
            "explain": lambda: explain(lesson),
            "scores": lambda: scores(lesson, shown),
            "remaining": lambda: remaining(lesson, shown),
            "soft": lambda: soft(lesson, shown),
            "try": lambda: experiments(lesson),
            "bug": lambda: find_the_bug(lesson, shown),
            "referee": lambda: referee(lesson, shown),
            "hood": lambda: lesson.hood(
                {
                    "core.words.debias:subspace": "Bolukbasi et al. 2016, step 1",
                    "core.words.debias:neutralize": "Bolukbasi et al. 2016, step 2a",
                    "core.words.debias:equalized": "Bolukbasi et al. 2016, step 2a",
                    "core.words.weat:weat": "Caliskan et al. 2017",
                    "core.words.remaining:remaining": "Gonen & Goldberg 2019",
                    "core.words.soft:transform": "Bolukbasi et al. 2016, step 2b",
                }
            ),
        }
    )
    take(lesson, shown)
    frame.foot()


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
        place = st.container()
        measured = _measured(lesson, key)
        with place:
            rest = draw(
                line,
                ends=key.pairs[0][::-1],
                size=shared.dimensions(key.vectors),
                shares=found.shares[:10],
                random=found.random[:10],
                dials=_dials(measured),
                rest=Rest(options.step, options.word),
                labels=prefixed("debiasing.line."),
                key="debiasing.picture",
                on_change=lambda rest: lesson.update(step=rest.stage, word=rest.word),
                present=state.session().present,
            )
        unknown = list(dict.fromkeys(typed.missing + missing))
        if unknown:
            st.caption(t("debiasing.unknown", words=", ".join(word[:40] for word in unknown[:12])))
        if options.bug != "none":
            st.caption(t("bug.on"))
        return Shown(key, words, line, measured, rest)
    return None


def _measured(lesson: Lesson[Options], key: BiasKey) -> Measured | None:
    """Scores at the three stages; None as long as the worker has not got them, and (with a sentence) where the pairs
    cannot all be equalised."""
    with lesson.guard():
        found = compute.first_measured(key)
        return found or job_view.follow("bias_scores", compute.description(key), t("debiasing.measuring"))
    return None


def _dials(measured: Measured | None) -> list[Dial]:
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
    for name, (low, high) in DIALS.items():
        values = tuple(getattr(scores, name).spearman for scores in measured.scores)
        dials.append(Dial(t(f"debiasing.{name}"), values, 3, low, high))
    return dials


def explain(lesson: Lesson[Options]) -> None:
    """What it is, where the associations come from, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson[Options]) -> None:
    """Occupations, a word that is gendered by definition, one pair instead of ten."""
    start = CLEAR | {"kind": "gender", "vectors": "news", "text": OCCUPATIONS, "step": 0, "word": "nurse"}
    lesson.experiment(1, start)
    gendered = "grandmother, bride, pregnant, beard, king, nurse, captain"
    lesson.experiment(2, start | {"text": gendered, "step": 1, "word": "beard", "tab": "scores"})
    lesson.experiment(3, start | {"vectors": "glove", "one": True, "pairs": "John–Mary", "word": "captain"})


def referee(lesson: Lesson[Options], shown: Shown | None) -> None:
    """scikit-learn's PCA, plain loops over all partitions, and what must hold after hard debiasing."""
    lesson.explain("referee")
    if shown is None:
        return
    asked = compute.description(shown.key, words=shown.words)
    rows = job_view.offer("bias_check", asked, t("referee.run"))
    if rows:
        checks.show(rows)


def take(lesson: Lesson[Options], shown: Shown | None) -> None:
    """Numbers as CSV, the picture as a notebook, the state as a file."""
    if shown is None:
        lesson.take()
        return
    lesson.take(
        csv=lambda: export.csv(numbers(shown.line)),
        notebook=lambda: export.notebook(notebook.cells(shown.key, shown.words), title=lesson.text.question),
    )


def numbers(line: AlongLine) -> dict[str, list]:
    """Every number of the line, a row for each word."""
    rows: list[tuple] = [(word, "", *map(float, at), 1.0) for word, at in zip(line.words, line.along, strict=True)]
    for pair in line.pairs:
        after = pair.along if pair.after is None else pair.after.along
        lengths = pair.lengths if pair.after is None else pair.after.lengths
        for k, word in enumerate(pair.words):
            rows.append((word, pair.words[1 - k], *(float(pair.along[k]),) * 2, float(after[k]), float(lengths[k])))
    columns = ("word", "pair_with", "before", "neutralised", "equalised", "length")
    return {name: [row[i] for row in rows] for i, name in enumerate(columns)}
