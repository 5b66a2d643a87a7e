"""The page on t-SNE: the controls, the moving map, its experiments, the referee, what one takes away."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial

import streamlit as st

from app import fields, state
from app.i18n import prefixed, t
from app.lessons.words import compute as shared
from app.lessons.words import own_vectors
from app.lessons.words.tsne import compute, live, notebook
from app.lessons.words.tsne.live import Run
from app.lessons.words.tsne.many import many
from app.lessons.words.tsne.methods import methods
from app.lessons.words.tsne.misread import misread
from app.lessons.words.tsne.options import MAPS, OWN_WORDS, Options
from app.lessons.words.tsne.picture import Rest, draw
from app.lessons.words.tsne.predict import predict
from app.ui import checks, controls, export, frame, job_view
from app.ui.frame import Lesson
from core.words.options import METHODS, MapConfig, PointsKey
from core.words.results import Film

COUNTS = (100, 200, 400, 1000, 2000, 5000, 10_000)
MOVED = "tsne.moved"  # kept until the page has run again after the visitor moved the picture
DIMENSIONS = (2, 3)
STARTS = ("pca", "random")


def show() -> None:
    """The whole page."""
    lesson = frame.begin("tsne", Options)
    controls_row(lesson)
    run = picture(lesson)
    lesson.tabs(
        {
            "predict": lambda: predict(lesson, run),
            "explain": lambda: explain(lesson),
            "methods": lambda: methods(lesson, run),
            "many": lambda: many(lesson, run),
            "misread": lambda: misread(lesson),
            "try": lambda: experiments(lesson),
            "referee": lambda: referee(lesson, run),
            "hood": lambda: lesson.hood(
                {
                    "core.words.tsne:descend": "van der Maaten & Hinton 2008; Belkina et al. 2019",
                    "core.words.tsne:gradient": "van der Maaten 2014; Linderman et al. 2019",
                    "core.words.tsne:affinities": "van der Maaten & Hinton 2008",
                    "core.words.faithful:exact": "Venna & Kaski 2001",
                }
            ),
        }
    )
    take(lesson, run)
    frame.foot()


def controls_row(lesson: Lesson[Options]) -> None:
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


def _settings(lesson: Lesson[Options]) -> None:
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


def wanted(options: Options) -> tuple[PointsKey, MapConfig]:
    """What a visitor's options ask for; what does not matter for it is left at its default."""
    own = compute.words_of(options.text) if options.words == "own" else ()
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
    vectors = shared.at_hand(options.vectors)
    return PointsKey(vectors, options.words, count, own, shared.file(vectors)), config


def picture(lesson: Lesson[Options]) -> Run:
    """The map, which moves as long as the worker makes it."""
    run = live.run_for(wanted(lesson.state))
    if run.problem is not None:
        lesson.say(run.problem[0], **run.problem[1])
    with st.container(key="tsne-picture"):
        # A fragment also where nothing moves by itself: it is a place of its own, and the picture must stay in its place.
        st.fragment(_draw_live, run_every=live.EVERY if run.ticket else None)(lesson, run.ticket is not None)
    if lesson.state.words == "own":
        missing = compute.unknown(lesson.state.vectors, compute.words_of(lesson.state.text))
        if missing:
            shown = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
            st.caption(t("tsne.unknown", count=len(missing), words=shown))
    return run


def _draw_live(lesson: Lesson[Options], was_live: bool) -> None:
    """Draw what there is so far; the whole page runs again once it is done, and where the visitor changed something."""
    run = live.run_for(wanted(lesson.state))
    if st.session_state.pop(MOVED, False) or (run.ticket is not None) != was_live:
        st.rerun()
    _draw(lesson, run)


