"""The page that every visitor's browser runs: settings, navigation made from the registry, and the page chosen."""

import streamlit as st

from app import i18n
from app.i18n import t
from app.lessons.registry import LESSONS, SECTIONS
from app.ui import frame
from app.ui.foot import PAGES

st.set_page_config(page_icon=frame.FAVICON, layout="wide", initial_sidebar_state=220)
i18n.begin()

pages = {"": [st.Page(PAGES / "home.py", title=t("home.title"), url_path="", default=True)]}
for section in SECTIONS:
    pages[t(f"section.{section}")] = [
        st.Page(PAGES / f"{entry.slug}.py", title=t(f"lesson.{entry.slug}.title"), url_path=entry.slug)
        for entry in LESSONS
        if entry.section == section
    ]
hidden = [st.Page(PAGES / "credits.py", title=t("credits.title"), url_path="credits", visibility="hidden")]
page = st.navigation({name: listed for name, listed in pages.items() if listed} | {" ": hidden}, expanded=True)
frame.run(page)
