"""The notebook that multiplies, looks up and measures again with core."""

from __future__ import annotations

from app.lessons.words.notebook import load_vectors
from app.lessons.words.word_representation.options import Options


def cells(options: Options, word: str, size: int) -> list[str]:
    """Cells for product and look-up, distances, and the table of features."""
    given = ", ".join(repr(one) for one in (options.text, options.table, options.ruler, options.axes))
    return [
        load_vectors(options.vectors),
        (
            "import numpy as np\n\nfrom core.words import lookup\n\n"
            f"word, size = {word!r}, {size}\nrow = wv.row(word)\n"
            "E, o = lookup.widened(wv.vectors, size), lookup.one_hot(row, size)\n"
            "print(E.shape, 'times', o.shape, '=', E.size, 'multiplications')\n"
            "print(np.array_equal(lookup.product(E, o), lookup.look_up(E, row)))"
        ),
        (
            "from core.words import representation\n\n"
            f"shown = representation.represent(wv, {given})\n"
            f"place = shown.words.index({word!r})\n"
            "for other, distance in sorted(zip(shown.words, shown.distances[place]), key=lambda pair: pair[1]):\n"
            "    print(f'{other:12} {distance:.3f}   one-hot {2 ** .5 if other != word else 0:.3f}')"
        ),
        (
            "print(' ' * 12, *(f'{other:>9}' for other in shown.words))\n"
            "for axis, row in zip(shown.axes, shown.features):\n"
            "    print(f'{axis.name or axis.typed[:12]:12}', *(f'{x:+9.2f}' for x in row))"
        ),
        (
            "import plotly.graph_objects as go\n\n"
            "*_, clocks = lookup.clocks(wv.vectors)\n"
            "figure = go.Figure([go.Scatter(x=clocks.sizes, y=y, name=name) for name, y in "
            "(('product', clocks.product), ('look-up', clocks.lookup))])\n"
            "figure.update_xaxes(type='log', title='V').update_yaxes(type='log', title='microseconds').show()"
        ),
    ]
