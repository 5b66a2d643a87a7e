"""The notebook that redoes the picture of the lesson on debiasing with core."""

from __future__ import annotations

from app.lessons.words.notebook import load_vectors
from core.words.options import BiasKey


def cells(key: BiasKey, words: tuple[str, ...]) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            f"from core.words import bias_lists, debias\n{load_vectors(key.vectors)}\n"
            f"pairs = {list(key.pairs)!r}\nequal = {list(key.equal)!r}\n"
            f"words = {list(words)!r}\n"
            f"keep = bias_lists.lists({key.kind!r}, wv).keep.union(*pairs)\n"
            "found = debias.subspace(wv, pairs)\nprint('shares of the variance', found.shares.round(3))"
        ),
        (
            "neutral, after = debias.hard(wv, found.direction, keep, equal)\n"
            "for word in words + [word for pair in equal[:5] for word in pair]:\n"
            "    row = wv.row(word)\n"
            "    print(f'{word:>16}', *(f'{v.unit[row] @ found.direction:+.3f}' for v in (wv, neutral, after)))"
        ),
        (
            f"for name in bias_lists.TESTS[{key.kind!r}]:\n"
            "    test = bias_lists.test(name, wv)\n"
            "    if test is not None:\n"
            "        for v in (wv, neutral, after):\n"
            "            effect, p = debias.weat(v, test.X, test.Y, test.A, test.B)\n"
            "            print(f'{name:>22} d = {effect:+.2f}  p = {p:.4f}')"
        ),
    ]
