"""Four mistakes with a detector: it looks ahead, its labels come too early, its score is accuracy, its test is too like its
training."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.speech import sound
from app.lessons.speech.trigger_word import compute
from app.lessons.speech.trigger_word.options import BUGS, MISTAKES_SECONDS, Options
from app.lessons.speech.trigger_word.shown import Shown, moments, percent
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.tables import html_table

HOURS = (1.0, 24.0)  # with one word in them
WAYS = ("whole", "live")
SHARES = ("miss", "same_beginning", "other_near_words", "longer")


def find_the_bug(lesson: Lesson[Options], shown: Shown | None) -> None:
    """One of the mistakes, what it does to the sound on screen, and the check that catches it."""
    bug = controls.choice(lesson, "bug", {name: t(f"mistake.{name}") for name in BUGS}, t("tab.bug"))
    lesson.explain(f"bug-{bug}" if bug != "none" else "bug")
    if bug == "split":
        _split()
    elif bug != "none" and shown is not None:
        {"bidirectional": _ahead, "early": _early, "accuracy": _accuracy}[bug](lesson, shown)


def _ahead(lesson: Lesson, shown: Shown) -> None:
    """Whole against live: only a network that looks ahead differs."""
    if shown.hearing.clip.seconds <= MISTAKES_SECONDS:
        rows = [
            [
                _network(kind),
                moments(compute.small_detection(kind, False, shown.hearing, sound.identity(lesson)).events),
                moments(compute.small_detection(kind, True, shown.hearing, sound.identity(lesson)).events),
                f"{compute.whole_and_live_apart(kind, shown.hearing, sound.identity(lesson)):.1e}",
                *_price(lesson, kind, shown),
            ]
            for kind in ("right", "bidirectional")
        ]
        heads = ("network", "whole_events", "live_events", "apart", "revised", "gone_through")
        st.html(html_table([t(f"mistake.{head}") for head in heads], rows))
    _measured_figures("bidirectional")


def _price(lesson: Lesson, kind: str, shown: Shown) -> tuple[str, str]:
    """What listening live costs such a network: answers taken back, steps gone through."""
    changed, given = compute.revised(kind, shown.hearing, sound.identity(lesson))
    return f"{changed} / {given}", f"{compute.gone_through(kind, given):,}"


def _early(lesson: Lesson, shown: Shown) -> None:
    """Which step has the first label 1, and whether the word has ended by then."""
    if shown.ends:
        count, rows = len(shown.hearing.detection.probabilities), []
        for kind in ("right", "early"):
            lead = compute.labels_lead(kind, shown.ends, count)
            rows.append([_network(kind), f"{lead:.2f} s", t("mistake.caught" if lead else "mistake.passed")])
        st.html(html_table([t(f"mistake.{head}") for head in ("network", "lead", "check")], rows))
    _measured_figures("early")


def _measured_figures(bug: str) -> None:
    """What the right network and the one with the mistake were measured to do, on voices that neither had heard."""
    rows = []
    for kind in ("right", bug):
        for way in WAYS:
            found = compute.mistake_card(kind)["measured"][way]
            lag = found.get("lag")
            shares = [percent(found[name]) for name in SHARES]
            rows.append([_network(kind), t(f"mistake.{way}"), *shares, "–" if lag is None else f"{lag:+.2f} s"])
    st.markdown(t("mistake.measured"))
    heads = ("network", "heard", *SHARES, "lag")
    st.html(html_table([t(f"mistake.{head}") for head in heads], rows))


def _accuracy(lesson: Lesson, shown: Shown) -> None:
    """The detector and one that never fires, by accuracy and by what matters."""
    if shown.ends:
        found = compute.score(shown.hearing, shown.config, shown.ends)
        rows = [
            [t("mistake.detector"), f"{found.accuracy:.1%}", f"{found.found} / {found.words}", str(found.false)],
            [t("mistake.silence"), f"{found.always_no:.1%}", f"0 / {found.words}", "0"],
        ]
        st.html(html_table([t(f"mistake.{head}") for head in ("network", "accuracy_of", "found", "false")], rows))
    for hours in HOURS:
        accuracy = compute.accuracy_of_silence(1, hours)
        st.markdown(t("mistake.rare", hours=f"{hours:g}", accuracy=f"{accuracy:.4%}"))


def _split() -> None:
    """One network, tested in three ways: what is held out are clips, voices, kinds of voice."""
    card = compute.mistake_card("split")
    rows = [
        [t(f"mistake.split.{name}"), f"{found['count']} / {found['total']}", percent(found)]
        for name, found in card["measured"].items()
    ]
    st.html(html_table([t("mistake.held_out"), t("mistake.missed"), t("mistake.share")], rows))


def _network(kind: str) -> str:
    return t(f"mistake.network.{kind}")
