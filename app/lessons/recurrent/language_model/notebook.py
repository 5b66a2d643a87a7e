"""The notebook that redoes the picture of the lesson on language models with core."""

from __future__ import annotations

from collections.abc import Sequence


def cells(a: Sequence[str], b: Sequence[str], size: int) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            "from core.recurrent import language\nfrom core.recurrent.language.race import race\n\n"
            'words, letters = language.load("words"), language.load("letters")\n'
            f"size = {size}\ntwo = race(words, letters, {list(a)!r}, {list(b)!r})\n"
            "for one in (two.a, two.b):\n    scored = one.by_size[size].scored\n"
            "    for token, log_p, spelled in zip(scored.written, scored.log_probs, scored.spelling):\n"
            "        print(f'{token:12} log P {log_p:8.3f}  spelling {spelled:8.3f}')\n"
            "    print(f'{scored.bits:.2f} bits and {scored.spelling_bits:.2f} for spelling, "
            "perplexity {scored.perplexity:.2f}, {scored.bits_per_letter:.3f} bits a letter\\n')"
        ),
        (
            "by_letter = two.a.spelled.scored\n"
            "for letter, log_p in zip(by_letter.written, by_letter.log_probs):\n"
            "    print(repr(letter), f'{log_p:8.3f}')\n"
            "print(f'{by_letter.bits + by_letter.spelling_bits:.2f} bits, {by_letter.bits_per_letter:.3f} a letter')"
        ),
        (
            "import numpy as np\n\nsmaller = words.smaller(size)\n"
            f"logs = smaller.log_probs({list(a[:-1])!r})\n"
            "for place in np.argsort(-logs)[:10]:\n"
            "    print(f'{smaller.vocabulary.symbols[place]:12} {np.exp(logs[place]):.4f}')\n"
            "print('sum', np.exp(logs).sum())"
        ),
    ]
