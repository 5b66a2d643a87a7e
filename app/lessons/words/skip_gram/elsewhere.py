"""What was learnt here, as the visitor's own vectors in the other lessons on words."""

from __future__ import annotations

import streamlit as st

from app import state
from app.i18n import t
from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.live import Run
from app.ui.foot import PAGES
from core.errors import UserError

ELSEWHERE = ("analogies", "tsne", "debiasing")
OPENED = "skip_gram.opened"


def open_elsewhere(run: Run) -> None:
    """A button that makes what was learnt the visitor's own vectors; then links to the lessons that use them."""
    if run.shown.live:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="skip_gram-elsewhere"):
        if st.session_state.get(OPENED) == (run.shown.name, compute.own_file()):
            st.markdown(t("skip_gram.taken"), width="content")
            for slug in ELSEWHERE:
                st.page_link(PAGES / f"{slug}.py", label=t(f"lesson.{slug}.title"), query_params={"vectors": "own"})
        else:
            st.button(t("skip_gram.take_along"), key="skip_gram.take_along", on_click=_take_along, args=(run,))


def _take_along(run: Run) -> None:
    try:
        compute.take_along(run.shown)
    except UserError as error:
        state.notice(error.key, **error.values)
        return
    st.session_state[OPENED] = run.shown.name, compute.own_file()
