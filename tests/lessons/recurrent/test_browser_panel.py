"""What stands beside the accordion, in Chromium: three cells' forecasts, or the same words between other marks."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visits import number, open_lesson, stage
from tests.browser.waiting import after, box_of, each, quiet, result_of, result_of_all, text_of, texts_of
from tests.lessons.recurrent.samples import VERB_STEP, panel, reading

SVG = "{http://www.w3.org/2000/svg}"
UNIT, UNITS = 7, 12
PHONE = {"width": 390, "height": 844}
WIDTHS = "bars => bars.map((bar) => bar.getBoundingClientRect().width / bar.parentNode.getBoundingClientRect().width)"


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(panel=…)` opens the harness at the verb's step, with a unit pinned."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(
            harness("stepper", **{"step": VERB_STEP, "unit": UNIT, "units": UNITS, "equation": "gru"} | query)
        )
        expect(quiet(quiet_page).locator(".stepper .cases li").first).to_be_visible()
        return quiet(quiet_page)

    return open_page


def as_seen(page: Page) -> list[Locator]:
    """The cases from top to bottom."""
    return sorted(each(page.locator(".cases li")), key=lambda case: box_of(case)["y"])


def probabilities(case: Locator) -> list[float]:
    return [float(text) for text in texts_of(case.locator(".p"))]


def test_three_forecasts_follow_the_step(opened):
    page = opened(panel="forecasts")
    cells = panel("forecasts", reading("gru", units=UNITS)).cells
    cases = as_seen(page)
    assert [text_of(case.locator("b").first) for case in cases] == ["RNN", "GRU", "LSTM"]
    for case, cell in zip(cases, cells, strict=True):
        assert texts_of(case.locator(".token")) == ["is", "are"]
        assert probabilities(case) == pytest.approx(list(cell.forecast.p[VERB_STEP]), abs=0.006)
        assert result_of_bars(case) == pytest.approx(list(cell.forecast.p[VERB_STEP]), abs=0.02)
        expect(case.locator(".right")).to_have_text(cell.right)
    heading = page.locator(".other .next-title")
    expect(heading).to_have_text("“is” or “are”? Three cells guess")
    expect(page.locator(".predictions .next")).to_be_hidden()

    before = [box_of(case)["y"] for case in cases]
    stage(page).press("ArrowRight")
    expect(heading).to_have_text("Three cells, the same letters")
    for case, cell in zip(cases, cells, strict=True):
        assert probabilities(case) == pytest.approx(list(cell.forecast.p[VERB_STEP + 1]), abs=0.006)
        symbols = [cell.forecast.symbols[place] for place in cell.forecast.ids[VERB_STEP + 1]]
        assert [
            text.replace("·space", " ").replace("↵new line", "\n") for text in texts_of(case.locator(".token"))
        ] == symbols
        expect(case.locator(".right")).to_be_hidden()
    assert [box_of(case)["y"] for case in cases] == before, "nothing jumps"


def result_of_bars(case: Locator) -> list[float]:
    """How much of its track each bar takes."""
    return result_of_all(case.locator(".bar"), WIDTHS)


def test_the_same_words_between_other_marks(opened):
    page = opened(panel="marks")
    marked, cases = panel("marks", reading("gru", units=UNITS)), as_seen(page)
    assert [text_of(case.locator(".label")).split(",")[0] for case in cases] == [*marked.labels, "no mark"]
    assert number_of_bars(page) == 5
    for step in (VERB_STEP, VERB_STEP + 1):
        for row, case in enumerate(cases):
            assert number(text_of(case.locator(".cell-of"))) == pytest.approx(marked.states[row, step, UNIT], abs=0.006)
            assert probabilities(case) == pytest.approx([marked.chance[row, step]], abs=0.006)
        shares = [width for case in cases for width in result_of_bars(case)]
        assert shares == pytest.approx([p / marked.chance[:, step].max() for p in marked.chance[:, step]], abs=0.02)
        stage(page).press("ArrowRight")
    stage(page).press("ArrowDown")
    expect(page.locator(".case-heads")).to_contain_text(f"unit {UNIT + 1}")
    assert number(text_of(cases[1].locator(".cell-of"))) == pytest.approx(
        marked.states[1, VERB_STEP + 2, UNIT + 1], abs=0.006
    )
    after(page, lambda: stage(page).press("Escape"))
    expect(page.locator(".cell-of:visible")).to_have_count(0)


def number_of_bars(page: Page) -> int:
    return len(each(page.locator(".bars li:visible")))


@pytest.mark.parametrize(("kind", "named"), [("forecasts", "LSTM"), ("marks", "( … )")])
def test_it_is_a_list_that_begins_with_the_case_on_screen(opened, kind, named):
    page = opened(panel=kind)
    cases = page.locator(".predictions").get_by_role("list").last.get_by_role("listitem")
    expect(cases.first).to_have_attribute("aria-current", "true")
    expect(cases.first).to_contain_text(named)
    expect(cases.first).to_contain_text("this picture")
    expect(page.locator(".cases [aria-current], .cases .shown")).to_have_count(1)
    if kind == "marks":
        assert re.search(rf"unit {UNIT} [+−]\d\.\d\d its mark closes \.\d+$", text_of(cases.nth(1)))


@pytest.mark.parametrize("kind", ["forecasts", "marks"])
def test_the_file_holds_it_too(opened, kind, tmp_path):
    page = opened(panel=kind)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    saved = [t.text for t in ElementTree.parse(tmp_path / "picture.svg").getroot().findall(f"{SVG}text")]
    for case in as_seen(page):
        for text in texts_of(case.locator(".p, .cell-of, .right")):
            assert text in saved
            saved.remove(text)
    assert {"below 0", "above 0"} <= set(saved)


@pytest.mark.parametrize("kind", ["forecasts", "marks"])
def test_on_a_phone_it_stands_beneath_in_full_width(opened, quiet_page, kind):
    quiet_page.set_viewport_size(PHONE)
    page = opened(panel=kind)
    picture = box_of(page.locator(".picture"))
    ends = bottom(stage(page))
    for case in as_seen(page):
        box = box_of(case)
        assert box["y"] >= ends and box["width"] >= picture["width"]
        assert all(
            0 <= box_of(p)["x"] and box_of(p)["x"] + box_of(p)["width"] <= PHONE["width"]
            for p in each(case.locator(".p"))
        )
        assert box["height"] < 60
    if kind == "forecasts":
        lines = each(as_seen(page)[0].locator(".line-of"))
        assert box_of(lines[0])["y"] == box_of(lines[1])["y"]
    assert result_of(page, "document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_a_phone_a_note_stands_beneath_what_it_speaks_of(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    page.set_viewport_size({"width": 390, "height": 1600})
    open_lesson(page, app_url, "lstm")
    note, panel_at = page.locator(".stepper .notes li:not(.off) .note"), page.locator(".predictions")
    legends, canvas = page.locator(".stepper .legends"), box_of(page.locator(".stepper canvas"))
    ends = box_of(legends)["y"]
    strip_ends, headings_begin = canvas["y"] + 50, box_of(page.locator(".stepper .heading .symbol").first)["y"]
    assert strip_ends < top(note) and bottom(note) <= headings_begin
    note.click()
    expect(note).to_contain_text("This step")
    assert bottom(stage(page)) <= top(note) and bottom(note) <= top(panel_at.locator("b").first)
    note.click()
    expect(note).to_contain_text("What it expects")
    assert bottom(panel_at) <= top(note) and bottom(note) <= top(legends.locator(".side").first)
    expect(
        page.get_by_role("heading", name="Unit 39, pinned")
    ).to_be_visible()  # a press on a note is none on the picture
    note.click()
    expect(page.locator(".stepper .notes")).to_be_hidden()
    assert top(legends) == pytest.approx(ends, abs=2), "nothing beneath has jumped"


def top(at: Locator) -> float:
    return box_of(at)["y"]


def bottom(at: Locator) -> float:
    box = box_of(at)
    return box["y"] + box["height"]
