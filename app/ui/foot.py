"""The end of a page: the lesson before, the one after, with a sentence that leads over, and where it all comes from."""

from __future__ import annotations

import streamlit as st

from app.i18n import ASSETS, t
from app.lessons import registry

PAGES = ASSETS.parent / "pages"


def foot(slug: str = "") -> None:
    """The last lines of a page; without a lesson only the way to the credits."""
    if slug:
        before, after = neighbours(slug)
        with st.container(horizontal=True, key="frame-foot"):
            if before:
                _link(before, "foot.before", "behind", "frame-foot-before")
            if after:
                _link(after, "foot.after", "ahead", "frame-foot-after")
    st.page_link(PAGES / "credits.py", label=t("home.credits"))


def neighbours(slug: str) -> tuple[str, str]:
    """The lessons before and after in teaching order; '' where there is none."""
    slugs = [entry.slug for entry in registry.LESSONS]
    at = slugs.index(slug)
    return slugs[at - 1] if at else "", slugs[at + 1] if at + 1 < len(slugs) else ""


def _link(slug: str, label: str, said: str, key: str) -> None:
    """A link and its sentence: what a lesson behind has shown, what one ahead asks."""
    with st.container(key=key):
        st.page_link(PAGES / f"{slug}.py", label=t(label, title=t(f"lesson.{slug}.title")))
        st.caption(t(f"lesson.{slug}.{said}"))
