"""The lesson on the recurrent step."""

from app.jobs.line import Job

JOBS = {
    "units": Job("core.recurrent.units:find", seconds=3.0, limit=30.0, shared=True),
    "learn": Job("core.recurrent.learning:learn", seconds=3.0, limit=60.0, shared=True),
}
