"""The picture of error analysis in Chromium: from word to word and row to row, filters, marks, the mistake, one's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import switch
from tests.browser.waiting import after, attribute_of, each, quiet, result_of, result_of_all, texts_of
from tests.lessons.error_analysis.picturing import (
    alone,
    alpha,
    beam,
    drawn_row,
    named,
    only,
    player,
    row,
    shows,
    stage,
    told,
    within,
)
from tests.lessons.error_analysis.samples import (
    COUNT,
    LABELS,
    isolated,
    kind,
    known,
    own_case,
    place,
    row_said,
    scores,
    two,
)

WATCH = """node => {
  const now = () => node.getAttribute("aria-valuetext");
  window.said = [now()];
  new MutationObserver(() => { if (window.said.at(-1) !== now()) window.said.push(now()); }).observe(node, { attributes: true });
}"""
WIDE = """nodes => nodes.map(node => node.getAttribute("width"))"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# Steps


def test_it_goes_from_word_to_word(picture):
    page, case = picture(), known().cases[0]
    machine, *_ = scores(case, 1, 0.7)
    named(page, LABELS["to_start"]).click()
    told(page, step=0)
    expect(within(page, "text[data-hit^='word:'], [data-ring]")).to_have_count(0)
    for step in (1, 2, 3):
        stage(page).press("ArrowRight")
        told(page, step=step)
        expect(within(page, "text[data-hit^='word:']")).to_have_count(2 * step)
        expect(within(page, "[data-ring]")).to_have_count(int(step == 3))
        expect(player(page)).to_have_attribute("aria-valuetext", LABELS["word_of"].format(word=step, words=11))
    live = page.locator(".error-analysis [aria-live=polite]").last
    expect(live).to_contain_text(f"{isolated('ran')} {two(case.human.log_probabilities[:3].sum())}")
    expect(live).to_contain_text(f"{isolated('has')} {two(machine.log_probabilities[:3].sum())}")
    named(page, LABELS["back"]).click()
    told(page, step=2)
    player(page).fill("10")
    told(page, step=10)
    expect(within(page, "text[data-hit^='word:']")).to_have_count(20)
    stage(page).press("ArrowRight")
    told(page)
    expect(within(page, "text[data-hit^='word:']")).to_have_count(case.human.length + machine.length)
    stage(page).press("ArrowRight")
    told(page, step=1)
    named(page, LABELS["to_end"]).click()
    told(page)
    drawn_row(page, 0).locator("text[data-hit='word:0:1:5']").click()
    told(page, step=6)
    stage(page).press("End")
    told(page)
    stage(page).press("Home")
    told(page, step=0)
    expect(named(page, LABELS["back"])).to_be_disabled()


def test_played_it_goes_to_the_end(picture):
    page = picture(step=7)
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    stage(page).press(" ")
    told(page)
    heard = [LABELS["word_of"].format(word=step, words=11) for step in (7, 8, 9, 10, 11)]
    assert result_of(page, "window.said") == heard
    expect(named(page, LABELS["play"])).to_be_visible()
    shows(page)


def test_what_moves_ends_where_it_would_have_stood(picture):
    page = picture()
    page.emulate_media(reduced_motion="no-preference")
    beam(page, 10).click()
    alpha(page).fill("0.5")
    row(page, 2).click()
    told(page, row=2, width=10, alpha=0.5)
    shows(page, open=2, width=10, alpha=0.5)
    expect(within(page, "[data-flash]")).to_have_count(0)
    moved, texts = (
        result_of_all(drawn_row(page, 2).locator("[data-bar]"), WIDE),
        texts_of(drawn_row(page, 2).locator("text")),
    )
    still = picture(row=2, width=10, alpha=0.5)
    assert result_of_all(drawn_row(still, 2).locator("[data-bar]"), WIDE) == moved and len(moved) == 2
    assert texts_of(drawn_row(still, 2).locator("text")) == texts


# From row to row


def test_rows_are_walked_and_pressed(picture):
    page = picture()
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        stage(page).press(key)
        told(page, row=at)
        shows(page, open=at)
        expect(within(page, "button.row[tabindex='0']")).to_have_attribute("data-case", str(at))
    expect(within(page, ".status")).to_have_text(
        f"{LABELS['status'].format(row=2, rows=COUNT)} · {known().cases[1].human.text}"
    )
    row(page, 3).press("Enter")
    told(page, row=3)
    row(page, 3).press("ArrowUp")
    told(page, row=2)
    expect(row(page, 2)).to_be_focused()
    after(page, named(page, "Fourth row").click)
    shows(page, open=3, width=10, alpha=0.5)
    told(page, 3, 2, 10, 0.5, "model")


