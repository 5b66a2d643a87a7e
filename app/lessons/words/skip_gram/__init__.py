"""The lesson on skip-gram and CBOW."""

from app.jobs.line import Job

JOBS = {
    "word_vectors": Job("core.words.learning:job", seconds=15.0, limit=600.0, shared=True),
    "word_vectors_own": Job("core.words.learning:job", seconds=30.0, limit=600.0),
    "tied": Job("core.words.tied:job", seconds=6.0, limit=60.0, shared=True),
}
