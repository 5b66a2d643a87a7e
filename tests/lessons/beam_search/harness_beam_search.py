"""A page with nothing but the tree; the address says how wide and how long the search is."""

import streamlit as st

from app.i18n import prefixed
from app.lessons.translate.beam_search.picture import Rest, draw
from tests.lessons.beam_search.samples import searched, shown

asked, state = st.query_params, st.session_state
st.set_page_config(layout="wide")
width = int(asked.get("width", 3))
state.setdefault("rest", Rest(int(asked.get("step", 4)), -1, -1, float(asked.get("alpha", 0.7))))
if st.button("To step 2"):
    state.rest = Rest(2)
seed = 1 if st.toggle("Other search") else int(asked.get("seed", 0))
trace = searched(width, int(asked.get("length", 9)), seed=seed)


def keep(rest: Rest) -> None:
    """Take over what the picture sends, unless the address says that this page forgets."""
    if "forgets" not in asked:
        state.rest = rest


now = draw(
    trace,
    **shown(trace),
    width=width,
    rest=state.rest,
    key="tree",
    labels=prefixed("beam_search.tree.") | {"pruned_row": "pruned"},
    on_change=keep,
    show_products=st.toggle("Products", "products" in asked),
    punishing=st.toggle("Mistake", "mistake" in asked),
    present="present" in asked,
)
state.runs = state.get("runs", 0) + 1
st.text(f"rest {now.step} {now.column} {now.row} {now.alpha:.3f}")
st.text(f"runs {state.runs}")
