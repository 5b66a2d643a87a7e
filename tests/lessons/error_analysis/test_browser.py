"""The lesson on error analysis in Chromium: the first screen, links, experiments, one's own y*, jobs, its tabs."""

import re
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, expect

from core.translate.results import WIDTHS
from tests.app.strings import ENGLISH
from tests.browser.visits import address, link, no_overflow, open_tab, switch, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, texts_of
from tests.lessons.error_analysis.picturing import (
    alpha,
    beam,
    drawn_row,
    numbers,
    player,
    row,
    shows,
    stage,
    within,
)
from tests.lessons.error_analysis.samples import LABELS, division, known, log_p, scores, two
from tests.lessons.error_analysis.visit import OWN, SLUG, WIDE

LONG = 10 * WAIT  # until a worker is free and has searched, on a machine that has much else to do
FOLD = 860


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(within(quiet(page, LONG), ".status")).not_to_be_empty()
    return page


def field(page: Page, name: str = "human"):
    return page.get_by_role(
        "textbox", name=ENGLISH["error_analysis.human" if name == "human" else "error_analysis.text.fr-en"]
    )


def typed(page: Page, text: str, name: str = "human") -> None:
    """Type a translation, or a sentence."""
    field(page, name).fill(text)
    after(page, lambda: field(page, name).press("Enter"), LONG)


def test_the_first_screen_is_a_fault_of_the_search(quiet_page: Page, app_url: str):
    """All of it stands above the fold."""
    quiet_page.set_viewport_size({"width": 1280, "height": FOLD})
    page, case = opened(quiet_page, app_url), known().cases[0]
    machine, ours, theirs = scores(case, 1, 0.7)
    assert shows(page)["search"] > 0 and ours > theirs
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    expect(numbers(page).first).to_have_text(
        f"y* {division(case.human, ours, 1, 0.7)}  >  ŷ {division(machine, theirs, 1, 0.7)}"
    )
    for part in (within(page, ".verdicts"), numbers(page).last, within(page, ".foot")):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD
    no_overflow(page)


def test_the_notes_of_a_first_visit_stand_by_what_they_speak_of(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    opened(page, app_url)
    for said in ("Whose fault", "Here it fell out", "The verdict"):
        expect(within(page, ".notes li").filter(has_text=said)).to_be_visible()
    before = box_of(within(page, ".beneath"))["y"]
    stage(page).press("ArrowDown")
    expect(within(page, ".notes")).to_be_hidden()
    assert abs(box_of(within(page, ".beneath"))["y"] - before) < 3, "nothing jumps when they go"


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, task="en-fr")
    beam(page, 10).click()
    alpha(page).fill("0.45")
    row(page, 2).click()
    stage(page).press("ArrowRight")
    wait_for_address(page, task="en-fr", width="10", alpha="0.45", row="2", step="1")
    page.goto(link(page))
    quiet(page)
    shows(page, "en-fr", open=2, width=10, alpha=0.45)
    expect(player(page)).to_have_value("1")


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for number, of in ((2, {"width": 3}), (3, {"task": "en-fr", "open": 1, "width": 10}), (1, {})):
        after(page, within(page, f"[data-try='{number}']").click)
        expect(within(page, f"[data-try='{number}']")).to_have_attribute("aria-pressed", "true")
        shows(page, **of)
    assert not {"task", "width", "row"} & address(page).keys()


def test_ones_own_y_takes_the_place_of_peoples(quiet_page: Page, app_url: str):
    page, case = opened(quiet_page, app_url, row=2), known().cases[2]
    own = "The farmer sells his apples."
    typed(page, own)
    total, length = log_p("fr-en", case.source, own)
    expect(drawn_row(page, 2)).to_contain_text(own, timeout=LONG)
    assert {two(total), str(length)} <= set(texts_of(drawn_row(quiet(page), 2).locator("> text")))
    wait_for_address(page, human=own, human_of="2", row="2")
    typed(page, "He sells 日 apples.")
    expect(page.get_by_text(ENGLISH["translate.cannot_spell"].format(letters="日"))).to_be_visible()
    expect(drawn_row(page, 2)).to_contain_text(own)
    typed(page, "")
    expect(drawn_row(page, 2)).to_contain_text(case.human.text)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    shows(page, open=2)


def test_a_sentence_of_ones_own_comes_on_top_though_a_worker_searches(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, WIDE["text"], "text")
    expect(page.get_by_text(ENGLISH["error_analysis.needs_human"])).to_be_visible()
    typed(page, WIDE["human"])
    expect(within(page, ".status")).to_contain_text(LABELS["status_own"], timeout=LONG)
    total, _ = log_p("fr-en", WIDE["text"], WIDE["human"])
    assert two(total) in texts_of(drawn_row(quiet(page), -1).locator("> text"))
    beam(page, 50).click()
    wait_for_address(page, width="50", row="-1", human=WIDE["human"])
    panel = open_tab(page, ENGLISH["tab.own_human"])
    widths = texts_of(panel.locator("table tbody th"))
    assert list(dict.fromkeys(map(int, widths))) == list(WIDTHS)


def test_the_mistake_is_made_in_the_picture_and_caught_in_the_table(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, width=3, row=1)
    panel = open_tab(page, ENGLISH["tab.bug"])
    after(page, lambda: switch(page, ENGLISH["error_analysis.wrongly"]))
    found = shows(page, open=1, width=3, wrongly=True)
    cells = panel.locator("table tbody tr").last.locator("td")
    assert texts_of(cells)[:3] == [str(found[name]) for name in ("model", "search", "length")]
    after(page, lambda: alpha(page).fill("0"))
    expect(panel).to_contain_text("α = 0:")
    assert texts_of(panel.locator("table tbody tr").first.locator("td")) == texts_of(cells), (
        "where P ranks, P may judge"
    )
    shows(page, open=1, width=3, alpha=0.0, wrongly=True)


def test_a_search_of_twenty_sentences_can_be_stopped_and_is_offered_again(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, **OWN)
    panel = open_tab(page, ENGLISH["tab.wider"])
    ask = panel.get_by_role("button", name=re.compile("^Search "))
    ask.click()
    stop = panel.get_by_role("button", name=ENGLISH["job.cancel"], exact=True)
    stop.click(timeout=LONG)
    expect(stop).to_have_count(0)
    expect(ask).to_be_visible()
    expect(panel.locator("table")).to_have_count(1)
