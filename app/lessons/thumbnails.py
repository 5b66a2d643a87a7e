"""The small pictures on the home page, each from a real result: kind (a lesson's `icon`) -> what it is drawn from."""

from __future__ import annotations

import numpy as np

from app.kit import states
from app.lessons.recurrent import compute
from app.lessons.recurrent.options import AGREEMENT
from app.lessons.registry import LESSONS
from app.lessons.speech import compute as compute_speech
from app.lessons.translate import compute as compute_translate
from app.lessons.translate.attention.options import TEXT
from app.lessons.translate.beam_search import compute as compute_beam
from app.lessons.words import compute as compute_words
from app.lessons.words.analogies.options import KING
from app.lessons.words.debiasing import compute as compute_debias
from app.lessons.words.debiasing.options import OCCUPATIONS
from app.lessons.words.tsne import compute as compute_tsne
from core.recurrent.options import ModelKey

ROWS, COLUMNS = 14, 48


def pictures() -> dict[str, dict[str, object]]:
    """Slug of a lesson -> what its picture is drawn from."""
    return {lesson.slug: DRAWN[lesson.icon](lesson.slug) for lesson in LESSONS if lesson.icon in DRAWN}


def _states(slug: str) -> dict[str, object]:
    """The memory of the lesson's cell along a text."""
    return states.packed(compute.reading(ModelKey(slug), AGREEMENT, shared=True), ROWS, COLUMNS)


def _arrows(slug: str) -> dict[str, object]:
    """The relation's pairs in their plane, those of the equation last."""
    plane = compute_words.solved(KING, "glove", "add", True, shared=True).plane
    p, q, r = plane.step
    pairs = [[plane.points[i].tolist(), plane.points[j].tolist()] for i, j in plane.pairs]
    own = [[plane.points[p].tolist(), plane.points[q].tolist()], [plane.points[r].tolist(), plane.path[-1].tolist()]]
    return {"pairs": pairs, "own": own}


def _points(slug: str) -> dict[str, object]:
    """The map that stands there first, within a square from −1 to 1."""
    film = compute_tsne.first_map()[2]
    places = film.frames[-1] - (film.frames[-1].max(axis=0) + film.frames[-1].min(axis=0)) / 2
    return {"places": (places / abs(places).max()).round(3).tolist(), "groups": film.groups.tolist()}


def _curve(slug: str) -> dict[str, object]:
    """The probability of the word along the first clip, with its event."""
    point = compute_speech.point("activate")
    return states.curve(compute_speech.hearing("sentence", "activate").detection, point.threshold)


def _line(slug: str) -> dict[str, object]:
    """Words along the direction before, in their order, and pairs as they are equalised."""
    key, _ = compute_debias.key("news", "gender", "", "", False)
    line = compute_debias.line(key, tuple(compute_debias.typed_words("news", OCCUPATIONS).known), 3)
    pairs = [pair.after.along.tolist() for pair in line.pairs if pair.after is not None]
    return {"words": sorted(line.along[:, 0].tolist()), "pairs": pairs}


def _ribbons(slug: str) -> dict[str, object]:
    """The weights of attention of the first sentence, a row for each piece of the output."""
    return {"alpha": compute_translate.decoding("en-fr", TEXT).alpha.astype(float).round(2).tolist()}


def _tree(slug: str) -> dict[str, object]:
    """The search that stands there first: [step, place, place of the parent, P of the new word, kept] of each candidate."""
    trace = compute_beam.first().trace
    nodes = [
        [t, row, int(step.parent[row]), round(float(np.exp(step.log_probability[row])), 3), int(step.kept[row])]
        for t, step in enumerate(trace.steps)
        for row in range(min(len(step), int(step.kept.sum()) + 2))
    ]
    return {"nodes": nodes, "steps": len(trace.steps)}


DRAWN = {
    "states": _states,
    "arrows": _arrows,
    "points": _points,
    "curve": _curve,
    "line": _line,
    "ribbons": _ribbons,
    "tree": _tree,
}
