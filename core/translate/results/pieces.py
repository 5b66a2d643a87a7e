"""How pieces of a sentence are marked, and how one is written that stands alone."""

from __future__ import annotations

from collections.abc import Iterable

EOS = "<EOS>"  # the piece that ends a sentence
SPACE = "▁"  # what a piece begins with that has a space before it


def written(pieces: Iterable[str]) -> str:
    """Pieces as the text that they spell, without the one that ends a sentence."""
    return "".join(piece for piece in pieces if piece != EOS).replace(SPACE, " ").strip()


def piece_label(piece: str) -> str:
    """A piece without the mark of its space; one that goes on with a word begins with a dot instead."""
    if piece == EOS:
        return EOS
    if piece.startswith(SPACE):
        return piece.removeprefix(SPACE) or "·"
    return f"·{piece}" if piece[:1].isalnum() else piece
