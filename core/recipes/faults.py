"""Search for the sentences shown at several widths, beside people's translations, and count whose fault it is.

    python -m core.recipes.faults

Writes assets/data/translate/faults_fr_en.json and faults_en_fr.json: pieces as their indices, log P of each; both
tallies, by what stands in as_good.json, and sacreBLEU as the cards have it. Takes about a minute.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch

from core.recipes.translate_scores import Case, bleu
from core.translate import fault_cases
from core.translate.faults import examined, judge, tally
from core.translate.results import WIDTHS, FaultCase, FaultSearch, Scored

NAMES = ("fr-en", "en-fr")
ALPHAS = (0.0, 0.7, 1.0)
ABOUT = (
    "The sentences shown, in their order. human, outputs: [pieces, log P of each]. searched: for each width, the "
    "outputs that win at some α from 0 to 1, by their places; the step at which y* fell out of the beam; log P of y* up "
    "to there; that of the worst that was kept; the place of y* among all candidates."
)


def as_data(case: FaultCase) -> dict[str, list]:
    """A case as plain values; what several widths find stands there once."""
    outputs: dict[tuple[int, ...], Scored] = {y.tokens: y for one in case.searched for y in one.winners}
    places = {tokens: i for i, tokens in enumerate(outputs)}
    return {
        "human": _scored(case.human),
        "outputs": [_scored(y) for y in outputs.values()],
        "searched": [_searched(one, [places[y.tokens] for y in one.winners]) for one in case.searched],
    }


def _scored(y: Scored) -> list[list]:
    return [list(y.tokens), [round(value, 8) for value in y.log_probabilities.tolist()]]


def _searched(one: FaultSearch, winners: list[int]) -> list:
    kept = [round(1000 * value) for value in one.kept]
    return [one.width, winners, one.fell, round(one.total, 6), round(one.last, 6), one.rank, kept]


def counted(cases: Sequence[FaultCase], references: Sequence[tuple[str, ...]], width: int, alpha: float) -> dict:
    """One tally: verdicts, the mistake's, ŷ that are y* word for word, BLEU against people's translations."""
    made = [judge(case, width, alpha).machine.text for case in cases]
    scored = [Case(case.source, text, known) for case, text, known in zip(cases, made, references, strict=True)]
    return {
        "width": width,
        "alpha": alpha,
        "verdicts": tally(cases, width, alpha),
        "wrongly": tally(cases, width, alpha, wrongly=True),
        "same": int(np.sum([text == case.human.text for case, text in zip(cases, made, strict=True)])),
        "bleu": bleu(scored)["bleu"],
    }


def main() -> None:
    """Both directions."""
    torch.set_num_threads(1)
    for name in NAMES:
        rows, good = fault_cases.references(name), fault_cases.as_good(name)
        cases = [
            replace(examined(name, x, known[0]), as_good=texts) for (x, known), texts in zip(rows, good, strict=True)
        ]
        references = [known for _, known in rows]
        tallies = [counted(cases, references, width, alpha) for width in WIDTHS for alpha in ALPHAS]
        write(name, cases, tallies)
        print(name, *map(json.dumps, tallies), sep="\n")


def write(name: str, cases: Sequence[FaultCase], tallies: Sequence[dict]) -> None:
    """A line a case and a line a tally."""

    def lines(rows: Sequence[dict]) -> str:
        return ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)

    about = json.dumps(ABOUT, ensure_ascii=False)
    fault_cases.path(name).write_text(
        f'{{"about": {about},\n"cases": [\n{lines([as_data(case) for case in cases])}\n],\n'
        f'"tallies": [\n{lines(tallies)}\n]}}\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
