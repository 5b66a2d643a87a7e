"""The encoder against efficientnet_lite_pytorch 0.1.0 with the shipped weights, whose outputs are in encoder.json.

There each folded convolution is followed by a normalisation with mean 0, weight 1 and the shift, which is the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from core.captions import encoder
from core.recipes.caption_encoder import folded
from tests.core.captions.made_views import views

PEER = json.loads(Path(__file__).with_name("encoder.json").read_text("utf-8"))


@pytest.mark.parametrize("i", range(10))
def test_a_grid_is_what_the_package_gives(i):
    found, peer = encoder.grid(views()[i]), PEER[i]
    np.testing.assert_allclose(found.ravel()[peer["at"]], peer["values"], atol=1e-4)
    np.testing.assert_allclose(found.mean(1), peer["places"], atol=1e-5)


def test_places_are_row_by_row():
    picture = np.full((encoder.SIDE, encoder.SIDE, 3), 128, dtype=np.uint8)
    plain = encoder.grid(picture)
    picture[:40, -40:] = [255, 0, 0]
    changed = np.abs(encoder.grid(picture) - plain).sum(1).reshape(7, 7)
    row, column = np.unravel_index(changed.argmax(), (7, 7))
    assert row < 3 < column


def test_the_maps_are_those_that_the_layers_give():
    picture = views()[8]
    (grid, found), x = encoder.maps(picture), encoder.pixels(picture)
    np.testing.assert_array_equal(grid, encoder.grid(picture))
    net = encoder.load()
    given = torch.relu(net.stem(x)).clamp(max=6)
    for i, block in enumerate(net.blocks):
        given = block(given)
        if i == 4:
            np.testing.assert_allclose(found[28], given[0].numpy(), atol=1e-5)
    assert {side: maps.shape[1:] for side, maps in found.items()} == {side: (side, side) for side in encoder.SHOWN}


@pytest.mark.parametrize("size, stride", [(3, 1), (5, 1), (3, 2), (5, 2)])
@pytest.mark.parametrize("side", [14, 15])
def test_a_convolution_pads_as_tensorflow_does(size, stride, side):
    """Output i looks at inputs from i · stride − (missing // 2) on: written out for a kernel of ones."""
    convolution = encoder.Conv(1, 1, size, stride, bias=False)
    nn.init.ones_(convolution.weight)
    x = torch.arange(side * side, dtype=torch.float32).reshape(1, 1, side, side)
    wide = -(-side // stride)
    before = max((wide - 1) * stride + size - side, 0) // 2
    found = convolution(x)[0, 0]
    for i in range(wide):
        for j in range(wide):
            rows, columns = ((k * stride - before, k * stride - before + size) for k in (i, j))
            part = x[0, 0, max(rows[0], 0) : rows[1], max(columns[0], 0) : columns[1]]
            assert found[i, j] == part.sum()


def test_folding_leaves_what_normalisation_gives():
    """Against torch's own batch normalisation after a convolution, for every layer of the network."""
    net, state, generator = encoder.Encoder(), {}, torch.Generator().manual_seed(3)

    def put(convolution: str, normalisation: str, layer: nn.Conv2d) -> None:
        n = len(layer.weight)
        state[f"{convolution}.weight"] = torch.randn(layer.weight.shape, generator=generator)
        for part in ("weight", "bias", "running_mean", "running_var"):
            state[f"{normalisation}.{part}"] = torch.rand(n, generator=generator) + 0.1

    put("_conv_stem", "_bn0", net.stem)
    put("_conv_head", "_bn1", net.head)
    for i, block in enumerate(net.blocks):
        if block.widen:
            put(f"_blocks.{i}._expand_conv", f"_blocks.{i}._bn0", block.widen)
        put(f"_blocks.{i}._depthwise_conv", f"_blocks.{i}._bn1", block.around)
        put(f"_blocks.{i}._project_conv", f"_blocks.{i}._bn2", block.narrow)
    net.load_state_dict(folded(state))
    for ours, convolution, normalisation in (
        (net.head, "_conv_head", "_bn1"),
        (net.blocks[4].around, "_blocks.4._depthwise_conv", "_blocks.4._bn1"),
        (net.blocks[9].narrow, "_blocks.9._project_conv", "_blocks.9._bn2"),
    ):
        x = torch.rand(2, ours.in_channels, 9, 9, generator=generator)
        theirs = encoder.Conv(ours.in_channels, ours.out_channels, ours.kernel_size[0], groups=ours.groups, bias=False)
        theirs.load_state_dict({"weight": state[f"{convolution}.weight"]})
        parts = (state[f"{normalisation}.{part}"] for part in ("running_mean", "running_var", "weight", "bias"))
        expected = nn.functional.batch_norm(theirs(x), *parts, eps=1e-3)
        torch.testing.assert_close(ours(x), expected, rtol=1e-4, atol=1e-4)
