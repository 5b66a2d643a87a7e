"""What was learnt in a lesson, as the visitor's own vectors in the other lessons on words."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app import state
from app.i18n import t
from app.lessons.words import compute
from app.ui.foot import PAGES
from core.errors import UserError
from core.words.results import Upload

ELSEWHERE = ("analogies", "tsne", "debiasing")


def open_elsewhere(slug: str, name: str, vectors: Callable[[], Upload]) -> None:
    """A button that makes what was learnt, of that name, the visitor's own vectors; then links to the lessons that use them."""
    opened = f"{slug}.opened"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{slug}-elsewhere"):
        if st.session_state.get(opened) == (name, compute.file("own")):
            st.markdown(t("words.taken"), width="content")
            for other in ELSEWHERE:
                st.page_link(PAGES / f"{other}.py", label=t(f"lesson.{other}.title"), query_params={"vectors": "own"})
        else:
            key = f"{slug}.take_along"
            st.button(t("words.take_along"), key=key, on_click=_take_along, args=(opened, name, vectors))


def _take_along(opened: str, name: str, vectors: Callable[[], Upload]) -> None:
    try:
        compute.keep_own(vectors())
    except UserError as error:
        state.notice(error.key, **error.values)
        return
    st.session_state[opened] = name, compute.file("own")
