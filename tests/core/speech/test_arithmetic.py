"""The sizes of a sound on its way through the network: the course's figures, matplotlib's count, PyTorch's convolution."""

import pytest
import torch
from torch import nn

from core.speech import compose, features
from core.speech.arithmetic import COURSE, OURS


def test_the_courses_figures():
    assert COURSE.sizes(10.0) == (441_000, 5_511, 1_375)
    assert 50 * COURSE.step_seconds == pytest.approx(compose.ONES_SECONDS, abs=0.005), "its 50 ones"


@pytest.mark.parametrize("samples", [0, 511, 512, 671, 672, 2752, 16_000, 160_000])
def test_ours_are_what_the_code_gives(samples: int):
    columns = OURS.columns(samples)
    assert columns == len(features.log_mel(torch.zeros(samples)))
    if columns >= OURS.kernel:
        convolved = nn.Conv1d(1, 1, OURS.kernel, OURS.stride)(torch.zeros(1, 1, columns))
        assert OURS.steps(columns) == convolved.shape[-1]
    else:
        assert OURS.steps(columns) == 0


def test_columns_of_the_course_are_those_of_its_plotting_library():
    overlap = COURSE.frame - COURSE.hop
    for samples in (200, 279, 280, 441_000):
        assert COURSE.columns(samples) == (samples - overlap) // COURSE.hop
