"""The lesson on speech recognition with CTC."""

from app.jobs.line import Job

JOBS = {"transcribe": Job("core.speech.transcribing:transcribe", seconds=0.7, limit=60.0)}
