"""A page with long jobs and a worker of its own."""

import streamlit as st

from app import i18n, jobs
from app.job_queue import Job
from app.ui import job_view

TABLE = {
    name: Job(f"tests.app.jobs_for_tests:{target}", seconds=10)
    for name, target in {"count": "count", "slow": "count", "crash": "crash"}.items()
}


@st.cache_resource
def workers() -> None:
    jobs.start(TABLE, workers=1)


i18n.begin()
workers()
found = job_view.offer("count", {"steps": 20, "seconds": 0.1}, "Count")
st.text("nothing yet" if found is None else f"worker {found['process']}")
job_view.offer("slow", {"steps": 600, "seconds": 0.1}, "Count slowly")
job_view.offer("crash", {}, "Crash")
