"""The lesson on negative sampling in Chromium: the first screen, links, experiments, other darts and centres, its tabs."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from app.lessons.words.negative_sampling.options import CENTRE, PAIR, PRESETS, SEED, SENTENCE
from tests.app.strings import ENGLISH
from tests.browser.visits import address, choose, link, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, result_of, text_of, texts_of
from tests.lessons.negative_sampling.samples import FLAT, MIDDLE, ONE, rows, said, shown, total, two, wrong
from tests.lessons.negative_sampling.test_browser_picture import (
    PLACES,
    WATCH,
    darts,
    named,
    numbers,
    player,
    row,
    shows,
    stage,
    within,
)  # fmt: skip

LONG = 10 * WAIT  # until a worker is free and has measured, on a machine that has much else to do
SLUG = "negative_sampling"


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(within(quiet(page, LONG), ".status")).not_to_be_empty()
    return page


def test_the_first_screen_shows_one_true_row_and_four_drawn(quiet_page: Page, app_url: str):
    """Of these one is a *wrong wrong answer*; all of it stands above the fold."""
    quiet_page.set_viewport_size({"width": 1280, "height": 860})
    page, found = opened(quiet_page, app_url), shown()
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    shows(page)
    drawn = rows(found, PAIR, 4)
    (place,) = [j for j, one in enumerate(drawn) if wrong(found, PAIR, one)]
    assert (found.tokens[CENTRE], drawn[0].word, drawn[place].word) == ("orange", "juice", "of")
    expect(within(page, f'g[data-row="{place}"] [data-wrong]')).to_have_count(1)
    expect(within(page, "g[data-row] [data-bar='1']")).to_have_count(1)
    expect(within(page, "g[data-row] [data-bar='0']")).to_have_count(4)
    for part in (within(page, ".lines > *").last, within(page, ".numbers"), within(page, "svg.bars")):
        box = box_of(part)
        assert box["y"] + box["height"] < 860


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text=PRESETS["father"], centre=4, window=2)
    stage(page).press("+")
    within(page, ".slide.exponent").fill("10")
    within(page, ".sentence [data-word='5']").click()
    stage(page).press("ArrowLeft")
    found = shown(PRESETS["father"], 4, 2)
    pair = found.targets.tolist().index(5)
    wait_for_address(page, centre="4", pair=str(pair), exponent="0.5", k="5", step="6", window="2")
    here = {"text": PRESETS["father"], "centre": 4, "window": 2}
    shows(page, 6, pair, 5, 10, **here)
    page.goto(link(page))
    expect(within(quiet(page), ".sentence .centre")).to_have_text("mother")
    expect(within(page, ".sentence .pair")).to_have_attribute("data-word", "5")
    shows(page, 6, pair, 5, 10, **here)


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    before = darts(page)
    after(page, within(page, "[data-try='2']").click)
    expect(within(page, "[data-try='2']")).to_have_attribute("aria-pressed", "true")
    shows(page, x=ONE)
    assert darts(page) == before, "the darts fall where they fell"
    after(page, within(page, "[data-try='3']").click)
    shows(page, moment="before")
    words = texts_of(within(page, "g[data-row] text"))
    assert [text for text in words if text == "0.50"] == ["0.50"] * 5 and two(
        total(rows(shown(moment="before"), 3, 4))
    ) == "3.47"
    long = {round(abs(line[2] - line[0]), 1) for _, line, _, _ in result_of_all_points(page)}
    assert len(long) == 1, "all pushes are as long"
    wait_for_address(page, **{"try": "3"}, moment="before")
    after(page, within(page, "[data-try='1']").click)
    shows(page)
    wait_for_address(page)
    assert not {"moment", "exponent"} & address(page).keys()


def result_of_all_points(page: Page) -> list:
    """The arrows of the plane."""
    return result_of(within(page, "svg.plane"), f"svg => ({PLACES})([...svg.querySelectorAll('[data-point]')])")


def test_an_experiment_stays_on_while_the_picture_is_moved_and_goes_with_other_darts(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    stage(page).press("ArrowLeft")
    wait_for_address(page, step="5")
    within(page, ".slide.exponent").fill(str(FLAT))
    wait_for_address(page, exponent="0")
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    after(page, within(page, ".throw").click)
    expect(within(page, "[data-try][aria-pressed=true]")).to_have_count(0)
    shows(page, x=FLAT, seed=SEED + 1)


def test_throw_again_is_in_the_address_and_can_be_gone_back_from(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, k=2, **{"try": 0})
    page.emulate_media(reduced_motion="no-preference")
    result_of(player(page), WATCH)
    after(page, within(page, ".throw").click)
    wait_for_address(page, seed=str(SEED + 1), k="2")
    found, drawn = shown(seed=SEED + 1), rows(shown(seed=SEED + 1), PAIR, 2)
    heard = result_of(quiet(page), "window.said")[1:]
    assert heard == [
        *(said(found, PAIR, one) for one in drawn[1:]),
        f"All 3 are pushed at once; the losses add up to {two(total(drawn))}",
    ]
    shows(page, k=2, seed=SEED + 1)
    after(page, lambda: result_of(page, "history.back()"))
    shows(page, k=2)
    page.goto(f"{app_url}/{SLUG}?seed={SEED + 1}&k=2")
    shows(quiet(page), k=2, seed=SEED + 1)


def test_another_centre_brings_its_pairs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, within(page, ".sentence [data-word='12']").click)
    wait_for_address(page, centre="12", pair="0")
    expect(within(page, ".sentence .near")).to_have_text(["along", "with", "my"])
    expect(within(page, ".status")).to_contain_text("pair 1 of 3")
    shows(page, pair=0, centre=12)
    choose(page, ENGLISH["negative_sampling.window_label"], ENGLISH["negative_sampling.window"].format(width=1))
    expect(within(page, ".sentence .near")).to_have_text(["my"])
    shows(page, pair=0, centre=12, window=1)


def test_another_text_and_one_without_a_pair(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    field = page.get_by_role("textbox", name=ENGLISH["control.text"])
    field.fill("<b>the</b> zzyzx glass")
    after(page, lambda: field.press("Enter"))
    words = within(page, ".sentence .word")
    expect(words).to_have_text(["b", "the", "b", "zzyzx", "glass"])
    field.fill("zzyzx")
    after(page, lambda: field.press("Enter"))
    expect(page.get_by_text(ENGLISH["negative_sampling.no_pair"])).to_be_visible()
    expect(words).to_have_text(["b", "the", "b", "zzyzx", "glass"])
    expect(field).to_have_value("zzyzx")
    after(page, lambda: pick(page, ENGLISH["negative_sampling.preset.juice"]))
    expect(words).to_have_text(SENTENCE.lower().split())


def test_three_ways_are_timed_when_asked_for(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, k=3)
    panel = open_tab(page, ENGLISH["tab.timed"])
    panel.get_by_role("button", name=ENGLISH["words.cost.measure"]).click()
    expect(panel.locator(".js-plotly-plot .scatterlayer .trace")).to_have_count(3, timeout=LONG)
    expect(panel).to_contain_text("Both axes are logarithmic")
    shows(quiet(page), k=3)


def test_thousands_of_darts_follow_the_exponent(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.darts"])
    told = panel.get_by_text("The commonest words")
    before = text_of(told)
    pick(panel, "1,000 darts")
    wait_for_address(page, thrown="1000")
    expect(told).not_to_have_text(before)
    now = text_of(told)
    after(page, lambda: within(page, ".slide.exponent").fill(str(ONE)))
    expect(told).not_to_have_text(now)
    expect(panel.locator(".js-plotly-plot .barlayer .trace")).to_have_count(1)


def test_the_recovered_probability_is_about_one(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.bug"])
    after(page, lambda: pick(panel, ENGLISH["negative_sampling.bug.share"]))
    whole = texts_of(panel.locator("table tbody tr").last.locator("th, td"))
    assert whole[2] == "100.0 %" and whole[1] == f"{100 * shown().sigmas:,.1f} %"
    assert re.fullmatch(r"(9\d|1[0-3]\d)\.\d %", whole[3])
    drawn = texts_of(panel.locator("table tbody th"))[:-1]
    assert drawn == [one.word for one in rows(shown(), PAIR, 4, MIDDLE)]
    row(page, 1).hover()
    expect(numbers(page).nth(1)).to_contain_text(drawn[1])
    expect(named(page, ENGLISH["negative_sampling.picture.play"])).to_be_visible()
