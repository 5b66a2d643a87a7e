"""What leads a newcomer: the notes of a first visit, the experiments at the head of a picture, the tabs, the next lesson."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visits import address, drawn, link, open_lesson, open_tab, stage, status, step_to, wait_for_address
from tests.browser.waiting import after, box_of, each, quiet, result_of, text_of

OVERLAPS = """(notes) => {
  const boxes = [...notes.querySelectorAll("li:not(.off) .note")].map((note) => note.getBoundingClientRect());
  const bottom = Math.max(...[...notes.parentNode.querySelectorAll(".picture canvas, .picture .predictions")].map(
    (part) => part.getBoundingClientRect().bottom));
  const tools = notes.parentNode.querySelector(".tools").getBoundingClientRect().top;
  const apart = boxes.every((one, i) => boxes.every((other, k) => i === k || one.right <= other.left || other.right <= one.left));
  return { apart, under: boxes.every((box) => box.top >= bottom), over: boxes.every((box) => box.bottom <= tools + 1) };
}"""


@pytest.fixture
def newcomer(stranger: BrowserContext) -> Page:
    return stranger.new_page()


def notes(page: Page) -> Locator:
    return page.locator(".stepper .notes")


def chip(page: Page, number: int) -> Locator:
    return page.locator(f".stepper [data-try='{number}']")


def look(page: Page) -> Locator:
    return page.locator(".stepper .look")


def test_notes_of_a_first_visit(newcomer: Page, app_url: str):
    page = open_lesson(newcomer, app_url, "lstm")
    expect(notes(page)).to_be_visible()
    assert len(each(notes(page).locator(".note"))) == 3
    assert "from −6.53 to −5.75" in text_of(notes(page))
    assert result_of(notes(page), OVERLAPS) == {"apart": True, "under": True, "over": True}
    expect(page.locator(".stepper[aria-describedby=notes]")).to_have_count(1)
    stage(page).press("Escape")
    expect(notes(page)).to_be_hidden()
    drawn(page.reload() and page)
    expect(notes(page)).to_be_hidden()
    page.get_by_role("button", name="Show the notes on the picture").click()
    expect(notes(page)).to_be_visible()
    step_to(page, "ArrowLeft", "step 24 of")
    quiet(page)
    expect(notes(page)).to_be_hidden()


def test_notes_are_for_each_lesson_and_not_for_a_class(newcomer: Page, app_url: str):
    page = open_lesson(newcomer, app_url, "lstm", present=1)
    expect(notes(page)).to_be_hidden()
    open_lesson(page, app_url, "lstm")
    notes(page).get_by_role("button").first.click()
    expect(notes(page)).to_be_hidden()
    open_lesson(page, app_url, "gru")
    expect(notes(page)).to_be_visible()


def test_on_a_phone_notes_come_one_by_one(newcomer: Page, app_url: str):
    newcomer.set_viewport_size({"width": 390, "height": 844})
    page = open_lesson(newcomer, app_url, "lstm")
    for number in (1, 2, 3):
        shown = notes(page).locator("li:not(.off):not(.leaders)")
        expect(shown).to_have_count(1)
        expect(shown).to_contain_text(f"{number} of 3")
        shown.get_by_role("button").click()
    expect(notes(page)).to_be_hidden()


def test_the_key_that_the_lead_names_works_at_once(newcomer: Page, app_url: str):
    page = open_lesson(newcomer, app_url, "lstm")
    page.locator("body").press("ArrowLeft")
    expect(status(page)).to_contain_text("step 24 of 33")
    expect(notes(page)).to_be_hidden()
    after(page, lambda: page.locator("body").press("2"))
    expect(chip(page, 2)).to_have_attribute("aria-pressed", "true")


def test_nothing_jumps_when_the_notes_go(newcomer: Page, app_url: str):
    page = open_lesson(newcomer, app_url, "lstm")
    formula = page.locator(".stepper .beneath")
    before = box_of(formula)["y"]
    stage(page).press("Escape")
    expect(notes(page)).to_be_hidden()
    assert box_of(formula)["y"] == pytest.approx(before, abs=2)


def test_experiments_by_mouse_and_key(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "lstm")
    expect(chip(page, 1)).to_have_attribute("aria-pressed", "true")
    expect(look(page)).to_contain_text("Look for the bright row")
    after(page, chip(page, 2).click)
    wait_for_address(page, text="the cats (near the old dogs by the tree) are small.", **{"try": "2"})
    expect(look(page)).to_contain_text("held at 0")
    expect(status(page)).to_contain_text("step 42 of 52")
    expect(chip(page, 1)).to_contain_text("✓")
    meaning = page.locator(".stepper .meaning")
    expect(meaning).to_be_hidden()
    page.get_by_role("button", name="What it means").click()
    expect(meaning).to_contain_text("rises to .96")
    after(page, lambda: stage(page).press("3"))
    assert address(page)["try"] == "3" and address(page)["forget_bias"] == "-4"
    after(page, page.get_by_role("button", name="back to the text").click)
    assert "forget_bias" not in address(page)
    expect(page.locator(".stepper .seen")).to_have_text("3 of 3 seen")


def test_another_text_ends_an_experiment_and_comes_back_after_it(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "lstm", text="the dogs are red.", **{"try": 0})
    expect(chip(page, 1)).to_have_attribute("aria-pressed", "false")
    for number in (1, 2, 3):
        after(page, chip(page, number).click)
    after(page, page.get_by_role("button", name="back to the text").click)
    assert address(page)["text"] == "the dogs are red."


def test_a_link_with_an_experiment_on(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "lstm", **{"try": 2})
    expect(look(page)).to_contain_text("held at 0")
    step_to(page, "ArrowLeft", "step 41 of 52")
    sent = link(page)
    page.goto("about:blank")
    page.goto(sent)
    drawn(page)
    expect(status(page)).to_contain_text("step 41 of 52")
    expect(chip(page, 2)).to_have_attribute("aria-pressed", "true")


def test_the_lessons_beside_it(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "gru")
    open_tab(page, "Explain")
    expect(page.get_by_text("Read on", exact=True)).to_be_visible()
    after(page, page.get_by_role("link", name="LSTM →").click)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Why does an LSTM remember")
    after(page, page.get_by_role("link", name="← GRU").click)
    expect(page.get_by_role("heading", level=1)).to_contain_text("keep something in mind")
