"""The eye: EfficientNet-Lite0 without its classifier, a picture -> a grid of 7 × 7 places with 1,280 numbers each.

A chain of inverted bottlenecks (Sandler et al. 2018, CVPR, section 3): widen by a 1 × 1 convolution, look around in every
channel alone by a k × k one, narrow by a 1 × 1 one, and add what came in where the sizes agree,

    y = x + N ∗ ReLU6(D ∗ ReLU6(W ∗ x))

in the widths and depths of Tan and Le (2019, ICML, table 1), of which the Lite ones leave out squeeze and excitation and take
ReLU6 for swish. In the shipped weights each batch normalisation is folded into the convolution before it. The network was
trained to name the 1,000 things of ImageNet, and has learnt nothing since.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import pad, relu6

from core import checkpoints

NAME = "caption_encoder"
SIDE = 224  # pixels
GRID, CHANNELS = 7, 1280
MEAN, DEVIATION = 127.0, 128.0  # of a byte, as the weights were trained with
STAGES = (  # kernel, stride of its first block, times as wide inside, channels, blocks
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)
SHOWN = {56: 2, 28: 4, 14: 10, 7: 15}  # side of the maps -> the last block that gives such ones


class Conv(nn.Conv2d):
    """A convolution that keeps ⌈side / stride⌉; what is left over of the padding goes to the right and below."""

    def forward(self, x: Tensor) -> Tensor:
        size, stride = self.kernel_size[0], self.stride[0]
        missing = max((-(-x.shape[-1] // stride) - 1) * stride + size - x.shape[-1], 0)
        before = missing // 2
        return super().forward(pad(x, [before, missing - before] * 2) if missing else x)


class Bottleneck(nn.Module):
    """Widen, look around in each channel, narrow; add the input where it has the same shape."""

    def __init__(self, channels: int, out: int, kernel: int, stride: int, wider: int) -> None:
        super().__init__()
        inside = channels * wider
        self.widen = Conv(channels, inside, 1) if wider > 1 else None
        self.around = Conv(inside, inside, kernel, stride, groups=inside)
        self.narrow = Conv(inside, out, 1)
        self.adds = stride == 1 and channels == out

    def forward(self, x: Tensor) -> Tensor:
        y = relu6(self.widen(x)) if self.widen else x
        y = self.narrow(relu6(self.around(y)))
        return x + y if self.adds else y


class Encoder(nn.Module):
    """Pictures (B, 3, 224, 224), normalised by `pixels` -> grids (B, 1280, 7, 7)."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Conv(3, 32, 3, 2)
        blocks, channels = [], 32
        for kernel, stride, wider, out, times in STAGES:
            for i in range(times):
                blocks.append(Bottleneck(channels, out, kernel, 1 if i else stride, wider))
                channels = out
        self.blocks = nn.ModuleList(blocks)
        self.head = Conv(channels, CHANNELS, 1)

    def forward(self, x: Tensor) -> Tensor:
        *_, last = self.layers(x)
        return last

    def layers(self, x: Tensor) -> Iterator[Tensor]:
        """What each block gives, and the grid at last."""
        x = relu6(self.stem(x))
        for block in self.blocks:
            x = block(x)
            yield x
        yield relu6(self.head(x))


def pixels(picture: np.ndarray) -> Tensor:
    """A picture (224, 224, 3), bytes -> (1, 3, 224, 224), between −1 and 1."""
    x = torch.from_numpy(np.array(picture, dtype=np.float32))
    return ((x - MEAN) / DEVIATION).permute(2, 0, 1)[None]


@torch.inference_mode()
def grid(picture: np.ndarray) -> np.ndarray:
    """A picture (224, 224, 3), bytes -> what is seen at each place, row by row: (49, 1280)."""
    return places(load()(pixels(picture)))[0].numpy()


def places(grids: Tensor) -> Tensor:
    """Grids (B, C, 7, 7) -> places row by row (B, 49, C)."""
    return grids.flatten(2).transpose(1, 2)


@torch.inference_mode()
def maps(picture: np.ndarray) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """`grid`, and what the layers of SHOWN give on the way: side -> (C, side, side)."""
    *given, last = load().layers(pixels(picture))
    return places(last)[0].numpy(), {side: given[block][0].numpy() for side, block in SHOWN.items()}


@cache
def load() -> Encoder:
    """The shipped encoder, read-only."""
    return checkpoints.filled(Encoder(), NAME)
