"""Dates in any wording, written by babel from the Unicode CLDR's own patterns, and the same day as yyyy-mm-dd.

A wording is a locale, one of its patterns with day, month and year, and how it is varied: as it is, without its commas
and stops, or, if it is all digits, with other separators, with leading zeros, or with two digits for the year. Years of
two digits are 1950 to 2049. `yyyy` and `y` are calendar years; `YYYY` is the year of the week and is never used.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date

from core.translate.options import LOCALES

FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
CENTURY = (date(1950, 1, 1), date(2049, 12, 31))  # what two digits for the year stand for
UNSEEN = ("ca_ES", "de_CH", "en_AU", "en_CA", "es_MX", "fr_CA", "hr_HR", "nb_NO", "pt_PT", "ro_RO", "sk_SK")
NOT_TOLD = 0.2  # how often the locale is kept from the model in training
SEPARATORS = ("/", ".", "-", " ")


@dataclass(frozen=True)
class Wording:
    """A locale, a pattern of CLDR, and whether it loses its punctuation."""

    locale: str
    pattern: str
    bare: bool = False

    @property
    def numeric(self) -> bool:
        """All digits: no name of a month or a weekday, no era, no letters at all."""
        return not re.search(r"MMM|LLL|E|c|G", self.pattern) and not re.search(
            r"[^\W\dyMLd]", self.pattern.replace("'", "")
        )

    @property
    def short_year(self) -> bool:
        """The year has two digits."""
        return bool(re.search(r"(?<!y)yy(?!y)", self.pattern))

    def write(self, day: date) -> str:
        """The day in this wording."""
        text = format_date(day, self.pattern, locale=self.locale)
        return re.sub(r"[,.،]", " ", text) if self.bare else text


def patterns(locale: str) -> list[str]:
    """CLDR's patterns of a locale that give day, month and year and no time."""
    data = Locale.parse(locale)
    found = {str(one.pattern) for one in data.date_formats.values()}
    found |= {str(one.pattern) for one in data.datetime_skeletons.values()}
    return sorted(filter(_whole, found))


def _whole(pattern: str) -> bool:
    letters = set(re.sub(r"'[^']*'", "", pattern)) & set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return {"d", "y"} <= letters and bool(letters & set("ML")) and letters <= set("dMLyEcG")


def wordings(locale: str) -> list[Wording]:
    """All wordings of a locale."""
    out = set()
    for pattern in patterns(locale):
        one = Wording(locale, pattern)
        out.add(one)
        if one.numeric:
            out |= {Wording(locale, varied) for varied in _numeric(pattern)}
        elif re.search(r"[,.]", pattern + "".join(one.write(date(2001, m, 3)) for m in range(1, 13))):
            out.add(Wording(locale, pattern, bare=True))
    return sorted(out, key=lambda one: (one.pattern, one.bare))


def _numeric(pattern: str) -> Iterator[str]:
    """A numeric pattern with other separators, with and without leading zeros, with four and two digits of the year."""
    order = re.sub(r"[^yMLd]", "", re.sub(r"([yMLd])\1*", r"\1", pattern))
    for separator in SEPARATORS:
        for wide in (False, True):
            for year in ("y", "yy"):
                parts = [year if letter == "y" else letter * 2 if wide else letter for letter in order]
                yield separator.join(parts)


def share(*key: object) -> float:
    """A number from 0 to 1 that only depends on the key: what decides who is held out."""
    return int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:6], "big") / 2**48


def day_split(day: date) -> str:
    """train, dev (2 %) or test (10 %): a day is in one of them, in all wordings."""
    at = share("day", day.isoformat())
    return "test" if at < 0.1 else "dev" if at < 0.12 else "train"


def held_out(wording: Wording) -> bool:
    """8 % of the wordings are never trained on; CLDR's four main patterns always are."""
    main = {str(one.pattern) for one in Locale.parse(wording.locale).date_formats.values()}
    key = ("wording", wording.locale, wording.pattern, wording.bare)
    return (wording.bare or wording.pattern not in main) and share(*key) < 0.08


@dataclass(frozen=True)
class Example:
    """A day in some wording. locale: what the model is told, "" for nothing."""

    text: str
    iso: str
    locale: str
    wording: Wording

    @property
    def undecidable(self) -> bool:
        """Day and month could change places, or it has a year of two digits: only the locale can tell."""
        day, month = int(self.iso[8:]), int(self.iso[5:7])
        return self.wording.numeric and ((day <= 12 and month <= 12 and day != month) or self.wording.short_year)


def examples(kinds: list[Wording], split: str, seed: int, told: float = 1.0) -> Iterator[Example]:
    """Days of a split in these wordings without end; every locale is as frequent as any other."""
    chance = random.Random(seed)
    by_locale: dict[str, list[Wording]] = {}
    for one in kinds:
        by_locale.setdefault(one.locale, []).append(one)
    locales = sorted(by_locale)
    while True:
        locale = chance.choice(locales)
        wording = chance.choice(by_locale[locale])
        first, last = CENTURY if wording.short_year else (FIRST, LAST)
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if day_split(day) == split:
            known = locale in LOCALES and chance.random() < told
            yield Example(wording.write(day), day.isoformat(), locale if known else "", wording)
