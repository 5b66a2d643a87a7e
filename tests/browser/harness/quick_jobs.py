"""A page with quick jobs, and for which visitors the server keeps the result of one."""

import pickle

import streamlit as st

from app import i18n, jobs
from app.ui import job_view
from tests.browser.harness.shared_jobs import workers


@st.fragment(run_every=0.2)
def kept() -> None:
    results = [pickle.loads(found) for found in tuple(jobs._runner.queue.results.values())]
    st.text(f"kept for {' '.join(found['tag'] or '' for found in results)}.")


i18n.begin()
workers()
kept()
found = job_view.offer("quick", {"steps": 2, "seconds": 0.02, "tag": job_view.visitor()}, "Count quickly")
st.text("nothing yet" if found is None else f"counted for {found['tag']}")
alone = f"{job_view.visitor()} by itself"
told = job_view.follow("quick", {"steps": 2, "tag": alone}, "Count") if st.toggle("By itself") else None
st.text(f"told {told and told['tag']}")