def _draw(lesson: Lesson[Options], run: Run) -> None:
    film, options = run.film, lesson.state
    pinned = film.names.index(options.word) if options.word in film.names else -1
    draw(
        film,
        config=run.config,
        rest=Rest(options.frame, pinned),
        key="tsne.map",
        labels=prefixed("tsne.map."),
        groups=[group_name(name) for name in film.group_names],
        title=t(f"tsne.method.{run.config.method}"),
        on_change=lambda rest: _keep_rest(lesson, run, rest),
        on_isolate=lambda chosen: _map_alone(lesson, run, chosen),
        fewest=compute.fewest(),
        live=run.ticket is not None and run.is_shown,
        present=state.session().present,
    )
    live.draw_buttons(run)


def group_name(name: str) -> str:
    """What a group is called: its string, or the word in its middle."""
    return t("tsne.around", word=name[1:]) if name.startswith("=") else t(f"tsne.group.{name}")


def _keep_rest(lesson: Lesson[Options], run: Run, rest: Rest) -> None:
    st.session_state[MOVED] = True
    lesson.update(frame=rest.frame, word=run.film.names[rest.pinned] if rest.pinned >= 0 else "")


def _map_alone(lesson: Lesson[Options], run: Run, chosen: list[int]) -> None:
    """A map of the chosen words alone: they become the visitor's own."""
    text = ", ".join(run.film.names[i] for i in chosen)
    st.session_state[MOVED] = True
    if not run.key.has_words:
        state.notice("tsne.no_words")
        return
    if len(text) > fields.MAX_TEXT:
        text = text[: fields.MAX_TEXT].rpartition(",")[0]
        state.notice("notice.text_cut", limit=fields.MAX_TEXT)
    lesson.update(words="own", text=text, word="", frame=-1)


def explain(lesson: Lesson[Options]) -> None:
    """What it is, and how to read the picture."""
    lesson.explain()
    lesson.explain("picture")


def experiments(lesson: Lesson[Options]) -> None:
    """A small perplexity on noise, one word far from its neighbours, own words."""
    plain = {name: value for name, value in fields.defaults(Options).items() if name not in ("tab", "text")}
    lesson.experiment(1, plain | {"words": "noise", "perplexity": 5.0})
    lesson.experiment(2, plain | {"word": "georgia"})
    lesson.experiment(3, plain | {"words": "own", "text": OWN_WORDS, "perplexity": 8.0, "word": "queen"})


def referee(lesson: Lesson[Options], run: Run) -> None:
    """The sum over all pairs, scikit-learn, and finite differences, on a few of the same words."""
    lesson.explain("referee")
    key, config = run.wanted
    asked = compute.description(key, replace(config, method="tsne", dimensions=2))
    found = job_view.offer("map_check", asked, t("referee.run"))
    if found:
        checks.show([replace(row, name=t(f"tsne.check.{row.name}")) for row in found])


def take(lesson: Lesson[Options], run: Run) -> None:
    """Positions and curve as CSV, the map as a notebook, the state as a file."""
    files = {t("tsne.take_curve"): ("tsne-curve.csv", lambda: export.csv(curve(run.film)))}
    lesson.take(
        csv=lambda: export.csv(numbers(run.film)),
        notebook=lambda: export.notebook(
            notebook.cells(asdict(run.key), asdict(run.config)), title=lesson.text.question, what="map"
        ),
        files=files,
    )


def numbers(film: Film) -> dict[str, list]:
    """A row for each word of a map: where it stands, its group, how many neighbours were kept, and its true neighbours."""
    Y = film.frames[-1]
    axes = {name: Y[:, d].tolist() for d, name in enumerate("xyz"[: Y.shape[1]])}
    kept = [film.kept_of(i) for i in range(len(film.names))]
    near = [" ".join(film.names[j] for j in row) for row in film.near]
    groups = [film.group_names[g].removeprefix("=") for g in film.groups]
    return {"word": list(film.names)} | axes | {"group": groups, "kept": kept, "true_nearest": near}


def curve(film: Film) -> dict[str, list]:
    """A row for each iteration at which a map was judged."""
    return {name: getattr(film.curve, name).tolist() for name in ("iterations", "kl", "trust", "kept")}
