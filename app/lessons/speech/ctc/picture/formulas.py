"""The probability of a label, its loss and the step of α as data: words, of which some are terms."""

from __future__ import annotations

LINES = (
    "label = Σ_π↦l Π_t frame , loss = −log label".split(),
    "alpha = ( stay + step + skip ) emits".split(),
)
# Each term: its letters and its colour, a meaning of the palette, "ink" or "accent". Its name: the label `term_` and `id`.
TERMS = (
    {"id": "label", "letters": "p(l|x)", "colour": "accent"},
    {"id": "frame", "letters": "y⟨t⟩ (π_t)", "colour": "ink"},
    {"id": "loss", "letters": "L", "colour": "loss"},
    {"id": "alpha", "letters": "α⟨t⟩ (s)", "colour": "from_left"},
    {"id": "stay", "letters": "α⟨t−1⟩ (s)", "colour": "from_left"},
    {"id": "step", "letters": "α⟨t−1⟩ (s−1)", "colour": "from_left"},
    {"id": "skip", "letters": "α⟨t−1⟩ (s−2)", "colour": "from_left"},
    {"id": "emits", "letters": "y⟨t⟩ (l′_s)", "colour": "ink"},
)
