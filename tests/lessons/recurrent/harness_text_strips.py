"""A page with text strips: values and marks, odd tokens, words, a text without values, and a page's own orders."""

import math

import streamlit as st

from app.i18n import prefixed
from app.lessons.recurrent.text_strip import text_strip

TEXT = "The cat, which already ate many fish,\nwas full. “Who’s there?” asked the dog; nobody knew. "
ODD = ["<b>bold</b>", " ", "👩‍👩‍👧", "🇰🇷", "안", "녕", "하세요", " ", "שלום", "\u202egnp", "مرحبا", " ", "", "\t", "\u0301", "\n",
       "<img src=x onerror=alert(1)>", "W" * 80, "{token}", "$&"]  # fmt: skip
ALL = [x / 20 for x in range(-20, 21)]

state = st.session_state
state.setdefault("kept", None)
state.setdefault("calls", 0)


def keep(selection: tuple[int, int] | None) -> None:
    state.kept = selection
    state.calls += 1


left, middle, right = st.columns(3)
if left.button("Order 4 to 7"):
    state.kept = (4, 7)
if middle.button("Order none"):
    state.kept = None
other = right.toggle("Other text")

tokens = list("Another text entirely." if other else TEXT * 3)[:200]
values = [math.sin(i / 5) for i in range(len(tokens))]
words = prefixed("strip.")
labels = words | {"scale": "unit 17", "mark": "not in the vocabulary"}
came = text_strip(tokens, values, selection=state.kept, marks=(3, 60), labels=labels, key="letters", on_change=keep)
st.text(f"kept {state.kept} came {came} calls {state.calls}")
odd = text_strip(ODD, [(i % 5 - 2) / 2 for i in range(len(ODD))], selection=None, marks=(4,), labels=words, key="odd")
st.text(f"odd {odd}")
text_strip(
    "the cat sat on the mat .".split(), [None, 0.9, -0.4, math.nan, 0, 1, -1], selection=(1, 3), labels=words, key="w"
)
text_strip(tokens[:40], None, selection=None, labels=words | {"text": "Plain"}, key="plain")
text_strip(["n"] * len(ALL), ALL, selection=None, labels=words | {"text": "All values"}, key="scale")
text_strip([], [], selection=None, labels=words | {"text": "Empty"}, key="empty")
