"""How long a training step of each deep network takes, written into their cards; to be run with nothing else running.

python -m core.recipes.deep_times
"""

from __future__ import annotations

import torch

from core.recipes import deep_measure
from core.recipes.language import arguments
from core.recurrent import step_times
from core.recurrent.options import TimesConfig

STEPS = 100


def main() -> None:
    """Measure, write."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(options.threads)
    timing = step_times.measure(TimesConfig(options.steps or STEPS))
    while True:
        try:
            next(timing)
        except StopIteration as done:
            found = done.value
            break
    for cell, row in found.ms.items():
        print(cell, row)
        for layers, ms in enumerate(row, 1):
            deep_measure.add(f"deep_{cell}_{layers}", {"step_ms": round(ms, 2)})


if __name__ == "__main__":
    main()
