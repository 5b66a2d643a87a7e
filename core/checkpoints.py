"""Weights as safetensors with a model card beside them as JSON; never a pickle."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from safetensors.torch import load_file, save_file
from torch import nn

from core.data import ASSETS

WEIGHTS = ASSETS / "weights"
Model = TypeVar("Model", bound=nn.Module)


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


def filled(model: Model, name: str) -> Model:
    """The model with the shipped weights of that name, read-only."""
    model.load_state_dict(load_file(WEIGHTS / f"{name}.safetensors"))
    return model.eval().requires_grad_(False)


@cache
def names() -> tuple[str, ...]:
    """All shipped models, by the name of their weight file."""
    return tuple(sorted(path.stem for path in WEIGHTS.glob("*.safetensors")))
