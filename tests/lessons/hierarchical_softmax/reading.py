"""The picture of the tree in Chromium: its parts, and what they say."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import quiet, result_of_all
from tests.lessons.hierarchical_softmax.samples import (
    LABELS,
    Turn,
    beneath,
    format_,
    isolated,
    leaf_said,
    leaves,
    pill,
    precise,
    shown,
    status,
    step_said,
    turn_said,
    turns_text,
    visible,
    walk,
)  # fmt: skip

# Of a band: its two ends, as [x, y, how wide].
BANDS = """nodes => Object.fromEntries(nodes.map(node => {
  const at = node.getAttribute("d").match(/-?[\\d.]+/g).map(Number), half = at.length / 2;
  const end = (x, upper, lower) => [x, (upper + lower) / 2, lower - upper];
  return [node.dataset.branch ?? node.dataset.way, [end(at[0], at[1], at.at(-1)), end(at[half - 2], at[half - 1], at[half + 1])]];
}))"""
BARS = "nodes => Object.fromEntries(nodes.map(node => [node.dataset.bar, Number(node.getAttribute('width'))]))"
WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  new MutationObserver(() => { if (window.said.at(-1) !== now()) window.said.push(now()); }).observe(node, { attributes: true });
}"""


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".hierarchical-softmax {selector}")


def river(page: Page) -> Locator:
    return within(page, ".river[role=application]")


def player(page: Page) -> Locator:
    return within(page, ".toolbar .slide")


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def chip(page: Page, word: str) -> Locator:
    return within(page, f'.word[data-word="{word}"]')


def leaf(page: Page, key: str) -> Locator:
    return within(page, f'.leaf[data-leaf="{key}"]')


def turn_pill(page: Page, turn: int) -> Locator:
    return within(page, f'.pill[data-turn="turn:{turn}"]')


def heard(page: Page) -> Locator:
    """What is read aloud."""
    return within(page, "[aria-live=polite].hidden-text")


def told(page: Page, word: str = "juice", scale: str = "small", tree: str = "huffman", step: int = -1) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {word} {scale} {tree} {step}", exact=True)).to_be_visible()
    quiet(page)


def place_of(word: str, **of: str) -> str:
    """The key of a word's leaf."""
    return f"word:{shown(**of).river.words.index(word)}"


def labels(page: Page, selector: str) -> dict[str, str]:
    """What each of these buttons over the river is called, by its key."""
    read = "nodes => Object.fromEntries(nodes.map(node => [node.dataset.leaf ?? node.dataset.turn, node.ariaLabel]))"
    return result_of_all(within(page, selector), read)


def shows(
    page: Page, word: str = "juice", scale: str = "small", tree: str = "huffman", step: int = -1, **of: str
) -> list[Turn]:
    """Status, chips, leaves, pills, numbers and what is read aloud are those of the walk, as far as that step."""
    found = shown(**of)
    turns, made = walk(found, word, scale, tree), leaves(found, word, scale, tree)
    taken = len(turns) if step < 0 else step
    expect(within(page, ".status")).to_have_text(status(turns, visible(word), taken))
    expect(player(page)).to_have_attribute("aria-valuetext", step_said(turns, word, taken, scale))
    expect(player(page)).to_have_value(str(taken))
    expect(player(page)).to_have_attribute("max", str(len(turns)))
    buttons = result_of_all(
        within(page, ".controls [aria-pressed=true]"),
        "nodes => nodes.map(({ dataset: d }) => [d.word, d.scale, d.tree].find(Boolean))",
    )
    assert buttons == [word, scale, tree]
    assert labels(page, ".leaf") == {key: leaf_said(one, scale) for key, one in made.items()}
    assert labels(page, ".pill") == {f"turn:{turn.turn}": turn_said(turn, scale) for turn in turns[:taken]}
    expect(within(page, "[data-way]")).to_have_count(taken)
    read = result_of_all(within(page, "[data-pill]"), "nodes => nodes.map(node => node.dataset.pill)")
    pills = [pill(turn.taken) for turn in turns[:taken]]
    assert read in (pills, pills[-1:]), "where turns stand close, the last one has a pill"
    numbers_are(page, turns, word, scale, tree, taken, **of)
    return turns


def numbers_are(page: Page, turns: list[Turn], word: str, scale: str, tree: str, taken: int, **of: str) -> None:
    """The three lines beneath the picture, and their title."""
    found = shown(**of)
    title = LABELS["walk_of"].format(
        centre=isolated(found.river.centre), word=isolated(word), turns=turns_text(len(turns))
    )
    expect(within(page, ".numbers-part .caption")).to_have_text(title)
    expect(within(page, "[data-factor]")).to_have_text([f"{turn.taken:.3f}" for turn in turns[:taken]])
    lines = within(page, ".numbers > div")
    if taken:
        expect(within(page, "[data-product]")).to_have_text(precise(turns[taken - 1].this.p))
        ends = LABELS["so_far"] if taken < len(turns) else precise(turns[-1].this.p)
        expect(lines.first).to_have_text(re.compile(re.escape(ends) + "$"))
    else:
        expect(lines.first).to_have_text(LABELS["nothing_yet"])
    expect(lines.nth(1)).to_have_text(turn_line(turns[max(0, taken - 1)], scale, len(found.river.words)))
    count = 8000 if scale == "real" else len(found.river.words)
    expect(lines.last).to_have_text(LABELS["sum"].format(count=f"{count:,}", sum="1.000000"))


def turn_line(turn: Turn, scale: str, words: int) -> str:
    """A turn in numbers."""
    x, of = format_(turn.x), (8000 if scale == "real" else words) - 1
    way = f"1 − σ({x})" if turn.digit else f"σ({x})"
    head = LABELS["turn_number"].format(turn=turn.number)
    return f"{head}: θ·e = {x} {way} = {turn.taken:.3f} θ ({of:,}, 50)"


def card_is(page: Page, turn: Turn, scale: str = "small", centre: str = "orange", way: bool = True) -> None:
    """A turn looked at closely: its title, its sum, both ways."""
    card = within(page, ".turn-card")
    expect(card).to_be_visible()
    expect(card.locator("> b")).to_have_text(LABELS["card_title"].format(turn=turn.number, centre=isolated(centre)))
    expect(card.locator("svg text").last).to_have_text(f"Σ = {format_(turn.x)}")
    sides = {turn.digit: (turn.taken, turn.this), 1 - turn.digit: (turn.other, turn.left)}
    for digit in (0, 1):
        share, side = sides[digit]
        one = card.locator(".way").nth(digit)
        x = format_(turn.x)
        expect(one.locator(".sigma")).to_have_text((f"1 − σ({x}) = " if digit else f"σ({x}) = ") + precise(share))
        expect(one.locator("> span").last).to_have_text(beneath(side, scale))
        expect(one).to_have_class(re.compile("taken" if way and digit == turn.digit else "^way$"))
