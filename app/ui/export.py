"""What a visitor takes away: numbers as CSV, the picture as a Jupyter notebook that redoes it."""

import csv as csv_format
import io
from collections.abc import Iterable, Mapping, Sequence

HOW_TO_RUN = "Run this notebook in the project's folder, with its environment."
# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(columns: Mapping[str, Iterable[object]]) -> bytes:
    """Columns of equal length -> CSV in UTF-8 with a head line; floats with nine significant digits.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv_format.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*(map(_cell, column) for column in columns.values()), strict=True))
    return ("\ufeff" + out.getvalue()).encode()


def notebook(code: Sequence[str], title: str = "", what: str = "picture", note: str = "") -> bytes:
    """Cells of code -> a Jupyter notebook (nbformat 4.5) for Python 3, checked for form.

    Before them stands how to run it, to have `what` again; `note` adds to that.
    """
    from nbformat import v4, validate, writes  # half a second that only those pay who take a notebook

    first = "\n\n".join(filter(None, (f"# Unrolled: the {what} again", HOW_TO_RUN, note)))
    book = v4.new_notebook(cells=[v4.new_markdown_cell(first), *map(v4.new_code_cell, code)])
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"  # the same picture gives the same file
    book.metadata = {
        "title": title,
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    validate(book)
    return writes(book).encode()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    if hasattr(value, "item"):
        value = value.item()
    return f"{value:.9g}" if isinstance(value, float) else value
