"""Parts of the page on t-SNE: the controls, the moving map, its questions, its experiments, what one takes away."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import streamlit as st

from app import fields, state
from app.i18n import prefixed, t
from app.lessons.words import compute as compute_words
from app.lessons.words import own_vectors
from app.lessons.words.tsne import compute as compute_tsne
from app.lessons.words.tsne import live as tsne_live
from app.lessons.words.tsne import notebook as notebook_tsne
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.options import MAPS, OWN_WORDS, TsneOptions
from app.lessons.words.tsne.picture import MapRest, point_map
from app.ui import checks, controls, export
from app.ui.frame import Lesson
from core.words.options import METHODS, MapConfig, PointsKey

COUNTS = (100, 200, 400, 1000, 2000, 5000, 10_000)
MOVED = "tsne.moved"  # kept until the page has run again after the visitor moved the picture
KEPT = (3, 6)  # up to so many of ten: few, some
DIMENSIONS = (2, 3)
STARTS = ("pca", "random")


def controls_row(lesson: Lesson[TsneOptions]) -> None:
    """The visitor's words, which words, how many, the method, and the settings."""
    with controls.row():
        controls.text(lesson, {}, label=t("tsne.own_words"), then=partial(lesson.update, words="own"))
        controls.select(
            lesson, "words", {name: t(f"tsne.words.{name}") for name in MAPS}, t("tsne.words"), visible=False
        )
        controls.choice(lesson, "method", {name: t(f"tsne.method.{name}") for name in METHODS}, t("tsne.method"))
        more = st.popover(t("control.more"), key="tsne.more", on_change="rerun")
        if more.open:
            with more:
                _settings(lesson)
    own_vectors.ask(lesson)


def _settings(lesson: Lesson[TsneOptions]) -> None:
    counts = sorted({*COUNTS, lesson.state.count})
    controls.select(lesson, "count", {count: f"{count:,}" for count in counts}, t("tsne.count"))
    controls.select(lesson, "vectors", own_vectors.names(), t("vectors.label"))
    controls.slider(lesson, "perplexity", t("tsne.perplexity"), 2.0, 200.0, 1.0)
    controls.slider(lesson, "rate", t("tsne.rate"), 0.0, 5000.0, 10.0)
    controls.slider(lesson, "exaggeration", t("tsne.exaggeration"), 1.0, 40.0, 1.0)
    st.number_input(t("tsne.seed"), 0, 9999, step=1, **lesson.widget("seed"))
    controls.choice(
        lesson, "dimensions", {d: t(f"tsne.dimensions.{d}") for d in DIMENSIONS}, t("tsne.dimensions"), True
    )
    controls.choice(lesson, "start", {name: t(f"tsne.start.{name}") for name in STARTS}, t("tsne.start"), True)


def wanted(options: TsneOptions) -> tuple[PointsKey, MapConfig]:
    """What a visitor's options ask for; what does not matter for it is left at its default."""
    own = compute_tsne.words_of(options.text) if options.words == "own" else ()
    count = options.count if options.words != "own" else PointsKey().count
    config = MapConfig(
        options.method,
        options.perplexity if options.method != "pca" else MapConfig().perplexity,
        options.rate if options.method == "tsne" else 0.0,
        options.exaggeration if options.method == "tsne" else MapConfig().exaggeration,
        options.seed if options.method != "pca" else MapConfig().seed,
        options.dimensions,
        options.start if options.method == "tsne" else "pca",
    )
    vectors = compute_words.at_hand(options.vectors)
    return PointsKey(vectors, options.words, count, own, compute_words.file(vectors)), config


def picture(lesson: Lesson[TsneOptions]) -> Run:
    """The map, which moves as long as the worker makes it."""
    run = tsne_live.current(wanted(lesson.state))
    if run.problem is not None:
        lesson.say(run.problem[0], **run.problem[1])
    with st.container(key="tsne-picture"):
        # A fragment also where nothing moves by itself: it is a place of its own, and the picture must stay in its place.
        st.fragment(_follow, run_every=tsne_live.EVERY if run.ticket else None)(lesson, run.ticket is not None)
    if lesson.state.words == "own":
        missing = compute_tsne.unknown(lesson.state.vectors, compute_tsne.words_of(lesson.state.text))
        if missing:
            shown = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
            st.caption(t("tsne.unknown", count=len(missing), words=shown))
    return run


