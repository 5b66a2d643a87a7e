"""The lesson on the trigger word."""

from app.jobs.line import Job

JOBS = {
    "judge": Job("core.referees.speech:check", seconds=8.0, limit=240.0),
    "own_word": Job("core.speech.own_word:job", seconds=90.0, limit=300.0),
}
