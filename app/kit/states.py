"""Results as bytes for a browser: what the small pictures of the home page are drawn from."""

import base64
from pathlib import Path

import numpy as np

from app.theme import SIGNED
from core.recurrent.results import Reading

SCRIPT = Path(__file__).with_suffix(".js")  # how a browser reads them
UNSEEN = 1  # a reading begins with the symbol that stands for the end of what came before


def packed(reading: Reading, rows: int = 0, columns: int = 0) -> dict[str, object]:
    """The states (T, H) of a reading as signed bytes, 127 for 1; of an LSTM's memory, which has no bounds, tanh c.

    rows: only so many units, those that change most, in the network's order; columns: only the first steps.
    """
    states = getattr(reading.trace, reading.trace.state)[UNSEEN:]
    states = states[:columns] if columns else states  # (T, H)
    states = np.tanh(states) if reading.trace.kind == "lstm" else states
    if rows and rows < states.shape[1]:
        states = states[:, np.sort(np.argsort(states.var(axis=0))[-rows:])]  # (T, rows)
    values = np.clip(np.rint(states * 127), -127, 127).astype(np.int8)
    steps, units = values.shape
    return {"values": base64.b64encode(values.tobytes()).decode(), "steps": steps, "units": units}


def letters(reading: Reading) -> list[str]:
    """The symbols that the states belong to, with what cannot be seen made visible."""
    return [{" ": "·", "\n": "↵"}.get(token, token) for token in reading.tokens[UNSEEN:]]


def colours() -> dict[str, dict[str, str]]:
    """The signed scale of either theme."""
    return SIGNED
