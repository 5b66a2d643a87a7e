"""The training of GloVe that ships, and what was measured of its variants."""

from __future__ import annotations

import json
from functools import cache

from core.data import ASSETS
from core.words.moments import decoded
from core.words.options import GloveConfig
from core.words.results import GloveLearned, GloveMoments

FIRST = "glove"  # its name
FIRST_CONFIG = GloveConfig()
MEASURED = ASSETS / "data" / "vectors" / "glove.json"
TABLES = ("theta", "theta_scale", "e", "e_scale", "b", "b_prime")
ARRAYS = ("counts", "epochs", *TABLES, "cost", "rows", "cols", "x")


@cache
def first() -> GloveLearned:
    """The training that ships: `FIRST_CONFIG` on WordNet's glosses and examples."""
    from safetensors.numpy import load_file

    folder = ASSETS / "weights"
    card = json.loads((folder / f"{FIRST}.json").read_text("utf-8"))
    arrays = load_file(folder / f"{FIRST}.safetensors")
    measured, words = card["measured"], tuple(card["config"]["vocabulary"])
    columns = (arrays[name] for name in ARRAYS)
    figures = (measured[name] for name in ("nonzeros", "words_read", "cells_a_second"))
    moments = GloveMoments(words, *columns, *figures)
    theta, e = decoded(moments.theta[-1], moments.theta_scale[-1]), decoded(moments.e[-1], moments.e_scale[-1])
    return GloveLearned(moments, FIRST_CONFIG, (e + theta) / 2, True)


@cache
def measured() -> dict:
    """What the recipe measured: how its variants fare, and skip-gram beside it."""
    return json.loads(MEASURED.read_text("utf-8"))
