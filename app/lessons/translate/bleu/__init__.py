"""The lesson on BLEU: how good a translation is, by counting."""

from app.jobs.line import Job

JOBS = {
    "bleu_corpus": Job("core.translate.bleu_systems:score_own", seconds=0.6, limit=60.0),
    "bleu_translate": Job("core.translate.bleu_systems:translate_own", seconds=0.5, limit=60.0),
}
