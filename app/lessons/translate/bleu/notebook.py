"""The notebook that counts the candidate on screen again with core, and once more with sacreBLEU."""

from __future__ import annotations

from collections.abc import Sequence

from core.translate.options import BleuConfig


def cells(candidate: str, references: Sequence[str], config: BleuConfig) -> list[str]:
    """Cells that count, show who pays, and compare."""
    return [
        (
            "from core.translate.counted import counted\nfrom core.translate.options import BleuConfig\n\n"
            f"candidate = {candidate!r}\nreferences = {list(references)!r}\nconfig = {config!r}\n"
            "found = counted(candidate, references, config)\n"
            "for order in found.orders:\n"
            "    print(order.n, f'{order.count} / {order.total}', round(order.precision, 4), order.paid)\n"
            "print('BP', found.penalty, 'c', found.c, 'r', found.r)\nprint('BLEU', found.score, found.signature)"
        ),
        (
            "for order in found.orders:\n    for gram in order.grams:\n"
            "        words = ' '.join(found.candidate[gram.start : gram.start + order.n])\n"
            "        paid = '' if gram.place is None else f'R{gram.payer + 1}'\n"
            "        print(order.n, words, gram.here, gram.known, paid)"
        ),
        (
            "from core.referees import bleu\n\n"
            "for row in bleu.check(candidate, references, config):\n"
            "    print(row.name, row.ours, row.theirs, row.difference)"
        ),
    ]
