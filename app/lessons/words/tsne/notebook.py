"""The notebook that redoes a map with core."""

from __future__ import annotations

from collections.abc import Mapping

from app.lessons.words.notebook import load_vectors


def cells(key: Mapping, config: Mapping) -> list[str]:
    """Cells that make the map again."""
    is_own, key = key["vectors"] == "own", {name: value for name, value in key.items() if name != "file"}
    given = f"{load_vectors('own')}\ngiven = Given(wv.words, wv.vectors)" if is_own else "given = None"
    return [
        (
            "from core.words import maps\nfrom core.words.options import MapConfig, PointsKey\n"
            f"from core.words.results import Given\n\n{given}\n"
            f"key = PointsKey(**{key!r})\nconfig = MapConfig(**{dict(config)!r})\n"
            "steps = maps.draw({'key': key, 'config': config, 'given': given})\n"
            "while True:\n    try:\n        next(steps)\n"
            "    except StopIteration as end:\n        film = end.value\n        break\n"
            "print(len(film.names), 'points; KL', film.kl, 'trustworthiness', film.trust, 'kept', film.kept)"
        ),
        (
            "import plotly.graph_objects as go\n\nY = film.frames[-1]\n"
            "axes = dict(zip('xyz', Y.T))\n"
            "kind = go.Scatter3d if Y.shape[1] == 3 else go.Scatter\n"
            "go.Figure(kind(**axes, text=film.names, mode='markers', marker={'color': film.groups, 'size': 5})).show()"
        ),
    ]
