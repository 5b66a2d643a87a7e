"""sacreBLEU's score of one candidate beside ours, and all that it comes from. Post 2018."""

from __future__ import annotations

from collections.abc import Sequence

from sacrebleu.metrics import BLEU
from sacrebleu.metrics.bleu import BLEUScore

from core.referees.results import Compared, numbers, texts
from core.translate.counted import PAPER, counted
from core.translate.options import BleuConfig

TOKENIZERS = {"13a": "13a", "blanks": "none"}


def check(candidate: str, references: Sequence[str], config: BleuConfig = PAPER) -> list[Compared]:
    """Names: score, p1 to p4, penalty, lengths (c / r), tokens, and signature.

    sacreBLEU knows no shortest length: there its formula is given that length, and no signature is compared. UserError as
    `counted` has it.
    """
    ours = counted(candidate, references, config)
    metric = BLEU(config.lowercase, tokenize=TOKENIZERS[config.cut], **_smoothing(config))
    theirs = metric.corpus_score([candidate], [[text] for text in references])
    if config.brevity == "shortest":
        theirs = _shortest(candidate, references, config)
    rows = [numbers("score", ours.score, theirs.score)]
    for order, p in zip(ours.orders, theirs.precisions, strict=True):
        rows.append(numbers(f"p{order.n}", order.precision, p / 100))
    rows.append(numbers("penalty", ours.penalty, theirs.bp))
    rows.append(texts("lengths", f"{ours.c} / {ours.r}", f"{theirs.sys_len} / {theirs.ref_len}"))
    rows.append(texts("tokens", " ".join(ours.candidate), " ".join(_cut(metric, candidate))))
    if config.brevity == "closest":
        signature = str(metric.get_signature())
        same = texts("signature", ours.signature, signature.split("|version:")[0]).difference
        rows.append(Compared("signature", ours.signature, signature, same))
    return rows


def _smoothing(config: BleuConfig) -> dict[str, object]:
    return {"smooth_method": config.smooth, "smooth_value": config.value, "effective_order": config.effective}


def _cut(metric: BLEU, text: str) -> list[str]:
    """As sacreBLEU counts it: small letters first, then the end, then its tokenizer."""
    return metric.tokenizer((text.lower() if metric.lowercase else text).rstrip()).split()


def _shortest(candidate: str, references: Sequence[str], config: BleuConfig) -> BLEUScore:
    """sacreBLEU's own counts, in its formula with the shortest reference's length."""
    metric = BLEU(config.lowercase, tokenize=TOKENIZERS[config.cut], smooth_method="none")
    found = metric.corpus_score([candidate], [[text] for text in references])
    length = min(len(_cut(metric, text)) for text in references)
    return BLEU.compute_bleu(found.counts, found.totals, found.sys_len, length, **_smoothing(config))
