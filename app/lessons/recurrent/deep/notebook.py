"""The picture of the lesson on deep networks as a notebook that redoes it with `core`."""

from __future__ import annotations

from app.lessons.recurrent.deep.options import Options
from app.lessons.recurrent.deep.picture.rest import Rest


def cells(options: Options, rest: Rest) -> list[str]:
    """Code cells: read the text, every layer's answer at each symbol, and what the layers were measured to know."""
    chances = "found.said[asked].max(-1)" if options.both else "found.p_right(asked)"
    if options.both:
        start = (
            "from core.recurrent import deep_tagger\n\n"
            f"network = deep_tagger.load({options.layers})\nfound = network.read({options.words!r})"
        )
    else:
        start = (
            "from core.recurrent import deep\n\n"
            f"network = deep.load({options.cell!r}, {options.layers})\nfound = network.read({options.text!r})"
        )
    return [
        f"{start}\nprint(found.states.shape, 'layers, symbols, units')",
        (
            f"asked = {rest.asked!r}\n"
            f"likeliest, p = found.likeliest(asked), {chances}\n"
            "for t, token in enumerate(found.tokens):\n"
            "    said = '   '.join(f'{likeliest[n][t]!r:8} {p[n][t]:.3f}' for n in range(found.layers))\n"
            "    print(f'{t + 1:3} {token!r:5} {said}')"
        ),
        "print('holds its sign for', [round(value, 1) for value in found.holds], 'symbols')",
        "print(network.card['measured'])",
    ]
