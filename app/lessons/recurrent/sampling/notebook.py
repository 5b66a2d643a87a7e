"""The notebook that redoes the picture of the lesson on sampling with core."""

from __future__ import annotations

from collections.abc import Sequence

from core.recurrent.options import SamplingConfig


def cells(
    source: str,
    start: Sequence[str],
    kept: Sequence[str],
    needle: float | None,
    config: SamplingConfig,
    seed: int | None,
    step: int,
    first: int,
) -> list[str]:
    """Cells that redo the picture with core. first: the seed of the first finished sample."""
    return [
        (
            "from core.recurrent import sampling, sources\nfrom core.recurrent.options import SamplingConfig\n\n"
            f"writer = sources.load({source!r})\nstart, kept = {list(start)!r}, {list(kept)!r}\nconfig = {config!r}\n"
            f"text = sampling.sample(writer, start, config, {seed!r}, kept=kept, needle={needle!r})\n"
            "print(writer.joined([*text.start, *text.tokens]), text.log_probability)"
        ),
        (
            f"from dataclasses import asdict\n\nopen_step = text.steps[{step}]\n"
            "p, q = open_step.p, sampling.adjust(open_step.logits, **asdict(config))\n"
            f"print('u =', text.us[{step}])\n"
            "for i in sampling.ranked(p)[:12]:\n    print(f'{writer.symbols[i]:12} {p[i]:.4f} {q[i]:.4f}')"
        ),
        (
            f"for seed in range({first}, {first + 12}):\n    one = sampling.sample(writer, start, config, seed)\n"
            "    print(seed, writer.joined([*one.start, *one.tokens]), round(one.log_probability, 2))"
        ),
    ]
