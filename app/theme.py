"""Palette and scales as plain data, for figures and components. One meaning, one colour, in every lesson.

Each meaning has, for the light and the dark page, a mark (3 : 1 against the page) and a variant for text (4.5 : 1). The
marks were found by a search that began at Okabe and Ito's colours and kept them apart under full protanopia,
deuteranopia and tritanopia (Machado et al. 2009) by CIEDE2000; tests/app/test_theme.py measures it again.
"""

THEMES = ("light", "dark")

# The same as in .streamlit/config.toml, for what is drawn outside of Streamlit's reach.
PAGE = {
    "light": {
        "page": "#ffffff",
        "panel": "#f5f6f8",
        "ink": "#1d2126",
        "quiet": "#5b6470",
        "lines": "#dfe3e8",
        "accent": "#0b6b5d",
    },
    "dark": {
        "page": "#14171a",
        "panel": "#1d2126",
        "ink": "#e8eaed",
        "quiet": "#9aa4b0",
        "lines": "#2c3238",
        "accent": "#4cc2ad",
    },
}


def _meaning(mark_light: str, mark_dark: str, text_light: str = "", text_dark: str = "") -> dict[str, str]:
    return {
        "mark_light": mark_light,
        "mark_dark": mark_dark,
        "text_light": text_light or mark_light,
        "text_dark": text_dark or mark_dark,
    }


PALETTE = {
    "forget": _meaning("#b44800", "#ff6c24"),
    "update": _meaning("#00805d", "#12d8a2", "#007d5b"),
    "output": _meaning("#a8508a", "#c67ea2"),
    "reset": _meaning("#5a24a2", "#6c6cd8", "", "#8686df"),
    "candidate": _meaning("#a29036", "#ffd85a", "#7c6e29"),
    "memory": _meaning("#006cff", "#7ea2ff", "#0066f0"),
    "activation": _meaning("#333a42", "#cfd5dc"),
    "input": _meaning("#483600", "#a2a26c"),
}

# Second meanings: a palette of eight cannot grow and stay told apart, so what never stands beside the first meaning in a
# picture shares its colour. Within a group they stand side by side.
SECOND = {
    "cells": {"rnn": "activation", "gru": "update", "lstm": "memory"},
    "sentences": {"sentence_a": "update", "sentence_b": "forget"},
    "directions": {"from_left": "memory", "from_right": "output"},
    "vectors": {"embedding": "memory", "output_vector": "output"},
    "training": {"probability": "update", "loss": "forget"},
    "translations": {"human": "memory", "machine": "forget"},
    "names": {"person": "memory", "organisation": "forget", "place": "update", "other_name": "reset"},
    "draws": {"drawn": "update", "temperature": "reset", "cut": "forget"},
    "references": {
        "reference_1": "memory",
        "reference_2": "output",
        "reference_3": "update",
        "reference_4": "candidate",
        "reference_5": "activation",
    },
    "more_references": {"reference_6": "input"},  # five are told apart; the sixth has its letter and its place
    "score": {"penalty": "reset", "mean": "forget"},
    "faults": {"model": "activation", "search": "reset", "length_rule": "candidate"},
}
MEANINGS = PALETTE | {name: PALETTE[first] for group in SECOND.values() for name, first in group.items()}

# Negative, zero, positive; between them colours are mixed in a straight line in sRGB.
SIGNED = {
    "light": {"negative": "#8c510a", "zero": "#f1f2f4", "positive": "#01665e"},
    "dark": {"negative": "#e0a05c", "zero": "#23282d", "positive": "#4cbeb4"},
}
# From nothing to the most; a gate's values go from `zero` to the gate's own mark instead.
SEQUENTIAL = {
    "light": {"zero": "#f1f2f4", "one": "#0b6b5d"},
    "dark": {"zero": "#23282d", "one": "#4cc2ad"},
}


def marks(theme: str) -> dict[str, str]:
    """Meaning -> colour of its marks in a theme."""
    return {name: variants[f"mark_{theme}"] for name, variants in PALETTE.items()}


def texts(theme: str) -> dict[str, str]:
    """Meaning -> colour of its text in a theme."""
    return {name: variants[f"text_{theme}"] for name, variants in PALETTE.items()}


def mix(one: str, other: str, share: float) -> str:
    """A colour on the straight line from `one` (share 0) to `other` (share 1), in sRGB."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def signed_scale(theme: str) -> list[list[float | str]]:
    """The signed scale as plotly wants it, from the most negative to the most positive."""
    return [[0.0, SIGNED[theme]["negative"]], [0.5, SIGNED[theme]["zero"]], [1.0, SIGNED[theme]["positive"]]]


def sequential_scale(theme: str, meaning: str = "") -> list[list[float | str]]:
    """The sequential scale as plotly wants it, in the colour of a meaning if one is given."""
    end = PALETTE[meaning][f"mark_{theme}"] if meaning else SEQUENTIAL[theme]["one"]
    return [[0.0, SEQUENTIAL[theme]["zero"]], [1.0, end]]
