"""Whose fault it is by plain arithmetic, log P by one pass of the model, and how page and picture write numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import torch

from app.lessons.translate.error_analysis.picture import payload
from core.translate import fault_cases
from core.translate.results import FaultCase, FaultCases, Scored
from core.translate.translator import Translator
from tests.app.strings import english

LABELS = english("error_analysis.picture.")
WIDTHS, ALPHAS, BLAMED = (1, 3, 10, 50), (0.0, 0.7, 1.0), ("model", "search", "length")
VERDICTS, TASKS, COUNT = (*BLAMED, "none"), ("fr-en", "en-fr"), 212
SETTINGS = [(width, alpha) for width in WIDTHS for alpha in (ALPHAS if width > 1 else (0.0,))]  # of the tables


def known(task: str = "fr-en") -> FaultCases:
    """The sentences that ship."""
    return fault_cases.cases(task)


def scores(case: FaultCase, width: int, alpha: float) -> tuple[Scored, float, float]:
    """ŷ, the score of y* and that of ŷ: of what was finished, the one whose log P over the power of T is greatest."""
    power = alpha if width > 1 else 0
    (winners,) = [one.winners for one in case.searched if one.width == width]
    machine = sorted(winners, key=lambda one: one.log_probability / len(one.tokens) ** power)[-1]
    return machine, *(one.log_probability / len(one.tokens) ** power for one in (case.human, machine))


def kind(
    case: FaultCase, width: int, alpha: float, wrongly: bool = False, toggled: Sequence[str] = (), right: bool = False
) -> str:
    """As a chip says it: a verdict, "equal", or "marked". toggled: texts whose mark the visitor has set or taken away."""
    machine, ours, theirs = scores(case, width, alpha)
    if machine.text == case.human.text:
        return "equal"
    if (machine.text in case.as_good) != (machine.text in toggled):
        return "marked"
    likelier = case.human.log_probability > machine.log_probability
    if wrongly and not right:
        return "search" if likelier else "model"
    return "search" if ours > theirs else "length" if likelier else "model"


def counts(task: str, width: int, alpha: float, wrongly: bool = False) -> Counter[str]:
    """How many rows there are of each kind."""
    return Counter(kind(case, width, alpha, wrongly) for case in known(task).cases)


def as_verdict(chip: str) -> str:
    """What core calls it."""
    return "none" if chip in ("equal", "marked") else chip


def place(case: FaultCase, text: str) -> int:
    """The place of an output of the machine's, which is in its mark."""
    return [one.text for one in payload.outputs(case)].index(text)


# By the model itself


@cache
def log_p(task: str, source: str, y: str) -> tuple[float, int]:
    """log P(y | x) and T, by the model's own pass over the whole of y and PyTorch's loss."""
    translator = Translator.load(task)
    end, begin = 0, 1
    y_ids = [*translator.target.encode(y), end]
    with torch.inference_mode():
        logits = translator.model(
            torch.tensor([[*translator.source.encode(source), end]]), torch.tensor([[begin, *y_ids[:-1]]])
        )
    return -torch.nn.functional.cross_entropy(logits[0].double(), torch.tensor(y_ids), reduction="sum").item(), len(
        y_ids
    )


# As it is written


def two(value: float, digits: int = 2) -> str:
    text = f"{abs(value):.{digits}f}"
    return "−" + text if value < 0 and float(text) else text


def division(one: Scored, value: float, width: int, alpha: float) -> str:
    """ "−9.69 / 13^0.7 = −1.61", or log P alone where nothing is ranked."""
    return (
        f"{two(one.log_probability)} / {one.length}^{alpha:g} = {two(value)}" if width > 1 else two(one.log_probability)
    )


def isolated(text: str) -> str:
    return f"\u2068{text}\u2069"


def piece(symbol: str) -> str:
    """A piece as it stands beneath the stairs."""
    if symbol == "<EOS>":
        return LABELS["end"]
    if symbol.startswith("▁"):
        return symbol[1:] or "·"
    return f"·{symbol}" if symbol[0].isalnum() else symbol


# A visitor's own

ODD = "<b>x</b> & “q” $y$ {count}"


@cache
def own_case(kind: str) -> FaultCase:
    """ "odd": texts that look like markup, in any script; "short", "long": one word, and many."""
    case = known().cases[0]
    if kind == "odd":
        return _worded(case, f"שלום {ODD} 🙂 日本語", lambda word: f"▁{ODD} {word}")
    words = {"short": 1, "long": 60}[kind]
    sure = np.full(words + 1, -0.25)
    human = replace(
        case.human,
        pieces=("▁word",) * words + ("<EOS>",),
        tokens=(*range(3, 3 + words), 0),
        log_probabilities=sure,
        text="word " * words,
    )
    return replace(case, source="mot " * words, human=replace(human, text=human.text.strip()))


def _worded(case: FaultCase, source: str, of: Callable[[str], str]) -> FaultCase:
    """The same with other words on it."""

    def worded(one: Scored) -> Scored:
        pieces = tuple(piece if piece == "<EOS>" else of(piece.strip("▁")) for piece in one.pieces)
        return replace(one, text=f"{ODD} {one.text}", pieces=pieces)

    searched = tuple(replace(one, winners=tuple(map(worded, one.winners))) for one in case.searched)
    return replace(case, source=source, human=worded(case.human), searched=searched)


# As the picture says it


def row_said(case: FaultCase, number: int | str, width: int, alpha: float, chip: str) -> str:
    """How a row is read aloud; of the open one, how that begins."""
    machine, ours, theirs = scores(case, width, alpha)
    return LABELS["row_said"].format(
        number=number,
        human=isolated(case.human.text),
        machine=isolated(machine.text or LABELS["nothing"]),
        ours=two(ours),
        theirs=two(theirs),
        verdict=LABELS[f"verdict_{chip}"],
    )


def tally_said(found: Counter[str]) -> str:
    """How the bar at the head is read aloud."""
    numbers = {name: found[name] for name in BLAMED}
    left = [LABELS[f"left_{name}"].format(count=found[name]) for name in ("equal", "marked") if found[name]]
    said = LABELS["tally_said"].format(blamed=sum(numbers.values()), **numbers)
    return " ".join([said, LABELS["left_out"].format(what=", ".join(left))] if left else [said])
