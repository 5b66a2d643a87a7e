"""A count as the browser is sent it, and which texts it is of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.lessons.translate.bleu.picture.rest import Rest
from core.translate.options import LONGEST_SIDE, MOST_REFERENCES, BleuConfig
from core.translate.results import CountedBleu

LIMITS = {"references": MOST_REFERENCES, "letters": LONGEST_SIDE}


def counted(
    found: CountedBleu | None, config: BleuConfig, rest: Rest, wrongly: str, inset: CountedBleu | None
) -> dict[str, Any]:
    """found: the count, None where there is none. of: the texts and how many words of the candidate it is of. config,
    wrongly: how it is counted. inset: the example of the scissors. The fields of counts are those of
    `core.translate.results`."""
    return {
        "found": asdict(found) if found else None,
        "of": {
            "candidate": rest.candidate,
            "references": [text for text in rest.references if text.strip()],
            "kept": rest.kept,
        },
        "config": asdict(config),
        "wrongly": wrongly,
        "inset": asdict(inset) if inset else None,
        "limits": LIMITS,
    }
