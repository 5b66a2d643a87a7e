"""The small picture of the lesson on one-hot vectors."""

from app.lessons.words.word_representation import compute

COLUMNS, ROWS, LIT = 24, 12, 14


def picture() -> dict[str, object]:
    """Columns of E, of which one is the word's: numbers from −1 to 1."""
    shown = compute.first()
    columns = [*shown.head.tolist(), *shown.tails[-3].tolist(), *shown.tails[-4].tolist()][:COLUMNS]
    columns[LIT] = shown.vectors[0].tolist()
    return {"columns": [[round(max(-1.0, min(1.0, x)), 2) for x in column[:ROWS]] for column in columns], "lit": LIT}
