"""The row above the picture: examples, smoothing, and how else it is counted."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.options import REFERENCES, Options, sides
from app.ui import controls
from app.ui.frame import Lesson
from app.ui.presets import presets
from core.translate.options import BREVITIES, CUTS, SMOOTHINGS

EXAMPLES = "bleu.examples"


def controls_row(lesson: Lesson[Options]) -> None:
    """Examples, what stands for a precision of 0, and what else there is to choose about counting."""
    with controls.row():
        _examples(lesson)
        names = {name: t(f"bleu.smooth.{name}") for name in SMOOTHINGS}
        controls.select(lesson, "smooth", names, t("bleu.smooth"), visible=False, width=180)
        more = st.popover(t("bleu.counting"), key="bleu.counting", on_change="rerun")
        if more.open:
            with more:
                _counting(lesson)


def _examples(lesson: Lesson[Options]) -> None:
    """Candidates with their references; the one that stands there is on."""
    known = compute.presets()
    texts = {name: sides(candidate, references) for name, (candidate, references, _) in known.items()}
    on = next((name for name, one in texts.items() if one == _texts(lesson.state)), None)

    def choose(name: str) -> None:
        lesson.update(**texts[name], n=known[name][2], step=-1, kept=-1)

    presets(EXAMPLES, {name: t(f"bleu.example.{name}") for name in known}, on, choose)


def _texts(options: Options) -> dict[str, str]:
    return {name: getattr(options, name) for name in ("candidate", *REFERENCES)}


def _counting(lesson: Lesson[Options]) -> None:
    cuts = {name: t(f"bleu.cut.{name}") for name in CUTS}
    controls.choice(lesson, "cut", cuts, t("bleu.cut"), visible=True)
    controls.toggle(lesson, "lowercase", t("bleu.lowercase"))
    lengths = {name: t(f"bleu.brevity.{name}") for name in BREVITIES}
    controls.choice(lesson, "brevity", lengths, t("bleu.brevity"), visible=True)
    controls.toggle(lesson, "effective", t("bleu.effective"), help=t("bleu.effective_help"))
