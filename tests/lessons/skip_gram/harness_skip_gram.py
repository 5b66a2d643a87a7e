"""A page with nothing but the picture; the address says of which training, over which sentence, and where it rests."""

import streamlit as st

from app.i18n import prefixed
from app.kit.exchange import last_sent
from app.lessons.words.skip_gram.picture import Rest, draw, payload
from tests.lessons.skip_gram.samples import ASKED, SENTENCE, scene

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
state.setdefault("replay", 0)
state.setdefault("kind", asked.get("kind", "skip"))
state.setdefault("live", int(asked.get("live", -1)))
numbers = [int(asked.get(name, usual)) for name, usual in (("moment", -1), ("centre", 5), ("pair", 0), ("window", 5))]
state.setdefault("rest", Rest(*numbers, ASKED))
if st.button("Newer moment"):
    state.live += 1
if st.button("Done"):
    state.live = -1
if st.button("Once more"):
    state.replay += 1
if st.button("Another text"):
    state.kind = "tiny"


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


live = state.live if state.live >= 0 else None
made = scene(state.kind, asked.get("text", SENTENCE), state.rest.window, state.rest.asked, live)
now = draw(
    made,
    rest=state.rest,
    key="scene",
    labels=prefixed("skip_gram.picture."),
    groups=[asked.get("group", name) for name in made.map.group_names],
    is_own_setting="other" not in asked,
    live=live is not None,
    present="present" in asked,
    on_change=keep,
    replay=state.replay,
)
st.text(f"rest {now.moment} {now.centre} {now.pair} {now.window} {', '.join(now.asked)}")
st.text(f"has {last_sent('scene', 'have') == payload.subject(made)}")
