"""A page with nothing but the picture; the address says which way, how wide a beam, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.captioning.picture import Rest, draw
from tests.lessons.captioning import sketched

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
way, width = asked.get("way", "attend"), int(asked.get("width", 3))
shape = tuple(int(side) for side in asked.get("shape", "420x315").split("x"))
state.setdefault("rest", Rest(int(asked.get("step", 7)), None, 0))
state.setdefault("hold", None)
state.setdefault("put", 0)
state.setdefault("told", "")
if st.button("Second"):
    state.rest = Rest(2, 10, 1)


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


def hold(step: int, place: int, branch: int) -> None:
    """The light is held there."""
    state.hold, state.put, state.told = (step, place), step, f"hold {step} {place} {branch}"
    state.rest = Rest(step, place, 0)


def write(step: int, word: str, branch: int) -> None:
    """A word was typed: here it is only told."""
    state.put, state.told = step + 1, f"word {step} {word} {branch}"


def undo() -> None:
    """What was asked for is taken back."""
    state.hold, state.put, state.told = None, 0, "undo"


sentences, scores = sketched.beam(way, width, state.hold)
now = draw(
    sketched.seen(*shape),
    sentences,
    scores,
    way=way,
    rest=state.rest,
    key="captioning",
    labels=prefixed("captioning.picture."),
    held=state.hold,
    put=state.put,
    writable=sketched.WRITABLE,
    scaled="scaled" in asked,
    on_change=keep,
    on_hold=hold,
    on_word=write,
    on_undo=undo,
    present="present" in asked,
)
st.text(f"rest {now.step} {now.place} {now.branch}")
st.text(f"told {state.told}")
