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

AROUND = ("quiet", "noise")
COLUMNS = ("people_quiet", "people_noise", "synthetic_quiet", "synthetic_noise")
ALARMS = ("alarms_human", "alarms_synthetic")


def curve(lesson: Lesson, shown: Shown | None) -> None:
    """The measured curve with the visitor's threshold on it, and the tables behind it."""
    lesson.explain("curve")
    if shown is None:
        return
    if shown.word == OWN:
        st.caption(t("curve.own"))
        return
    card, rows = compute.card(shown.word), compute.curve(shown.word)
    at = compute.nearest(rows, shown.config.threshold)
    around = st.segmented_control(
        t("curve.around"),
        AROUND,
        default=AROUND[0],
        required=True,
        format_func=lambda name: t(f"curve.around.{name}"),
        key=f"{lesson.slug}.around",
    )
    words = {name: t(f"curve.{name}") for name in ("missed", "threshold", "people", "synthetic", "alarms")}
    figure = figures.misses_and_alarms(rows, at, around, words, theme())
    chart(figure, f"{lesson.slug}.curve", lambda: _points(rows))
    if compute.people_tuned_it(shown.word):
        st.caption(t("curve.people_tuned"))
    _operating_point(rows[at], shown)
    _changes(card)
    _tables(card["measured"])
    _peers(card["peers"])


def _operating_point(row: dict, shown: Shown) -> None:
    """The operating point in words."""
    values = {name: percent(row[name]) for name in (*COLUMNS, "near_words")}
    values |= {name: hourly(row[name]) for name in ALARMS} | {"threshold": row["threshold"]}
    st.markdown(t("curve.here", **values))
    tuned, config = shown.tuned, shown.config
    if (config.smoothing, config.agree, config.refractory) != (tuned.smoothing, tuned.agree, tuned.refractory):
        st.caption(t("curve.other_settings", smoothing=tuned.smoothing, agree=tuned.agree))


def _points(rows: list[dict]) -> Table:
    head = [t(f"curve.{name}") for name in ("threshold", *COLUMNS, *ALARMS, "near_words")]
    cells = [
        [
            f"{row['threshold']:g}",
            *(percent(row[name]) for name in COLUMNS),
            *(hourly(row[name]) for name in ALARMS),
            percent(row["near_words"]),
        ]
        for row in rows
    ]
    return head, cells


def _tables(measured: dict) -> None:
    """By noise, by voice, by source of other speech, by near-word, each folded up."""
    kinds = {
        "noise": [[name, percent(found)] for name, found in (measured["miss_clean"] | measured["miss_noise"]).items()],
        "voice": [[name, percent(found)] for name, found in measured["miss_by_voice"].items()],
        "source": [[name, hourly(found)] for name, found in measured["false_alarms_by_source"].items()],
        "near": _firing_rows(measured["near_words_by_word"]),
        "family": _firing_rows(measured["family_by_word"]),
    }
    for kind, rows in kinds.items():
        box = st.expander(t(f"curve.by_{kind}"), key=f"trigger_word.by_{kind}", on_change="rerun")
        if box.open:
            box.html(html_table([t(f"curve.{kind}"), t(f"curve.of_{kind}")], rows))


def _changes(card: dict) -> None:
    """What is missed when one thing is changed, folded up; beside it, on the same clips, what an earlier detector missed."""
    box = st.expander(t("curve.by_change"), key="trigger_word.by_change", on_change="rerun")
    if not box.open:
        return
    before = card["earlier"]
    now = card["tuned" if before else "measured"]["miss_changed"]
    columns = [
        (found, who, name)
        for found, name in ((now, ""), (before, "earlier_"))
        if found
        for who in ("people", "synthetic")
    ]
    rows = [[name, *(_counted(found[name].get(who)) for found, who, _ in columns)] for name in now]
    box.markdown(t("curve.changed_earlier" if before else "curve.changed"))
    box.html(html_table([t("curve.change"), *(t(f"curve.{name}{who}") for _, who, name in columns)], rows))


def _counted(found: dict | None) -> str:
    """So many of so many."""
    return f"{found['count']} / {found['total']}" if found else "–"


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
