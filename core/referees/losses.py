"""Referee of the loss: PyTorch's own cross entropy of what a model expects."""

from __future__ import annotations

import torch
from torch.nn.functional import cross_entropy

from core.recurrent.model import SequenceModel
from core.recurrent.results import Reading


@torch.inference_mode()
def added_up(model: SequenceModel, reading: Reading) -> float:
    """``torch.nn.functional.cross_entropy`` of the model on the symbols of a reading, added up over them, in nats.

    The model reads the window by its own forward, from the state before it.
    """
    ids = torch.from_numpy(reading.ids).long()[:, None]
    starts = [getattr(reading.trace, f"{name}0") for name in model.cell.states]
    logits, _ = model(ids, tuple(torch.from_numpy(start)[None] for start in starts))
    return cross_entropy(logits[:-1, 0], ids[1:, 0], reduction="sum").item()
