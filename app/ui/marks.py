"""The few marks of a line that is no Markdown: bold, emphasis, a key in a box, and names with a subscript."""

import re
from html import escape

_MARKS = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|([A-Za-zΓ])_([a-z]+)")


def html(line: str) -> str:
    """A line of a lesson's text as HTML; js/start.js sets the same marks."""
    out, at = [], 0
    for found in _MARKS.finditer(line):
        bold, emphasis, key, letter, sub = found.groups()
        out.append(escape(line[at : found.start()]))
        at = found.end()
        if bold:
            out.append(f"<b>{escape(bold)}</b>")
        elif emphasis:
            out.append(f"<em>{escape(emphasis)}</em>")
        else:
            out.append(f"<kbd>{escape(key)}</kbd>" if key else f"{letter}<sub>{sub}</sub>")
    return "".join(out) + escape(line[at:])
