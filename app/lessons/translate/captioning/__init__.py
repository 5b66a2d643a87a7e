"""The lesson on image captioning."""

from app.jobs.line import Job

JOBS = {"see": Job("core.captions.seeing:see", seconds=0.5, limit=60.0)}