def test_the_list_is_paged_and_says_how_many_more_there_are(picture):
    page = picture()
    seen = len(each(within(page, "g[data-row]")))
    expect(within(page, ".more-rows")).to_have_text(LABELS["more_rows"].format(count=COUNT - seen))
    expect(named(page, LABELS["page_up"])).to_be_disabled()
    for _ in range(2):
        named(page, LABELS["page_down"]).click()
        quiet(page)
    later = [int(attribute_of(one, "data-row")) for one in each(within(page, "g[data-row]"))]
    assert min(later) > seen and row_said(
        known().cases[later[1]], later[1] + 1, 1, 0.7, kind(known().cases[later[1]], 1, 0.7)
    ) == attribute_of(row(page, later[1]), "aria-label")
    named(page, LABELS["page_up"]).click()
    last = picture(row=COUNT - 1)
    expect(drawn_row(last, COUNT - 1).locator("[data-drawer]")).to_be_attached()
    expect(named(last, LABELS["page_down"])).to_be_disabled()


def test_a_filter_lists_one_verdict_and_escape_lists_all(picture):
    page = picture(width=3)
    rows = [at for at, case in enumerate(known().cases) if kind(case, 3, 0.7) == "search"]
    for press in (only(page, "search").click, within(page, '[data-piece="search"]').click):
        press()
        told(page, row=rows[0], width=3, only="search")
        assert [int(attribute_of(one, "data-row")) for one in each(within(page, "g[data-row]"))] == rows
        expect(within(page, ".more-rows")).to_be_empty()
        expect(only(page, "search")).to_have_attribute("aria-pressed", "true")
        stage(page).press("Escape")
        told(page, row=rows[0], width=3)
    only(page, "length").click()
    told(page, row=rows[0], width=3, only="length")
    expect(within(page, ".more-rows")).to_have_text(LABELS["none_of"].format(verdict=LABELS["verdict_length"]))
    only(page, "length").click()
    told(page, row=rows[0], width=3)


# Marks, the mistake, one's own


def test_a_translation_is_marked_as_good_and_unmarked(picture):
    page, case = picture(width=3), known().cases[0]
    text = scores(case, 3, 0.7)[0].text
    mark, good = place(case, text), within(page, ".as-good")
    expect(good).to_have_text(LABELS["as_good"])
    good.click()
    told(page, width=3, good=(mark,))
    shows(page, width=3, toggled={0: [text]})
    expect(good).to_have_attribute("aria-pressed", "true")
    beam(page, 1).click()
    shows(page, toggled={0: [text]})
    expect(good).to_have_attribute("aria-pressed", "false")
    beam(page, 3).click()
    good.click()
    told(page, width=3)
    shows(page, width=3)
    marked = next(at for at, one in enumerate(known().cases) if kind(one, 3, 0.7) == "marked")
    page = picture(width=3, row=marked)
    text = scores(known().cases[marked], 3, 0.7)[0].text
    good.click()
    told(page, row=marked, width=3, good=(100 * marked + place(known().cases[marked], text),))
    shows(page, open=marked, width=3, toggled={marked: [text]})
    expect(within(picture(task="en-fr", width=10), ".as-good")).to_be_hidden()


def test_the_mistake_blames_somebody_else_and_says_so(picture):
    page, case = picture(width=3, row=1), known().cases[1]
    assert (kind(case, 3, 0.7), kind(case, 3, 0.7, wrongly=True)) == ("search", "model")
    shows(page, open=1, width=3)
    after(page, lambda: switch(page, "Mistake"))
    shows(page, open=1, width=3, wrongly=True)
    expect(within(page, ".verdicts dt")).to_have_text([LABELS["verdict_search"], LABELS["verdict_model"]])
    drawn_row(page, 1).locator("[data-chip]").hover()
    expect(within(page, ".tip")).to_contain_text(LABELS["tip_wrong"].format(right=LABELS["verdict_search"]))
    after(page, lambda: switch(page, "Mistake"))
    shows(page, open=1, width=3)


@pytest.mark.parametrize(("kind_of", "place_of"), [("long", -1), ("short", 4)])
def test_a_visitors_own_stands_on_top_or_in_the_place_of_a_row(picture, kind_of, place_of):
    own = own_case(kind_of)
    page = picture(own=kind_of, row=place_of, width=3, **({"own_row": place_of} if place_of >= 0 else {}))
    shows(page, open=place_of, width=3, own=(place_of, own))
    status = LABELS["status_own"] if place_of < 0 else LABELS["status"].format(row=place_of + 1, rows=COUNT)
    expect(within(page, ".status")).to_contain_text(status)
