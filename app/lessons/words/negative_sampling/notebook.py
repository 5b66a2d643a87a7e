"""The notebook that draws and pushes again with core."""

from __future__ import annotations

from app.lessons.words.negative_sampling.options import MOMENT, Options


def cells(options: Options, centre: int, pair: int) -> list[str]:
    """Cells for the words drawn, the loss and its pushes, and many darts."""
    return [
        (
            "import numpy as np\n\nfrom core.words import negative\n\n"
            f"tables = negative.first_tables({MOMENT[options.moment]})\n"
            f"shown = negative.drawn(tables, {options.text!r}, {centre}, {options.window}, {options.seed})\n"
            f"pair, k, x = {pair}, {options.k}, int(np.abs(shown.exponents - {options.exponent}).argmin())\n"
            "true, drawn = shown.target[pair], shown.hit[x, pair, :k]\n"
            "print(shown.tokens[shown.centre], shown.names[true], '1')\n"
            "for place in drawn:\n    print(shown.tokens[shown.centre], shown.names[place], '0')"
        ),
        (
            "e = tables.e[tables.index[shown.tokens[shown.centre]]]\n"
            "found = negative.pair_loss(e, tables.theta[shown.ranks[true]], tables.theta[shown.ranks[drawn]])\n"
            "print('loss', found.loss, '=', *found.addends.round(3))\n"
            "print('y - sigma', found.error.round(3))\n"
            "print('steps downhill', found.on_t.shape, found.on_drawn.shape, found.on_e.shape)"
        ),
        (
            f"many = negative.throw(tables.counts, shown.exponents[x], {options.thrown}, {options.throw})\n"
            "print(f'chi-square {many.chi_square:.1f} with {many.bins - 1} degrees of freedom, p = {many.p_value:.2f}')"
        ),
        (
            "import plotly.graph_objects as go\n\n"
            "figure = go.Figure([go.Scatter(x=shown.curve_ranks + 1, y=row, name=f'exponent {power}') "
            "for power, row in zip(shown.exponents[::5], shown.curve[::5])])\n"
            "figure.update_xaxes(type='log', title='rank').update_yaxes(type='log', title='P').show()"
        ),
    ]
