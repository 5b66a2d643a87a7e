"""The arithmetic of one candidate as data: lines of words, of which some are terms, by their names."""

from __future__ import annotations

from typing import Any

SUM = ("total = before + token", "all = width · words")
PRODUCT = ("total = before · token", "all = width · words")


def lines(products: bool) -> list[dict[str, Any]]:
    """Every line as its words and the term that it begins with."""
    return [{"term": line.split()[0], "words": line.split()} for line in (PRODUCT if products else SUM)]


def terms(products: bool) -> list[dict[str, Any]]:
    """Every term: its letters, its colour, the key of its name."""
    p = "P" if products else "log P"
    return [
        _term("total", f"{p}(y⟨1…t⟩ | x)", "memory"),
        _term("before", f"{p}(y⟨1…t−1⟩ | x)", "activation"),
        _term("token", f"{p}(y⟨t⟩ | x, y⟨1…t−1⟩)", "output"),
        _term("all", "N", "activation"),
        _term("width", "B", "update"),
        _term("words", "V", "input"),
    ]


def _term(name: str, letters: str, colour: str) -> dict[str, Any]:
    empty = {"accent": "", "sub": "", "before": "", "after": "", "time": None}
    return {"id": name, "base": letters, "colour": colour, "label": name} | empty
