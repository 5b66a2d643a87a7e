"""The lesson on debiasing."""

from app.jobs.line import Job

JOBS = {
    "bias_scores": Job("core.words.bias_jobs:measure", seconds=2.0, limit=120.0),
    "bias_near": Job("core.words.bias_jobs:near", seconds=1.0, limit=60.0),
    "bias_left": Job("core.words.bias_jobs:left", seconds=3.0, limit=120.0),
    "bias_soft": Job("core.words.bias_jobs:soften", seconds=3.0, limit=120.0),
    "bias_check": Job("core.words.bias_jobs:check", seconds=2.0, limit=60.0),
}
