"""What a map is made with: how many words, the vectors, the method's numbers; and what a visitor's options ask for."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.words import compute as shared
from app.lessons.words import own_vectors
from app.lessons.words.tsne import compute
from app.lessons.words.tsne.options import Options
from app.ui import controls
from app.ui.frame import Lesson
from core.words.options import MapConfig, PointsKey

COUNTS = (100, 200, 400, 1000, 2000, 5000, 10_000)
DIMENSIONS = (2, 3)
STARTS = ("pca", "random")


def settings(lesson: Lesson[Options]) -> None:
    """How many words, the vectors, perplexity, rate, exaggeration, seed, dimensions, start."""
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
