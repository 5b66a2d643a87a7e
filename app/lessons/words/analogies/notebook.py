"""The notebook that redoes the picture of the lesson on analogies with core."""

from __future__ import annotations

from app.lessons.words.notebook import load_vectors


def cells(text: str, vectors: str, method: str, exclude: bool) -> list[str]:
    """Cells that redo the picture with core."""
    return [
        (
            f"from core.words import analogy, equation\n{load_vectors(vectors)}\n"
            f"terms = equation.known(wv, equation.parse({text!r}))"
        ),
        (
            f"answer = analogy.solve(wv, terms, method={method!r}, exclude={exclude})\n"
            "for word, score in zip(answer.words, answer.scores):\n    print(f'{word:20} {score:.4f}')"
        ),
        (
            "import plotly.graph_objects as go\n\nplane = analogy.plane(wv, answer)\nx, y = plane.points.T\n"
            "figure = go.Figure(go.Scatter(x=x, y=y, text=plane.words, mode='markers+text', textposition='top center'))\n"
            "figure.add_scatter(x=plane.path[:, 0], y=plane.path[:, 1], name='the sum, term by term')\n"
            "figure.update_yaxes(scaleanchor='x').show()"
        ),
    ]
