"""The lesson on recurrent layers on top of each other."""

from app.jobs.line import Job

JOBS = {
    "step_times": Job("core.recurrent.step_times:measure", seconds=12.0, limit=120.0, shared=True),
    "drop": Job("core.recurrent.dropping:drop", seconds=2.0, limit=60.0),
}
