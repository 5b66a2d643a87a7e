"""The recurrent models that ship: written by the recipes, read by the lessons."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from core import checkpoints
from core.recurrent.cells import GRUForm, LSTMForm
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.window import WindowNetwork
from core.vocab import Vocabulary

FORMS = {"gru": GRUForm, "lstm": LSTMForm}
CELLS = ("rnn", "gru", "lstm")


def names() -> tuple[str, ...]:
    """The models that `load` can load, by the name of their weight file."""
    return tuple(name for name in checkpoints.names() if checkpoints.card(name)["config"]["cell"] in CELLS)


def save(name: str, model: SequenceModel, card: dict[str, Any]) -> None:
    """Write ``assets/weights/<name>.safetensors`` and its card: how it was made, from what, and what it was measured to do."""
    config = model.config
    described = {
        "cell": config.cell,
        "units": config.units,
        "embedding": config.embedding,
        "form": asdict(config.form) if config.form else None,
    }
    checkpoints.write(name, model, card, described | _described(model.vocabulary))


def save_window(model: WindowNetwork, card: dict[str, Any]) -> None:
    """Write the fixed-window network and its card."""
    described = {"cell": "window", "units": model.units, "window": model.window}
    checkpoints.write("window", model, card, described | _described(model.vocabulary))


@cache
def load(name: str) -> SequenceModel:
    """A shipped model, read-only: whoever trains makes a copy."""
    config = checkpoints.card(name)["config"]
    vocabulary = _vocabulary(config)
    form = FORMS[config["cell"]](**config["form"]) if config["form"] else None
    model = SequenceModel(ModelConfig(config["cell"], config["units"], vocabulary, config["embedding"], form))
    return checkpoints.filled(model, name)


@cache
def load_window() -> WindowNetwork:
    """The shipped fixed-window network, read-only."""
    config = checkpoints.card("window")["config"]
    return checkpoints.filled(WindowNetwork(_vocabulary(config), config["window"], config["units"]), "window")


def _vocabulary(config: dict[str, Any]) -> Vocabulary:
    return Vocabulary(tuple(config["vocabulary"]), config["level"], config["lower"])


def _described(vocabulary: Vocabulary) -> dict[str, Any]:
    return {"level": vocabulary.level, "lower": vocabulary.lower, "vocabulary": list(vocabulary.symbols)}
