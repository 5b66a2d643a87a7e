"""Which weights and which formula stand behind a picture: the shipped models and what a switch makes of them."""

from __future__ import annotations

from functools import lru_cache

import torch

from core import checkpoints
from core.recurrent import shipped
from core.recurrent.cells import GRUForm, LSTMForm
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.options import ModelKey, hand_shapes, hand_size
from core.recurrent.reading import with_forget_bias, with_form, with_turned
from core.vocab import Vocabulary

OWN_WEIGHTS = {
    ("gru", "simplified"): "gru_simplified",
    ("gru", "reset_after"): "gru_reset_after",
    ("lstm", "peephole"): "lstm_peephole",
    ("lstm", "thrifty"): "lstm_thrifty",
}
FORMS = {
    ("gru", "simplified"): GRUForm(reset="none"),
    ("gru", "reset_after"): GRUForm(reset="after"),
    ("gru", "keeps"): GRUForm(update_keeps=True),
    ("gru", "no_reset"): GRUForm(reset="ignored"),
    ("lstm", "peephole"): LSTMForm(peephole=True),
    ("lstm", "thrifty"): LSTMForm(),  # the course's formula; what differs is how it was trained
    ("lstm", "one_minus_forget"): LSTMForm(mistake="one_minus_forget"),
    ("lstm", "tanh_candidate"): LSTMForm(mistake="tanh_candidate"),
}
HAND_VOCABULARY = Vocabulary(("a", "b"), lower=True)


@lru_cache(maxsize=64)
def model(key: ModelKey) -> SequenceModel:
    """The model behind a picture, read-only."""
    if key.family == "hand":
        return hand_model(key.hand)
    suffix = OWN_WEIGHTS.get((key.cell, key.variant)) if key.own_weights else None
    if suffix and f"{key.family}_{suffix}" in checkpoints.names():
        made = shipped.load(f"{key.family}_{suffix}")
    else:
        made = shipped.load(f"{key.family}_{key.cell}")
        if key.variant:
            made = with_form(made, FORMS[key.cell, key.variant])
        if key.turned:
            made = with_turned(made, "f" if key.cell == "lstm" else "u")
    return with_forget_bias(made, key.forget_bias) if key.forget_bias else made


def hand_model(weights: tuple[float, ...]) -> SequenceModel:
    """An RNN with one to three units whose every weight was set by hand. Raises ValueError for another number of weights."""
    units = next((h for h in (1, 2, 3) if hand_size(h) == len(weights)), None)
    if units is None:
        raise ValueError(
            f"a cell by hand has {', '.join(str(hand_size(h)) for h in (1, 2, 3))} weights, not {len(weights)}"
        )
    made = SequenceModel(ModelConfig("rnn", units, HAND_VOCABULARY)).eval().requires_grad_(False)
    values = torch.tensor(weights)
    for name, (rows, columns) in hand_shapes(units).items():
        target = getattr(made.cell if hasattr(made.cell, name) else made, name)
        target.copy_(values[: rows * columns].view_as(target))
        values = values[rows * columns :]
    return made
