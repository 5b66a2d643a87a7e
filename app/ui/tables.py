"""Small tables of numbers, as HTML that a screen reader can walk through."""

from collections.abc import Sequence
from html import escape


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: bool = True) -> str:
    """An HTML table; the first column names its row. `numbers` sets the others in digits of one width.

    Where it is wider than the page it scrolls within a frame of its own, by keyboard too.
    """
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    kind = "u-table u-numbers" if numbers else "u-table"
    table = f'<table class="{kind}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="u-wide" tabindex="0">{table}</div>'
