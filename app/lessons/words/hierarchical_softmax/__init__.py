"""The lesson on hierarchical softmax."""

from app.jobs.line import Job

JOBS = {"trees": Job("core.words.two_trees:job", seconds=20.0, limit=120.0, shared=True)}
