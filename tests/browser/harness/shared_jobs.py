"""The jobs of the harness's pages and their one worker, with its fellow for quick jobs: they live in one server."""

import streamlit as st

from app import jobs
from app.jobs.line import Job

TABLE = {
    "held": Job("tests.app.jobs_for_tests:hold", seconds=10, limit=600),
    "crash": Job("tests.app.jobs_for_tests:crash", seconds=10),
    "quick": Job("tests.app.jobs_for_tests:count", seconds=1),
}


@st.cache_resource
def workers() -> None:
    """Start them, once."""
    jobs.start(TABLE, workers=1)
