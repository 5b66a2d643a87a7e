"""The lesson on analogies."""

from app.jobs.line import Job

JOBS = {"analogies": Job("core.words.evaluation:job", seconds=10.0, limit=240.0)}
