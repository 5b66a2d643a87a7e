"""The small picture of the lesson on beam search."""

import numpy as np

from app.lessons.translate.beam_search import compute


def picture() -> dict[str, object]:
    """The search that stands there first: [step, place, place of the parent, P of the new word, kept] of each candidate."""
    trace = compute.first().trace
    nodes = [
        [t, row, int(step.parent[row]), round(float(np.exp(step.log_probability[row])), 3), int(step.kept[row])]
        for t, step in enumerate(trace.steps)
        for row in range(min(len(step), int(step.kept.sum()) + 2))
    ]
    return {"nodes": nodes, "steps": len(trace.steps)}
