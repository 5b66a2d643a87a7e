"""The fast scans, for one sequence and for a batch, against the cells' own steps."""

from __future__ import annotations

import pytest
import torch

from core.recurrent import scan_batch
from core.recurrent.scan import scan
from tests.core.recurrent.samples import FORMS, PLAIN, random_cell, random_state, random_xs


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["float32", "float64"])
@pytest.mark.parametrize("batch", [1, 2, 9])
@pytest.mark.parametrize("name", PLAIN)
def test_scans_follow_the_cells_own_steps(name: str, batch: int, dtype: torch.dtype) -> None:
    for seed, (inputs, units, steps) in enumerate(((1, 1, 1), (3, 2, 7), (11, 33, 20), (40, 59, 60))):
        cell = random_cell(name, inputs, units, seed, dtype)
        with torch.no_grad():
            for parameter in cell.parameters():
                parameter.div_(units**0.5)  # small enough not to amplify rounding from step to step
        xs = torch.from_numpy(random_xs(steps, batch, inputs, seed=seed)).to(dtype)
        ids = torch.randint(0, inputs, (steps, batch), generator=torch.Generator().manual_seed(seed))
        start = tuple(torch.from_numpy(s).to(dtype) for s in random_state(cell, batch, seed))
        for given in (xs, ids):
            with torch.inference_mode():
                fast, steps_taken = scan(cell, given, start), list(cell.steps(given, start))
            assert list(fast) == list(steps_taken[0]._fields)
            for series, values in fast.items():
                truth = torch.stack([getattr(step, series) for step in steps_taken])
                apart = (torch.as_tensor(values) - truth).abs().max() / truth.abs().max().clamp(min=1)
                assert values.shape == truth.shape and apart < (1e-12 if dtype == torch.float64 else 1e-6), series


@pytest.mark.parametrize("name", [name for name in FORMS if name not in PLAIN])
@pytest.mark.parametrize("batch", [1, 3])
def test_other_forms_are_left_to_the_cell(name: str, batch: int) -> None:
    cell = random_cell(name)
    assert scan(cell, torch.from_numpy(random_xs(4, batch, 5)), cell.start(batch)) is None


def test_a_cell_of_ones_own_is_never_scanned() -> None:
    class Own(type(random_cell("lstm"))):
        """An LSTM that may have changed its step."""

    cell = Own(5, 7)
    assert scan(cell, torch.from_numpy(random_xs(4, 1, 5)), cell.start(1)) is None


def test_a_wide_lone_sequence_takes_the_scan_for_batches() -> None:
    cell = random_cell("rnn", 2, 1030)
    with torch.no_grad():
        cell.W_aa.mul_(0.05)
    xs = torch.from_numpy(random_xs(3, 1, 2))
    with torch.inference_mode():
        wide, own = scan(cell, xs, cell.start(1)), scan_batch.rnn(cell, xs, cell.start(1))
    assert torch.equal(wide["a"], own["a"])
