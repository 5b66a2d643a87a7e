"""The picture of BLEU in Chromium: from n-gram to n-gram, another n, what is pressed and pointed at."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from core.translate.results import CountedBleu
from tests.browser.waiting import holds, result_of
from tests.lessons.bleu.picturing import (
    alone,
    chip,
    counts,
    every,
    field,
    gram,
    named,
    order,
    point,
    shows,
    stage,
    told,
    within,
    word,
)
from tests.lessons.bleu.saying import DEFAULT, LABELS, THE, by_core, state

WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  const keep = () => { if (window.said.at(-1) !== now()) window.said.push(now()); };
  new MutationObserver(keep).observe(node, { attributes: true });
}"""
IS_MARKED = "(node, range) => String([node.selectionStart, node.selectionEnd]) === String(range)"


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def player(page: Page):
    return within(page, ".toolbar .slide")


def said(step: int, total: int = 17, n: int = 2) -> str:
    return LABELS["step_of"].format(gram=LABELS[f"one_{n}"], step=step, all=total)


def counts_of(found: CountedBleu, n: int, place: int) -> str:
    """What is said of one n-gram."""
    one = found.orders[n - 1].grams[place]
    words = " ".join(found.candidate[one.start : one.start + n])
    known = "".join(f" · R{j + 1} {count}" for j, count in enumerate(one.known))
    end = {"paid": "paid_by", "clipped": "is_clipped", "unknown": "is_unknown"}[state(one)]
    payer = "" if one.payer is None else f"R{one.payer + 1}"
    return f"“\u2068{words}\u2069”: C {one.here}{known} · {LABELS[end].format(payer=payer)}"


# Steps


def test_it_goes_from_pair_to_pair(picture):
    page, found = picture(), by_core(DEFAULT)
    named(page, LABELS["to_start"]).click()
    told(page, replace(DEFAULT, step=0))
    shows(page, replace(DEFAULT, step=0))
    expect(named(page, LABELS["back"])).to_be_disabled()
    for step in (1, 2, 3):
        stage(page).press("ArrowRight")
        expect(within(page, ".status")).to_have_text(f"{said(step)} · {' '.join(found.candidate[step - 1 : step + 1])}")
        expect(counts(page)).to_have_text(counts_of(found, 2, step - 1))
    told(page, replace(DEFAULT, step=3))
    shows(page, replace(DEFAULT, step=3))
    expect(page.locator(".bleu [aria-live=polite]").last).to_have_text(counts_of(found, 2, 2))
    named(page, LABELS["back"]).click()
    expect(within(page, ".status")).to_contain_text(said(2))
    player(page).fill("16")
    expect(within(page, ".status")).to_contain_text(said(16))
    stage(page).press("ArrowRight")
    told(page, DEFAULT)
    shows(page, DEFAULT)
    stage(page).press("ArrowRight")
    expect(within(page, ".status")).to_contain_text(said(1))
    stage(page).press("Escape")
    told(page, DEFAULT)


def test_played_it_goes_to_the_end(picture):
    page = picture(step=15)
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    stage(page).press(" ")
    told(page, DEFAULT)
    assert result_of(page, "window.said") == [said(step) for step in (15, 16, 17)]
    expect(named(page, LABELS["play"])).to_be_visible()
    shows(page, DEFAULT)


def test_what_moves_ends_where_it_would_have_stood(picture):
    page = picture()
    page.emulate_media(reduced_motion="no-preference")
    point(page).press("Home")
    for _ in range(7):
        point(page).press("ArrowRight")
    order(page, 3).click()
    stage(page).press("ArrowRight")
    stage(page).press("ArrowRight")
    rest = replace(DEFAULT, n=3, kept=7, step=2)
    told(page, rest)
    shows(page, rest)


def test_n_is_chosen_by_buttons_keys_and_precisions(picture):
    page = picture(step=5)
    for act, n in (
        (lambda: stage(page).press("ArrowDown"), 3),
        (lambda: stage(page).press("ArrowUp"), 2),
        (lambda: within(page, '.p-row[data-p="4"]').click(), 4),
        (lambda: stage(page).press("ArrowDown"), 4),
        (lambda: order(page, 1).press("Enter"), 1),
        (lambda: stage(page).press("ArrowUp"), 1),
    ):
        act()
        expect(order(page, n)).to_have_attribute("aria-pressed", "true")
        expect(within(page, "[data-gram]")).to_have_count(19 - n)
    told(page, replace(DEFAULT, n=1))
    expect(order(page, 3)).to_have_attribute("aria-label", LABELS["order_said"].format(n=3, grams=LABELS["many_3"]))


# Pressed and pointed at


def test_a_word_that_is_pressed_can_be_typed_over(picture):
    page = picture()
    for row, place in ((2, 14), (3, 4), (0, 16), (0, 3)):
        text = DEFAULT.references[row - 1] if row else DEFAULT.candidate
        before, words = " ".join(text.split()[:place]), text.split()
        word(page, row, place).click()
        expect(chip(page, row)).to_have_attribute("aria-pressed", "true")
        expect(field(page)).to_be_focused()
        expect(field(page)).to_have_value(text)
        holds(field(page), IS_MARKED, [len(before) + 1, len(before) + 1 + len(words[place])])
    field(page).press_sequentially("map")
    rest = replace(DEFAULT, candidate=DEFAULT.candidate.replace("guide", "map"))
    told(page, rest)
    shows(page, rest)


def test_an_n_gram_that_is_pressed_is_stepped_to_and_says_who_has_it(picture):
    page, found = picture(), by_core(DEFAULT)
    for place in (16, 5, 15):
        gram(page, place).hover()
        expect(within(page, ".tip > div").first).to_have_text(counts_of(found, 2, place).rsplit(" · ", 1)[0])
        expect(within(page, ".tip > div").last).to_have_text(counts_of(found, 2, place).rsplit(" · ", 1)[1])
        expect(counts(page)).to_have_attribute("data-counts", str(place))
        expect(within(page, ".term.marked")).to_have_attribute("data-term", "count")
        wide = {one["gram"] for one in every(page, "[data-gram][stroke-width='2.8']")}
        assert wide == {str(place)}, "the bracket that is pointed at"
        gram(page, place).click()
        within(page, ".status").hover()
        expect(within(page, ".tip")).to_be_hidden()
    expect(counts(page)).to_have_text(counts_of(found, 2, 15))
    shows(page, replace(DEFAULT, step=16))


def test_a_precision_that_is_pointed_at_lends_its_brackets(picture):
    page, found = picture(), by_core(DEFAULT)
    for n in (4, 1):
        within(page, f'.p-row[data-p="{n}"]').hover()
        expect(within(page, "[data-gram]")).to_have_count(19 - n)
        expect(within(page, "[data-ribbon]")).to_have_count(found.orders[n - 1].count)
        expect(order(page, 2)).to_have_attribute("aria-pressed", "true")
    within(page, ".status").hover()
    shows(page, DEFAULT)


def test_the_example_of_the_scissors_becomes_the_picture(picture):
    page = picture()
    inset = within(page, ".inset")
    expect(inset.locator("[data-scissors]")).to_have_count(5)
    expect(inset).to_contain_text("2/7")
    expect(inset).to_contain_text(LABELS["inset_instead"].format(all="7/7"))
    inset.click()
    told(page, THE)
    found = shows(page, THE)
    assert (found.orders[0].count, found.orders[0].total) == (2, 7)
    expect(inset).to_be_hidden()
    expect(field(page)).to_have_value(THE.candidate)
