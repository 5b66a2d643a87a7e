"""The lesson on error analysis: whose fault a bad translation is."""

from app.jobs.line import Job

JOBS = {
    "faults": Job("core.translate.faults:examine", seconds=8.0, limit=180.0),
    "faults_own": Job("core.translate.faults:examine", seconds=1.0, limit=60.0),
}
