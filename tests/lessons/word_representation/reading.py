"""The picture in Chromium: its parts, and what they say."""

import math

from playwright.sync_api import Locator, Page, expect

from app.lessons.words.word_representation.picture import payload
from core.words.results import Represented
from tests.browser.waiting import (
    attribute_of,
    each,
    quiet,
    result_of_all,
    text_of,
)
from tests.lessons.word_representation.samples import (
    CLOCKS,
    LABELS,
    isolated,
    nearest_words,
    plain,
)  # fmt: skip

ROOT2 = math.sqrt(2)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".word-representation {selector}")


def status(page: Page) -> Locator:
    return within(page, ".status")


def stage(page: Page) -> Locator:
    return within(page, ".stage[role=application]")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def told(page: Page, word: str = "orange", size: int = 10_000, step: int = -1) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {word} {size} {step}", exact=True)).to_be_visible()
    quiet(page)


def axes_are(page: Page, axes: str, refused: int = 0) -> None:
    expect(page.get_by_text(f"axes {axes}; refused {refused}", exact=True)).to_be_visible()
    quiet(page)


def said_in(page: Page, part: str) -> str:
    """All words of a part's drawing as they are seen, line ends as blanks."""
    lines = result_of_all(
        within(page, f"{part} svg.over > text"), "all => all.map((node) => node.firstChild.textContent)"
    )
    return " ".join(lines)


def heard(page: Page) -> Locator:
    """What is read aloud."""
    return within(page, "[aria-live=polite].hidden-text")


def counts(page: Page, done: int, by_0: int, numbers: int = 50) -> None:
    """So many multiplications by the product; none by the look-up, which copies."""
    for part, count, line in (
        (".product-part", done, LABELS["by_0"].format(count=f"{by_0:,}")),
        (".lookup-part", 0, LABELS["copied"].format(count=numbers)),
    ):
        expect(within(page, f"{part} svg.over > text[font-size='20']")).to_have_text(f"{count:,}")
        assert line in said_in(page, part)


def is_open(page: Page, word: str, found: Represented, size: int = 10_000) -> None:
    """Every part is about this word."""
    u, name = found.words.index(word), isolated(word)
    expect(within(page, ".ruler-part h2")).to_have_text(LABELS["ruler_title"].format(word=name))
    expect(within(page, ".features th.is-open .open-word")).to_have_text(word)
    expect(within(page, ".features .open-word[aria-pressed=true]")).to_have_count(1)
    expect(
        within(
            page,
            ".lookup-part svg.over > text",
        ).filter(has_text=f"{word} → {found.rows[u]:,}")
    ).to_have_count(1)
    near = nearest_words(found, u)
    assert [int(attribute_of(dot, "data-dot")) for dot in each(within(page, ".dot"))] == near
    expect(within(page, ".numbers > div")).to_have_text(numbers(found, u, size))
    expect(within(page, "output.size")).to_have_text(f"{size:,}")


def numbers(found: Represented, u: int, size: int) -> list[str]:
    """The four lines of numbers beneath the picture."""
    sent, arrays = payload.build(found, CLOCKS, [""] * len(found.axes))
    first = [plain(float(x)) for x in arrays["vectors"][u, :3] / payload.FULL * sent["scale"]]
    near, count = nearest_words(found, u)[0], found.dimensions
    words = [isolated(word) for word in found.nearest[u][:4]]
    return [
        f"({count},) = ({count}, {size:,}) · ({size:,},) {count} · {size:,} = {count * size:,}",
        f"e = [{', '.join(first)}, … ] {LABELS['both_ways']}",
        f"d({isolated(found.words[u])}, {isolated(found.words[near])}) = {plain(found.distances[u, near])} "
        f"{LABELS['one_hot']}: √(1² + 1²) = {ROOT2:.2f}",
        LABELS["nearest_all"].format(words=", ".join(words)),
    ]


def cells(page: Page) -> dict[str, str]:
    return {attribute_of(cell, "data-cell"): text_of(cell) for cell in each(within(page, "[data-cell]"))}
