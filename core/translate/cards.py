"""What the model cards of the translators say, as records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from core.data import ASSETS
from core.translate.results import LengthBin

RARE = 200  # fewer than one training sentence in so many is hardly any


@cache
def one_vector() -> dict[str, Any]:
    """What was measured over several trainings of one vector: see `core.recipes.translate_vectors`."""
    return json.loads((ASSETS / "data" / "translate" / "one_vector.json").read_text(encoding="utf-8"))


def length_bins(rows: Sequence[Mapping[str, Any]]) -> list[LengthBin]:
    """BLEU by the length of the source, a bin for each row of a card's ``by_length``; the last one has no upper end."""
    total = sum(row["trained"] for row in rows)
    return [
        LengthBin(
            span=f"{row['from']}+" if i == len(rows) - 1 else f"{row['from']}–{row['to']}",
            bleu=row["bleu"],
            half_width=row.get("half_width", 0.0),
            sentences=row["sentences"],
            trained=row["trained"],
            rare=RARE * row["trained"] < total,
        )
        for i, row in enumerate(rows)
    ]
