"""Weights as safetensors with a model card beside them as JSON; never a pickle."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import Any, TypeVar

from safetensors.torch import load_file, save_file
from torch import nn

from core.data import ASSETS
from core.recurrent.cells import GRUForm, LSTMForm
from core.recurrent.model import ModelConfig, SequenceModel
from core.recurrent.window import WindowNetwork
from core.vocab import Vocabulary

WEIGHTS = ASSETS / "weights"
Model = TypeVar("Model", bound=nn.Module)
FORMS = {"gru": GRUForm, "lstm": LSTMForm}
CELLS = ("rnn", "gru", "lstm")  # what `load` can load


def save(name: str, model: SequenceModel, card: dict[str, Any]) -> None:
    """Write ``assets/weights/<name>.safetensors`` and its card: how it was made, from what, and what it was measured to do."""
    config = model.config
    described = {
        "cell": config.cell,
        "units": config.units,
        "embedding": config.embedding,
        "form": asdict(config.form) if config.form else None,
    }
    write(name, model, card, described | _described(model.vocabulary))


def save_window(model: WindowNetwork, card: dict[str, Any]) -> None:
    """Write the fixed-window network and its card."""
    described = {"cell": "window", "units": model.units, "window": model.window}
    write("window", model, card, described | _described(model.vocabulary))


def write(name: str, model: nn.Module, card: dict[str, Any], config: dict[str, Any]) -> None:
    """Write any model's weights and its card; ``config`` says what `card(name)["config"]` needs to build it again."""
    config = config | {"parameters": sum(p.numel() for p in model.parameters())}
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    save_file({n: p.detach().contiguous() for n, p in model.named_parameters()}, WEIGHTS / f"{name}.safetensors")
    text = json.dumps({"name": name} | card | {"config": config}, ensure_ascii=False, indent=1)
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


@cache
def card(name: str) -> dict[str, Any]:
    """The model card of a shipped model."""
    return json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8"))


@cache
def load(name: str) -> SequenceModel:
    """A shipped model, read-only: whoever trains makes a copy."""
    config = card(name)["config"]
    vocabulary = _vocabulary(config)
    form = FORMS[config["cell"]](**config["form"]) if config["form"] else None
    model = SequenceModel(ModelConfig(config["cell"], config["units"], vocabulary, config["embedding"], form))
    return filled(model, name)


@cache
def load_window() -> WindowNetwork:
    """The shipped fixed-window network, read-only."""
    config = card("window")["config"]
    return filled(WindowNetwork(_vocabulary(config), config["window"], config["units"]), "window")


def _vocabulary(config: dict[str, Any]) -> Vocabulary:
    return Vocabulary(tuple(config["vocabulary"]), config["level"], config["lower"])


def _described(vocabulary: Vocabulary) -> dict[str, Any]:
    return {"level": vocabulary.level, "lower": vocabulary.lower, "vocabulary": list(vocabulary.symbols)}


def filled(model: Model, name: str) -> Model:
    """The model with the shipped weights of that name, read-only."""
    model.load_state_dict(load_file(WEIGHTS / f"{name}.safetensors"))
    return model.eval().requires_grad_(False)


@cache
def names() -> tuple[str, ...]:
    """All shipped models, by the name of their weight file."""
    return tuple(sorted(path.stem for path in WEIGHTS.glob("*.safetensors")))
