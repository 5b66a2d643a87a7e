"""Shapes as a visitor meets them: above the fold, by link, from shape to shape, own texts, odd ones, mistakes; axe."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import faults
from tests.browser.visits import link, open_folded, open_tab, wait_for_address
from tests.browser.waiting import after, box_of, quiet, text_of

SLUG = "model_types"
FOLD = 800  # pixels of a small screen


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(status(quiet(page))).not_to_be_empty()
    return quiet(page)


def status(page: Page) -> Locator:
    return page.locator(".shapes .status")


def stage(page: Page) -> Locator:
    return page.locator(".shapes .stage")


def typed(page: Page, name: str, text: str) -> None:
    """A text is typed and taken."""
    field = page.get_by_role("textbox", name=name)
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def test_it_stands_above_the_fold_and_axe_finds_nothing_in_its_tabs(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for part in (page.locator(".shapes .lines > *").last, page.locator(".shapes .sizes tr").last):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    for tab in ("The five tasks", "One review", "Find the bug", "Predict, then see"):
        open_tab(page, tab)
        assert not faults(page), f"in {tab}"
    open_folded(page, "Referee")
    assert not faults(page), "in the referee"


def test_the_first_experiment_holds_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    shown = "".join(text_of(page.locator(".shapes .panel")).split())
    assert "pulleditdown:0.43→0.28" in shown and "pulleditup:0.28→0.79" in shown
    page.locator('.shapes .stage [data-hit="in 3"]').last.hover()
    expect(page.locator(".shapes .tip")).to_contain_text("ŷ would be 0.00")


def test_the_third_experiment_holds_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, page.locator(".chip-start[data-try='3']").click)
    expect(status(quiet(page))).to_contain_text("writes 11 of 11")
    page.locator('.shapes .stage [data-hit="box 5"]').last.click()
    expect(stage(page)).to_contain_text("2032-03-03")
    page.locator('.shapes .stage [data-hit="box 9"]').last.click()
    expect(stage(page)).to_contain_text("2022-03-03")


def test_from_shape_to_shape_by_control_and_by_thumbnail_each_with_an_input_of_its_own(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, page.get_by_role("radiogroup", name="Shape", exact=True).get_by_role("radio", name="one to many").click)
    expect(page.get_by_role("textbox", name="A letter, A to Z")).to_have_value("M")
    wait_for_address(page, shape="one_many")
    before = text_of(stage(quiet(page)))
    after(page, page.get_by_role("button", name="Another name").click)
    wait_for_address(page, seed="2")
    assert text_of(stage(quiet(page))) != before
    page.locator(".shapes .thumb[data-shape=many_many]").click()
    wait_for_address(page, shape="many_many", step="5")
    expect(page.get_by_role("textbox", name="A sentence, in English")).to_have_value(
        "Maria works for Siemens in Berlin"
    )


def test_own_texts_are_in_the_link(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, "A review, in English", "I would never eat there again")
    wait_for_address(page, text="I would never eat there again")
    expect(stage(quiet(page))).to_contain_text("again")
    stage(page).press("Home")
    wait_for_address(page, step="0")
    said = text_of(status(quiet(page)))
    page.goto(link(page))
    expect(status(page)).to_have_text(said)
    expect(stage(quiet(page))).to_contain_text("again")


def test_odd_texts_are_text_and_nothing_else(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("<b>bold</b> <script>alert(1)</script>", "👩‍👩‍👧 나는 학생 שלום", "x" * 300):
        typed(page, "A review, in English", text)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.locator(".shapes b b, .shapes script")).to_have_count(0)
        expect(status(quiet(page))).not_to_be_empty()
    typed(page, "A review, in English", "😀")
    expect(status(quiet(page))).to_contain_text("word 1 of 1")


def test_the_padded_batch_is_shown_and_undone(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="bug")
    after(page, page.get_by_role("radio", name="the last step is the answer").click)
    expect(stage(quiet(page))).to_contain_text("⟨pad⟩")
    expect(stage(page)).to_contain_text("ŷ = .26")
    after(page, page.get_by_role("radio", name="right").click)
    expect(stage(quiet(page))).to_contain_text("ŷ = .99")


def test_a_question_is_answered(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="predict")
    first = page.get_by_role("button", name="many to one").or_(page.get_by_role("radio", name="many to one")).last
    after(page, first.click)
    expect(page.get_by_text("Many words, one answer", exact=False)).to_be_visible()
