"""What the page on the LSTM asks of core."""

from __future__ import annotations

from app.lessons.recurrent import compute as shared
from app.lessons.recurrent.presets import CELLS
from core.recurrent.results import Reading


def accuracy(family: str = "nested") -> dict[str, list[dict]]:
    """Cell -> accuracy at closing and agreeing by distance, from the model cards."""
    return {cell: shared.card(f"{family}_{cell}")["measured"]["accuracy_by_distance"] for cell in CELLS}


def carrier(found: Reading, begin: str, end: str) -> int | None:
    """The unit that best carries what it read at symbol `begin` until `end`; None where they are not in the text."""
    from core.recurrent import quiz

    return quiz.carrier_between(found, begin, end)
