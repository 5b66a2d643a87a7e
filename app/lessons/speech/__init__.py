"""Speech: what its lessons share, and a folder for each."""

from pathlib import Path

from app.jobs.line import Job

JOBS = {"listen": Job("core.speech.hearing:listen", seconds=0.5, limit=60.0)}
SOUNDING = Path(__file__).with_name("sounding.js")  # the pictures' player of a sound
