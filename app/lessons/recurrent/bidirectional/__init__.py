"""The lesson on reading a sentence from both sides."""

from app.jobs.line import Job

JOBS = {"peek": Job("core.recurrent.peeking:peek", seconds=4.0, limit=60.0, shared=True)}
