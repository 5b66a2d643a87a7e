"""The lesson on one-hot vectors and embeddings."""

from app.jobs.line import Job

JOBS = {
    "clocks": Job("core.words.lookup:job", seconds=2.0, limit=60.0),
    "few_labels": Job("core.words.few_labels:job", seconds=12.0, limit=120.0, shared=True),
}
