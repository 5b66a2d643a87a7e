"""Speech: what its lessons share, and a folder for each."""

from app.jobs.line import Job

JOBS = {"listen": Job("core.speech.hearing:listen", seconds=0.5, limit=60.0)}
