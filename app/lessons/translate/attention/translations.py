"""Whole translations beneath the picture: with attention, without it, and a person's."""

from __future__ import annotations

from collections.abc import Sequence

from app.i18n import t
from app.lessons.translate import compute as shared
from app.lessons.translate.attention import compute
from app.lessons.translate.attention.options import Options
from app.lessons.translate.attention.picture import Said
from core.translate.options import PLAIN, Drag
from core.translate.results import Decoding


def said(options: Options, locale: str, found: Decoding, made: Sequence[Drag]) -> list[Said]:
    """The whole translation, that of the same model without attention, and a person's if it is another one."""
    references = shared.references(options.task, options.text)
    who = "over_outputs" if options.bug else "by_hand" if made else "with"
    as_a_person = t("attention.as_a_person") if found.text in references else ""
    rows = [Said(t(f"attention.{who}"), found.text, as_a_person)]
    if compute.has_plain(options.task):
        without = shared.decoding(options.task + PLAIN, options.text, locale).text
        rows.append(Said(t("attention.without"), without))
    return rows if as_a_person else rows + [Said(t("attention.person"), text) for text in references[:1]]