def _follow(lesson: Lesson[TsneOptions], was_live: bool) -> None:
    """Draw what there is so far; the whole page runs again once it is done, and where the visitor changed something."""
    run = tsne_live.current(wanted(lesson.state))
    if st.session_state.pop(MOVED, False) or (run.ticket is not None) != was_live:
        st.rerun()
    _draw(lesson, run)


def _draw(lesson: Lesson[TsneOptions], run: Run) -> None:
    film, options = run.film, lesson.state
    pinned = film.names.index(options.word) if options.word in film.names else -1
    point_map(
        film,
        config=run.config,
        rest=MapRest(options.frame, pinned),
        key="tsne.map",
        labels=prefixed("tsne.map."),
        groups=[group_name(name) for name in film.group_names],
        title=t(f"tsne.method.{run.config.method}"),
        on_change=lambda rest: _rested(lesson, run, rest),
        on_isolate=lambda chosen: _isolate(lesson, run, chosen),
        fewest=compute_tsne.fewest(),
        live=run.ticket is not None and run.is_shown,
        present=state.session().present,
    )
    tsne_live.buttons(run)


def group_name(name: str) -> str:
    """What a group is called: its string, or the word in its middle."""
    return t("tsne.around", word=name[1:]) if name.startswith("=") else t(f"tsne.group.{name}")


def _rested(lesson: Lesson, run: Run, rest: MapRest) -> None:
    st.session_state[MOVED] = True
    lesson.update(frame=rest.frame, word=run.film.names[rest.pinned] if rest.pinned >= 0 else "")


def _isolate(lesson: Lesson, run: Run, chosen: list[int]) -> None:
    """A map of the chosen words alone: they become the visitor's own."""
    text = ", ".join(run.film.names[i] for i in chosen)
    st.session_state[MOVED] = True
    if run.key.kind in ("noise", "sizes", "gaps"):
        state.notice("tsne.no_words")
        return
    if len(text) > fields.MAX_TEXT:
        text = text[: fields.MAX_TEXT].rpartition(",")[0]
        state.notice("notice.text_cut", limit=fields.MAX_TEXT)
    lesson.update(words="own", text=text, word="", frame=-1)


def predict(lesson: Lesson[TsneOptions], run: Run) -> None:
    """Questions on the live map, then those of the text, and the score."""
    film = run.film
    if film.done:
        point = film.names.index(lesson.state.word) if lesson.state.word in film.names else len(film.names) // 3
        about, word = f"{run.key}{run.config}{point}", film.names[point]
        kept, count = compute_tsne.kept_of(film, point)
        place = sum(kept > limit for limit in KEPT)
        options = [f"0–{KEPT[0]}", f"{KEPT[0] + 1}–{KEPT[1]}", f"{KEPT[1] + 1}–{count}"]
        checks.ask_text(lesson, "live-kept", place, options, about, word=word, kept=kept, count=count)
        question = compute_tsne.nearest_question(film, point)
        if question is not None:
            checks.ask_text(lesson, "live-nearest", question[1], question[0], about, word=word)
    checks.ask_all(lesson)
    checks.score()


def explain(lesson: Lesson) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson) -> None:
    """A small perplexity on noise, one word far from its neighbours, own words."""
    plain = {name: value for name, value in fields.defaults(TsneOptions).items() if name not in ("tab", "text")}
    lesson.experiment(1, plain | {"words": "noise", "perplexity": 5.0})
    lesson.experiment(2, plain | {"word": "georgia"})
    lesson.experiment(3, plain | {"words": "own", "text": OWN_WORDS, "perplexity": 8.0, "word": "queen"})


def take(lesson: Lesson[TsneOptions], run: Run) -> None:
    """Positions and curve as CSV, the map as a notebook, the state as a file."""
    files = {t("tsne.take_curve"): ("tsne-curve.csv", lambda: export.csv(compute_tsne.curve(run.film)))}
    lesson.take(
        csv=lambda: export.csv(compute_tsne.numbers(run.film)),
        notebook=lambda: export.notebook(
            notebook_tsne.cells(asdict(run.key), asdict(run.config)), title=lesson.text.question, what="map"
        ),
        files=files,
    )
