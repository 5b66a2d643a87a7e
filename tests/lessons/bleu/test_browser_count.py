"""What the browser counts by itself (js/count.js) is what core counts, on thousands of texts, whatever is chosen."""

import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.lessons.translate.bleu import picture
from core.translate import bleu
from core.translate.counted import counted, shortened
from core.translate.options import BLEU_MISTAKES, BREVITIES, CUTS, SMOOTHINGS, BleuConfig
from tests.browser.waiting import until

COUNT = (Path(picture.__file__).parent / "js" / "count.js").read_text("utf-8")
BY_BROWSER = """return JSON.parse(given).map(([candidate, references, config, kept, wrongly]) =>
  counted(shortened(candidate, kept, config), references, config, wrongly));"""
CUT = "return JSON.parse(given).map(([text, config]) => cutWords(text, config));"
NUMBERS = ("penalty", "mean", "score")
FEW = ("the", "cat", "the cat", "sat")
PLAIN = ("It is a guide to action which ensures that the military always obeys the commands of the party".split(), FEW)
ODD = (
    *("3.14", "1,000.", "10-11", "a.b", ".5", "5.", "end.", "«mot»", "l’eau", "d'où", "don't", "x-y", "-", "--"),
    *("&amp;", "&lt;b&gt;", "&quot;ja&quot;", "&amp;quot;", "<skipped>", "<skip<skipped>ped>", "a-\n", "\n", "3-\n4"),
    *("$5", "&", "$1", "$&", "\\1", "_", "constructor", "ÉTÉ", "Straße", "İstanbul", "ΟΔΟΣ", "ΣΑΣ.", "Ǆ", "ﬁn", "שלום", "עולם,"),
    *("今天天气", "好。", "٣.٤", "１，０", "नमस्ते", "🙂", "👩‍👩‍👧", "🙂🙂.", "e\u0301", "\u200b", "\u00ad", "\ufeff"),
    *("\u2028", "\u00a0", "\u3000", "\x1f", "\x85", "\u180e"),
)  # fmt: skip


def words_of(rng: random.Random) -> tuple[str, ...] | list[str]:
    """What texts are made of: the paper's words, few that come again and again, or anything."""
    return rng.choice((*PLAIN, ("The", "the", "cat.", "Cat"), ODD, (*ODD, *PLAIN[0])))


def text(rng: random.Random, words: tuple[str, ...] | list[str]) -> str:
    length = rng.choice((0, 1, 2, 3, 4, rng.randint(5, 14), rng.randint(5, 60)))
    gap = rng.choice((" ", " ", "  ", "\u00a0", "", "\t"))
    return rng.choice(("", " ")) + gap.join(rng.choices(words, k=length)) + rng.choice(("", "", " ", "."))


def options(rng: random.Random) -> BleuConfig:
    return BleuConfig(
        smooth=rng.choice(SMOOTHINGS),
        value=rng.choice((None, None, 0, 0.0, 0.01, 0.5, 1, 1.7, 3)),
        effective=rng.random() < 0.5,
        brevity=rng.choice(BREVITIES),
        lowercase=rng.random() < 0.4,
        cut=rng.choice((*CUTS, "13a")),
    )


def cases(seed: int, count: int) -> list[tuple]:
    """Candidates that share much, little or nothing with their references; how they are counted."""
    rng, found = random.Random(seed), []
    while len(found) < count:
        words = words_of(rng)
        references = [one for one in (text(rng, words) for _ in range(rng.randint(1, 6))) if one.strip()]
        if not references:
            continue
        near = " ".join(word for word in rng.choice(references).split() if rng.random() < 0.8)
        candidate = rng.choice((text(rng, words), near, near, "nothing " * rng.randint(0, 5)))
        kept, wrongly = rng.choice((-1, -1, 0, 1, 3, rng.randint(0, 20))), rng.choice(("", "", *BLEU_MISTAKES))
        found.append((candidate[:400], [one[:400] for one in references], options(rng), kept, wrongly))
    return found


def plain(value: object) -> object:
    """A record as the browser has it: no tuples."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def by_browser(page: Page, script: str, given: list) -> list:
    """What the script makes of it; as texts, as thousands of records would be slow on their way."""
    code = f"{COUNT}\n const found = () => {{ {script} }}; return JSON.stringify(found());"
    return json.loads(until(page, f"given => {{ {code} }}", json.dumps(given)))


def without_numbers(found: dict) -> dict:
    """All that must be the same to the letter."""
    orders = [{name: one for name, one in order.items() if name != "precision"} for order in found["orders"]]
    return {name: one for name, one in found.items() if name not in NUMBERS} | {"orders": orders}


def numbers(found: dict) -> list[float]:
    return [*(order["precision"] for order in found["orders"]), *(found[name] for name in NUMBERS)]


@pytest.mark.parametrize("seed", range(3))
def test_texts_are_counted_as_core_counts_them(page: Page, seed):
    given, scored = cases(seed, 1000), 0
    sent = [(candidate, texts, asdict(config), *more) for candidate, texts, config, *more in given]
    theirs = by_browser(page, BY_BROWSER, sent)
    for one, (candidate, references, config, kept, wrongly) in zip(theirs, given, strict=True):
        own = shortened(candidate, kept, config) if kept >= 0 else candidate
        found = plain(asdict(counted(own, references, config, wrongly)))
        said = repr((candidate, references, config, kept, wrongly))
        assert without_numbers(one) == without_numbers(found), said
        assert numbers(one) == pytest.approx(numbers(found), rel=1e-12, abs=1e-12), said
        scored += found["score"] > 0
    assert scored > len(given) / 4, "most texts would say nothing"


def test_any_text_is_cut_as_core_cuts_it(page: Page):
    """Blanks, small letters and marks of all of Unicode's first plane, and of some further."""
    rng = random.Random(9)
    planes = map(chr, (*range(0x3000), *range(0xFE00, 0x10000), *range(0x1F300, 0x1F700)))
    every = [sign for sign in planes if sign.isprintable() or sign.isspace()]
    signs = [*map(chr, range(32, 127)), *".,-0123456789.,- \n\t\u00a0\x1f\x85&;", *ODD]
    texts = [f"a{sign}b {sign}5{sign}" for sign in every]
    texts += ["".join(rng.choices(signs, k=rng.randint(0, 14))) for _ in range(6000)]
    given = [(text, BleuConfig(cut=CUTS[i % 2], lowercase=i % 3 == 0)) for i, text in enumerate(texts)]
    found = by_browser(page, CUT, [(text, asdict(config)) for text, config in given])
    for words, (own, config) in zip(found, given, strict=True):
        assert words == bleu.cut(own, config), (own, config)
