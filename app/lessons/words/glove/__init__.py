"""The lesson on GloVe."""

from app.jobs.line import Job

JOBS = {
    "glove": Job("core.words.glove_learning:job", seconds=40.0, limit=600.0, shared=True),
    "glove_own": Job("core.words.glove_learning:job", seconds=40.0, limit=600.0),
    "glove_counted": Job("core.words.glove_scenes:scene_job", seconds=3.0, limit=90.0),
}
