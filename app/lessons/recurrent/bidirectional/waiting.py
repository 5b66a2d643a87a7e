"""The tab on waiting: the tags of every beginning of the sentence, and which of them are taken back."""

from __future__ import annotations

import streamlit as st

from app.i18n import t
from app.lessons.recurrent.bidirectional import compute
from app.lessons.recurrent.bidirectional.options import Options
from app.ui.frame import Lesson
from app.ui.tables import html_table
from core.recurrent.results.both_ways import AsRead


def waiting(lesson: Lesson[Options]) -> None:
    """A row a word that comes in, a column a word that is tagged."""
    lesson.explain("waiting")
    found = compute.as_read(lesson.state.text)
    head = [t("bidirectional.column.read"), *found.words]
    rows = [[f"{n + 1}  {word}", *_row(found, n)] for n, word in enumerate(found.words)]
    st.html(html_table(head, rows, numbers=False))
    st.markdown(said(found))
    lesson.explain("waiting_why")


def _row(found: AsRead, n: int) -> list[str]:
    """The tags after n + 1 words; ● where one is not what it was."""
    tags, before = found.tags[n], found.tags[n - 1] if n else ()
    cells = [f"{tag} ●" if t < len(before) and before[t] != tag else tag for t, tag in enumerate(tags)]
    return cells + [""] * (len(found.words) - len(cells))


def said(found: AsRead) -> str:
    """How many words had their tag taken back, and which was the last to settle."""
    changed = [t for t, count in enumerate(found.changes) if count]
    if not changed:
        return t("bidirectional.waiting.none", words=len(found.words))
    last = max(changed, key=lambda t: found.settled[t])
    values = {"count": len(changed), "words": len(found.words), "word": f"“{found.words[last]}”"}
    return t("bidirectional.waiting.some", **values, settled=found.settled[last], place=last + 1)
