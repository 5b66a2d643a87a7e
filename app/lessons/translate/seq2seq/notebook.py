"""The notebook that reads and writes the sentence again with core."""

from __future__ import annotations


def cells(name: str, text: str, map_kind: str) -> list[str]:
    """Cells that read the sentence, write from its vector, and look where that vector lies."""
    return [
        (
            "import numpy as np\n\nfrom core.translate import one_vector\n\n"
            "np.set_printoptions(suppress=True, precision=3, linewidth=120)\n"
            f"found = one_vector.read({name!r}, {text!r})\n"
            "print(found.c.shape, found.c[:12])\nprint(found.written)\n"
            "for piece, log_p in zip(found.target, found.log_probabilities):\n    print(f'{piece:12} {np.exp(log_p):.3f}')"
        ),
        "for word, moved in zip(found.words, found.left_out):\n    print(f'{word:14} {moved:.2f}')",
        (
            "from core.translate import sentence_maps\n\n"
            f"where = sentence_maps.sentence_map({name!r}, {map_kind!r}, {text!r})\n"
            "for place in np.argsort(-where.near)[:6]:\n    print(f'{where.near[place]:.3f}', where.texts[place])"
        ),
    ]
