"""The tab on reading from the left alone: pairs that begin alike, and how many names each network finds."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.bidirectional import compute
from app.lessons.recurrent.bidirectional.options import Options
from app.lessons.recurrent.bidirectional.shown import Shown
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results.both_ways import Pair

NETWORKS = ("both", "forward")
COLUMNS = ("network", "weights", "by_blocks", "by_sentence", "strict", "words", "held")
AFTER = 3  # words that are shown behind the one that is asked for


def forward_only(lesson: Lesson[Options], shown: Shown) -> None:
    """What the left alone says at the last word that both sentences share; then all pairs, then the scores."""
    lesson.explain("forward")
    if shown.same:
        st.markdown(_shared(shown))
    lesson.explain("pairs")
    head = [t(f"bidirectional.column.{name}") for name in ("begins", "should", "both", "forward")]
    st.html(html_table(head, [row for pair in compute.pairs() for row in _pair(pair)], numbers=False))
    lesson.explain("scores")
    head = [t(f"bidirectional.column.{name}") for name in COLUMNS]
    st.html(html_table(head, [_scores(name, compute.card(name)) for name in NETWORKS]))
    lesson.explain("scores_why")


def _shared(shown: Shown) -> str:
    """What both networks say of the last word that both sentences begin with."""
    at = shown.same - 1
    values = {"word": shown.word(at)}
    for name, one in (("a", shown.found), ("b", shown.other)):
        for network in NETWORKS:
            tagged = getattr(one, network)
            values[f"{network}_{name}"] = f"{tagged.tags[at]} {tagged.probabilities[at].max():.3f}"
    gap = abs(shown.found.forward.probabilities[at] - shown.other.forward.probabilities[at]).max()
    return t("bidirectional.forward.shared", **values, gap=f"{gap:.0e}" if gap else "0")


def _pair(pair: Pair) -> list[list[str]]:
    rows = []
    for words, tag, *said in zip(pair.words, pair.tags, pair.both, pair.forward, strict=True):
        end = pair.at + 1 + AFTER
        start = " ".join(words[:end]) + (" …" if end < len(words) else "")
        rows.append([start, tag, *(one if one == tag else f"{one} ✗" for one in said)])
    return rows


def _scores(name: str, card: dict[str, Any]) -> list[str]:
    measured = card["measured"]
    by_sentence, held = measured["by_sentence"], measured["held_out"]
    return [
        t(f"bidirectional.network.{name}"),
        f"{weights(card):,}",
        _mean(measured),
        _mean(by_sentence),
        f"{100 * measured['strict']['f1']:.1f}",
        f"{100 * measured['words_right']:.1f} %",
        f"{held['sentences_right']} / {held['sentences']}",
    ]


def _mean(measured: dict[str, Any]) -> str:
    return f"{100 * measured['f1_mean']:.1f} ± {100 * measured['f1_spread']:.1f}"


def weights(card: dict[str, Any]) -> int:
    """Of a network without its word vectors, which both have alike."""
    config = card["config"]
    return config["parameters"] - len(config["vocabulary"]) * config["vector"]
