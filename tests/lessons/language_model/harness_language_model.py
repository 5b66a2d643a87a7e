"""A page with nothing but the picture; the address says which sentences, and how they are shown."""

import streamlit as st

from app.i18n import prefixed
from app.kit.start import Start
from app.lessons.recurrent.language_model.picture import Rest, draw
from tests.lessons.language_model.samples import race

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("rest", Rest(int(asked.get("step", 6)), int(asked.get("size", 4000))))
state.setdefault("word", "")
if st.button("To step 2"):
    state.rest = Rest(2, state.rest.size)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


def word(which: str, place: int, word: str) -> None:
    """Note the word that was pressed."""
    state.word = f"{which} {place} {word}"


strip = Start(
    "language_model",
    tuple(
        {"title": title, "look": "**Which** is likelier?", "means": "One."} for title in ("pear, pair", "rare", "long")
    ),
    ("**The bars** are chances.", "**The stair** adds up.", "**The letters** too."),
    0,
    (),
    prefixed("start."),
    lambda number: None,
)
now = draw(
    race(asked.get("race", "pears")),
    rest=state.rest,
    key="race",
    labels=prefixed("language_model.race."),
    on_change=keep,
    on_word=word,
    models=asked.get("models", "both"),
    free="free" in asked,
    given=int(asked.get("free", 0)),
    unk_free="unk_free" in asked,
    present="present" in asked,
    start=strip if "start" in asked else None,
)
st.text(f"rest {now.step} {now.size}")
st.text(f"word {state.word}")
