"""The lesson on exploding and vanishing gradients."""

from app.jobs.line import Job

JOBS = {"diverge": Job("core.recurrent.diverging:diverge", seconds=3.0, limit=60.0, shared=True)}
