"""The notebook that redoes the picture of the lesson on shapes with core."""

from __future__ import annotations

from collections.abc import Mapping


def cells(texts: Mapping[str, str], shape: str, seed: int) -> list[str]:
    """Cells that run every shape, look into the open one, and follow the review word by word."""
    return [
        (
            "from core.recurrent import shapes\n\n"
            f"texts = {dict(texts)!r}\n"
            f"runs = {{shape: shapes.run(shape, text, seed={seed}) for shape, text in texts.items()}}\n"
            "for shape, run in runs.items():\n"
            "    print(f'{shape:10} {run.T_x:3} in, {run.T_y:3} out: ', *run.written)"
        ),
        (
            f"run = runs[{shape!r}]\n"
            "for t, (box, state) in enumerate(zip(run.boxes, run.states), start=1):\n"
            '    print(f\'{t:3} reads {box.reads!r:14} writes {box.writes or "-":10} would say {box.would or "-"}\')\n'
            "print(run.states.shape)"
        ),
        (
            "from core.recurrent.review import review\n\n"
            "found = review(texts['many_one'])\n"
            "for row in zip(found.words, found.alone, found.so_far, found.bag, found.without):\n"
            "    print('{:14} alone {:.2f}  so far {:.2f}  bag {:.2f}  without it {:.2f}'.format(*row))"
        ),
    ]
