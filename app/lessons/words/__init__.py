"""Words as vectors: what its lessons share, and a folder for each."""

from app.jobs.line import Job

JOBS = {
    "vectors": Job("core.words.upload:job", seconds=5.0, limit=120.0),
    "text_read": Job("core.words.corpus:job", seconds=2.0, limit=90.0),
    "pair_costs": Job("core.words.costs:job", seconds=5.0, limit=60.0),
}
