"""A page with a quick job, a long one, and how many results the server keeps."""

import streamlit as st

from app import i18n, jobs
from app.job_queue import Job
from app.ui import job_view

TABLE = {
    "quick": Job("tests.app.jobs_for_tests:count", seconds=1),
    "long": Job("tests.app.jobs_for_tests:count", seconds=60),
}


@st.cache_resource
def workers() -> None:
    jobs.start(TABLE, workers=1)


@st.fragment(run_every=0.2)
def kept() -> None:
    st.text(f"kept: {len(jobs._runner.queue.results)}")


i18n.begin()
workers()
kept()
found = job_view.offer("quick", {"steps": 2, "seconds": 0.02, "tag": job_view.visitor()}, "Count quickly")
st.text("nothing yet" if found is None else f"counted for {found['tag'][:4]}")
job_view.offer("long", {"steps": 600, "seconds": 0.1}, "Count slowly")
told = job_view.follow("quick", {"steps": 2, "tag": "by itself"}, "Count") if st.toggle("By itself") else None
st.text(f"told {told and told['tag']}")
