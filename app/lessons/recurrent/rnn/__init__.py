"""The lesson on the recurrent step."""

from app.jobs.line import Job

JOBS = {"units": Job("core.recurrent.units:find", seconds=3.0, limit=30.0, shared=True)}
