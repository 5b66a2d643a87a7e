"""How good the detector is: misses against false alarms, by voice, noise and near-word, and what accuracy says."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.speech.options import OWN
from app.lessons.speech.trigger_word import compute, figures
from app.lessons.speech.trigger_word.shown import Shown, hourly, percent
from app.ui.charts import Table, chart, theme
from app.ui.frame import Lesson
from app.ui.tables import html_table

SPEECH = ("human", "synthetic")


def curve(lesson: Lesson, shown: Shown | None) -> None:
    """The measured curve with the visitor's threshold on it, and the tables behind it."""
    lesson.explain("curve")
    if shown is None:
        return
    if shown.word == OWN:
        st.caption(t("curve.own"))
        return
    card = compute.card(shown.word)
    rows = card["measured"]["curve"]
    at = compute.nearest(rows, shown.config.threshold)
    speech = st.segmented_control(
        t("curve.speech"),
        SPEECH,
        default=SPEECH[0],
        required=True,
        format_func=lambda name: t(f"curve.speech.{name}"),
        key=f"{lesson.slug}.speech",
    )
    words = {name: t(f"curve.{name}") for name in ("missed", "threshold", "miss_clean", "miss_pink_10_dB")}
    words["alarms"] = t(f"curve.alarms.{speech}")
    figure = figures.misses_and_alarms(rows, at, speech, words, theme())
    chart(figure, f"{lesson.slug}.curve", lambda: _points(rows))
    _operating_point(rows[at], shown)
    _tables(card["measured"])
    _peers(card["peers"])


def _operating_point(row: dict, shown: Shown) -> None:
    """The operating point in words."""
    values = {"threshold": row["threshold"], "clean": percent(row["miss_clean"])}
    values |= {"noise": percent(row["miss_pink_10_dB"]), "human": hourly(row["human"])}
    values |= {"synthetic": hourly(row["synthetic"]), "near": percent(row["near_words"])}
    st.markdown(t("curve.here", **values))
    tuned, config = shown.tuned, shown.config
    if (config.smoothing, config.agree, config.refractory) != (tuned.smoothing, tuned.agree, tuned.refractory):
        st.caption(t("curve.other_settings", smoothing=tuned.smoothing, agree=tuned.agree))


def _points(rows: list[dict]) -> Table:
    head = [
        t(f"curve.{name}")
        for name in ("threshold", "miss_clean", "miss_pink_10_dB", "human", "synthetic", "near_words")
    ]
    cells = [
        [
            f"{row['threshold']:g}",
            percent(row["miss_clean"]),
            percent(row["miss_pink_10_dB"]),
            hourly(row["human"]),
            hourly(row["synthetic"]),
            percent(row["near_words"]),
        ]
        for row in rows
    ]
    return head, cells


def _tables(measured: dict) -> None:
    """By noise, by voice, by source of other speech, by near-word, each folded up."""
    kinds = {
        "noise": [[name, percent(found)] for name, found in measured["miss_noise"].items()],
        "voice": [[name, percent(found)] for name, found in measured["miss_by_voice"].items()],
        "source": [[name, hourly(found)] for name, found in measured["false_alarms_by_source"].items()],
        "near": _firing_rows(measured["near_words_by_word"]),
        "family": _firing_rows(measured["family_by_word"]),
    }
    for kind, rows in kinds.items():
        box = st.expander(t(f"curve.by_{kind}"), key=f"trigger_word.by_{kind}", on_change="rerun")
        if box.open:
            box.html(html_table([t(f"curve.{kind}"), t(f"curve.of_{kind}")], rows))


def _firing_rows(by_word: dict[str, list[int]]) -> list[list[str]]:
    """Words and on how many of their clips it fired, the worst first."""
    ordered = sorted(by_word.items(), key=lambda item: -item[1][0] / max(1, item[1][1]))
    return [[text, f"{count} / {total}"] for text, (count, total) in ordered]


def _peers(peers: dict) -> None:
    """Two detectors of others, on a word of theirs."""
    rows = [
        [name, f"{found['miss']:.1%}", f"{found['false_alarms']}", f"{found['hours']:.1f}", found["version"]]
        for name, found in peers.items()
        if isinstance(found, dict)
    ]
    st.markdown(t("curve.peers", word=peers["word"]))
    head = [t(f"curve.{name}") for name in ("peer", "missed", "alarms_count", "hours", "version")]
    st.html(html_table(head, rows))
