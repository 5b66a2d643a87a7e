"""A page with nothing but the picture; the address says what is counted, how, and where it rests."""

import json
from dataclasses import asdict, fields

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.bleu import compute
from app.lessons.translate.bleu.picture import Rest, draw
from core.translate.options import BleuConfig
from tests.lessons.bleu.saying import DEFAULT, SECOND

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
read = {"references": lambda texts: tuple(json.loads(texts)), "candidate": str}
given = {one.name: read.get(one.name, int)(asked[one.name]) for one in fields(Rest) if one.name in asked}
state.setdefault("rest", Rest(**({"candidate": DEFAULT.candidate, "references": DEFAULT.references} | given)))
if st.button("Second"):
    state.rest = SECOND
read = {"effective": bool, "lowercase": bool, "value": float}
known = [one.name for one in fields(BleuConfig) if one.name in asked]
config = BleuConfig(**{name: read.get(name, str)(asked[name]) for name in known})


def keep(rest: Rest) -> None:
    """Take over what the picture sends."""
    state.rest = rest


rest, wrongly = state.rest, asked.get("wrongly", "")
held = tuple(text for text in rest.references if text.strip())
now = draw(
    compute.counted(rest.candidate, held, config, rest.kept, wrongly) if held else None,
    config,
    inset=compute.inset(),
    rest=rest,
    key="bleu",
    labels=prefixed("bleu.picture."),
    wrongly=wrongly,
    present="present" in asked,
    on_change=keep,
)
st.text("rest " + json.dumps(list(asdict(now).values()), ensure_ascii=False))
