"""The notebook that redoes the picture of the lesson on reading both ways with core."""

from __future__ import annotations

from app.lessons.recurrent.bidirectional.options import Options


def cells(options: Options, word: int) -> list[str]:
    """Cells that read the sentence both ways, set a side to zero, and read every beginning of it."""
    return [
        (
            "from core.recurrent import both_ways\n\n"
            f"found = both_ways.read({options.text!r})\n"
            "for t, word in enumerate(found.words):\n"
            "    both, forward = found.both, found.forward\n"
            "    print(f'{t + 1:3} {word:14} both {both.tags[t]:7} {both.probabilities[t].max():.3f}  '\n"
            "          f'left only {forward.tags[t]:7} {forward.probabilities[t].max():.3f}  ready at {found.ready(t)}')"
        ),
        (
            f"t = {word}\n"
            "for k, label in enumerate(found.both.labels):\n"
            "    parts = found.both.from_left[t, k], found.both.from_right[t, k], found.both.bias[k]\n"
            "    print(f'{label:7} left {parts[0]:+.2f}  right {parts[1]:+.2f}  bias {parts[2]:+.2f}  sum {sum(parts):+.2f}')\n"
            "print('without the right:', *found.tags('right'))\n"
            "print('without the left: ', *found.tags('left'))"
        ),
        (f"for tags in both_ways.as_read({options.text!r}).tags:\n    print(len(tags), *tags)"),
    ]
