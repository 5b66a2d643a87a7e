"""The lesson on beam search."""

from app.jobs.line import Job

JOBS = {
    "beam": Job("core.translate.studies:search", seconds=1.5, limit=60.0),
    "beam_widths": Job("core.translate.studies:widths", seconds=8.0, limit=180.0),
    "beam_story": Job("core.translate.studies:story", seconds=2.0, limit=60.0),
}
