"""The map of all lessons: a card each, with its question and a small picture drawn from a real result."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from app.kit import states

HERE = Path(__file__).parent
SCRIPTS = ("pictures", "pictures_words", "pictures_translate", "pictures_speech", "component")
_component = st.components.v2.component(
    "unrolled.lesson_map",
    html="<nav></nav>",
    js="".join(path.read_text("utf-8") for path in (states.SCRIPT, *(HERE / f"{name}.js" for name in SCRIPTS))),
    css=(HERE / "component.css").read_text("utf-8"),
)


@dataclass(frozen=True)
class Card:
    """A lesson on the map. `kind` and `picture`: how its picture is drawn, one of those in pictures.js, and
    from what; planned lessons have none."""

    slug: str
    title: str
    question: str
    planned: bool = False
    kind: str = ""
    picture: dict[str, object] | None = None


@dataclass(frozen=True)
class Section:
    """A heading with its cards."""

    title: str
    cards: tuple[Card, ...]


def lesson_map(sections: Sequence[Section], *, label: str, coming: str, key: str) -> str | None:
    """Draw the map; returns the slug of the lesson that was just chosen, else None. `coming` marks planned lessons."""
    data = {
        "sections": [asdict(section) for section in sections],
        "colours": states.colours(),
        "label": label,
        "coming": coming,
    }
    return _component(data=data, key=key, height="content", on_chosen_change=lambda: None).chosen
