"""The notebook that redoes the picture of the lesson on beam search with core."""

from __future__ import annotations


def cells(task: str, text: str, width: int, alpha: float) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            "from core.translate.options import TranslationConfig\nfrom core.translate.translator import Translator\n\n"
            f"translator = Translator.load({task!r})\n"
            f"trace = translator.search({text!r}, TranslationConfig(width={width}, alpha={alpha}))\n"
            "for tokens, log_p, score in trace.finished:\n"
            "    print(f'{score:8.3f} {log_p:8.3f}', translator.target.decode(tokens))"
        ),
        (
            "for t, step in enumerate(trace.steps, 1):\n    print(f'step {t}: {step.kept.sum()} kept of {step.of:,}')\n"
            "    for row, one in enumerate(step):\n"
            "        words = translator.target.decode(trace.tokens(t - 1, row))\n"
            "        fate = 'kept' if one.kept else f'pruned, {one.below:.2f} below'\n"
            "        print(f'  {one.total:8.3f} = … + {one.log_probability:7.3f}  {words}  [{fate}]')"
        ),
        (
            "import numpy as np\nfrom core.translate import chain\n\n"
            "ranked = chain.rerank(trace.finished, np.linspace(0, 1, 11))\n"
            "for a, winner in zip(ranked.alphas, ranked.winner):\n"
            "    print(f'{a:.1f}', translator.target.decode(trace.finished[winner].tokens))"
        ),
    ]
