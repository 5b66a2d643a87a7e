"""A page with long jobs: one that goes on until the file `until` of the address is there, and one that ends its worker."""

import streamlit as st

from app import i18n
from app.ui import job_view
from tests.browser.harness.shared_jobs import workers

i18n.begin()
workers()
found = job_view.offer("held", {"until": st.query_params["until"]}, "Hold")
st.text("nothing yet" if found is None else f"worker {found['process']}")
job_view.offer("crash", {"tag": job_view.visitor()}, "Crash")
