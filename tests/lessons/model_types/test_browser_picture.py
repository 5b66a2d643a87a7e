"""The row of boxes in Chromium: steps, shapes, dotted arrows that answer, a word left out, long texts, a phone, formulas."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app import theme
from tests.browser.test_visits import faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow, number
from tests.browser.waiting import after, attribute_of, box_of, quiet, result_of, result_of_all, text_of, texts_of, until
from tests.lessons.model_types.samples import REVIEW, SENTENCE, TAGS, runs

CELLS = ".shapes .stage svg rect[fill^='#'][pointer-events=none]"
FIRST_FRAME = """stage => {
  window.firstCells = 0;
  const count = () => { window.firstCells = stage.querySelectorAll("svg rect[fill^='#'][pointer-events=none]").length; };
  addEventListener("keydown", () => requestAnimationFrame(() => setTimeout(count)), { capture: true, once: true });
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("model_types", **address))
        expect(status(quiet(quiet_page))).not_to_be_empty()
        return quiet(quiet_page)

    return open_it


def status(page: Page) -> Locator:
    return page.locator(".shapes .status")


def stage(page: Page) -> Locator:
    return page.locator(".shapes .stage")


def part(page: Page, hit: str) -> Locator:
    return page.locator(f'.shapes .stage [data-hit="{hit}"]').last


def panel(page: Page) -> Locator:
    return page.locator(".shapes .panel")


def thumb(page: Page, shape: str) -> Locator:
    return page.locator(f".shapes .thumb[data-shape={shape}]")


def numbers(page: Page) -> Locator:
    """What the marked term is at the open box."""
    return page.locator(".shapes .caption .read").first


def told(page: Page, shape: str, step: int) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {shape} {step}", exact=True)).to_be_visible()


def test_keys_step_and_what_is_after_the_open_box_is_not_there_yet(picture):
    page = picture(step=0)
    expect(status(page)).to_have_text("word 1 of 7 · \u2068the\u2069")
    assert "0.97" not in text_of(panel(page)) and "ŷ = .97" not in text_of(stage(page))
    stage(page).focus()
    stage(page).press("ArrowRight")
    stage(page).press("ArrowRight")
    expect(status(page)).to_contain_text("word 3 of 7")
    told(page, "many_one", 2)
    stage(page).press("End")
    expect(stage(page)).to_contain_text("ŷ = .97")
    expect(panel(page)).to_contain_text("pulled it up: 0.20 → 0.60")
    told(page, "many_one", 6)
    stage(page).press("Home")
    told(page, "many_one", 0)


def test_play_runs_to_the_end_and_stops(picture):
    page = picture(step=3)
    page.get_by_role("button", name="Play").click()
    expect(status(page)).to_contain_text("word 7 of 7")
    told(page, "many_one", 6)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_thumbnail_is_opened_and_gives_its_place_to_the_shape_that_was(picture):
    page = picture()
    expect(thumb(page, "many_one")).to_have_count(0)
    thumb(page, "many_many").click()
    expect(page.locator(".shape-title")).to_contain_text("many to many")
    expect(thumb(page, "many_one")).to_have_count(1)
    expect(thumb(page, "many_many")).to_have_count(0)
    told(page, "many_many", 2)
    shown = text_of(stage(page))
    assert all(tag.split("-")[-1] in shown for tag in TAGS)
    stage(page).press("PageDown")
    told(page, "n_m", 15)
    stage(page).press("PageUp")
    stage(page).press("PageUp")
    told(page, "many_one", 6)


def test_with_motion_the_row_turns_into_the_other_shape(quiet_page: Page, harness: Callable[..., str]):
    quiet_page.emulate_media(reduced_motion="no-preference")
    quiet_page.goto(harness("model_types"))
    expect(status(quiet(quiet_page))).to_contain_text("word 7 of 7")
    thumb(quiet_page, "one_many").click()
    told(quiet_page, "one_many", 3)
    expect(quiet(quiet_page).locator(".shapes .stage svg > g[opacity='0']")).to_have_count(0)
    expect(stage(quiet_page)).to_contain_text("⟨end⟩")


@pytest.mark.parametrize(
    ("shape", "hit", "said"),
    [
        ("many_one", "out 2", "the one answer comes after the last word"),
        ("one_many", "in 2", "Nothing comes from outside any more"),
        ("n_m", "out 1", "nothing is written before all has been read"),
        ("n_m", "in 9", "Nothing comes from outside any more"),
        ("n_m", "in 5", "nothing of its own to read yet"),
        ("one_one", "memory", "no recurrent weights"),
        ("one_many", "first", "the end of a name before"),
    ],
)
def test_an_arrow_that_is_not_there_says_why(picture, shape, hit, said):
    page = picture(shape=shape)
    part(page, hit).click()
    expect(page.locator(".shapes .hidden-text[aria-live]").last).to_contain_text(said)
    shown = " ".join(texts_of(panel(page).locator("text")))
    assert said in shown


@pytest.mark.parametrize(
    ("shape", "step", "key", "said"),
    [
        ("one_one", 0, "Enter", "no recurrent weights"),
        ("many_one", 0, "Enter", "It begins with zeros"),
        ("many_one", 2, "ArrowUp", "the one answer comes after the last word"),
        ("n_m", 9, "ArrowDown", "Nothing comes from outside any more"),
    ],
)
def test_the_keyboard_asks_what_the_pointer_can(picture, shape, step, key, said):
    page = picture(shape=shape, step=step)
    stage(page).press(key)
    expect(page.locator(".shapes .hidden-text[aria-live]").last).to_contain_text(said)


def test_kinds_of_names_have_colours_of_their_own(picture):
    page, person = picture(shape="many_many"), theme.MEANINGS["person"]["text_light"]
    for t, tag in enumerate(TAGS):
        colour = attribute_of(part(page, f"out {t}").and_(page.locator("text")), "fill")
        assert (colour == person) == tag.endswith("PER"), tag


def test_a_dotted_output_says_what_would_have_been_said(picture):
    page = picture()
    part(page, "out 4").hover()
    expect(page.locator(".shapes .tip")).to_contain_text("Had the sentence ended here, ŷ would be 0.60")
    page = picture(shape="n_m", step=2)
    expect(stage(page)).to_contain_text("2002-01-01")
    stage(page).focus()
    stage(page).press("ArrowUp")
    expect(page.locator(".shapes .hidden-text[aria-live]").last).to_contain_text("2002-01-01")


def test_a_word_that_is_pointed_at_is_left_out(picture):
    page = picture()
    part(page, "in 3").hover()
    expect(page.locator(".shapes .tip")).to_contain_text("ŷ would be 0.05")
    expect(stage(page)).to_contain_text("without it .05")
    stage(page).focus()
    stage(page).press("Home")
    stage(page).press("ArrowDown")
    expect(page.locator(".shapes .hidden-text[aria-live]").last).to_contain_text("ŷ would be 0.90")


def test_a_box_that_is_pressed_is_opened(picture):
    page = picture()
    part(page, "box 2").click()
    told(page, "many_one", 2)


def test_pointing_at_a_term_marks_its_part_and_the_other_way_round(picture):
    page = picture()
    expect(part(page, "box 6")).not_to_have_attribute("stroke-width", "3")
    page.locator(".shapes .term[data-term=state]").hover()
    expect(part(page, "box 6")).to_have_attribute("stroke-width", "3")
    part(page, "in 6").hover()
    expect(page.locator(".shapes .term[data-term=input]")).to_have_class("term marked")
    expect(numbers(page)).to_have_text("x⟨7⟩ = \u2068all\u2069: 50 numbers")


def test_a_term_says_its_numbers_at_the_open_box(picture):
    page, run = picture(step=3), runs()["many_one"]
    expect(numbers(page)).to_have_text("Tx = 7, Ty = 1")
    for term, name, row in (("state", "a⟨4⟩", 3), ("before", "a⟨3⟩", 2), ("last", "a⟨7⟩", 6)):
        page.locator(f".shapes .term[data-term={term}]").focus()
        expect(numbers(page)).to_contain_text(f"{name} = (")
        shown = [number(one) for one in text_of(numbers(page)).split("(")[1].split(", …")[0].split(", ")]
        assert shown == pytest.approx(run.states[row, :3], abs=0.01)
    expect(part(page, "box 6")).to_have_attribute("stroke-width", "3")
    expect(part(page, "box 3")).not_to_have_attribute("stroke-width", "3")
    page = picture(shape="n_m", step=1)
    page.locator(".shapes .term[data-term=written]").hover()
    expect(numbers(page)).to_have_text("not at the open box")


def test_the_table_has_every_box(picture):
    page = picture()
    page.get_by_role("button", name="as table").click()
    rows = texts_of(page.locator(".shapes .table-box tbody tr"))
    assert len(rows) == len(REVIEW) and "0.05" in rows[3] and "0.20" in rows[3]
    assert not faults(page)


def test_a_long_text_scrolls_with_the_open_box_in_view(picture):
    page = picture(words=40)
    stage(page).focus()
    for key, box in (("Home", "box 0"), ("End", "box 39")):
        after(page, lambda pressed=key: stage(page).press(pressed))
        frame, found = box_of(stage(page)), box_of(part(page, box))
        assert frame["x"] <= found["x"] and found["x"] + found["width"] <= frame["x"] + frame["width"] + 1


def test_the_axis_stays_in_view_while_the_row_is_scrolled(picture):
    page = picture(words=40)
    half = page.locator(".shapes .axis text", has_text=".5")
    for key in ("Home", "End"):
        after(page, lambda pressed=key: stage(page).press(pressed))
        frame, found = box_of(stage(page)), box_of(half)
        assert frame["x"] <= found["x"] < frame["x"] + 80
    assert result_of(stage(page), "stage => stage.scrollLeft") > 500


def test_without_reduced_motion_a_step_glides_and_with_it_does_not(quiet_page: Page, harness: Callable[..., str]):
    """The open box is written from the top down: its first frame has fewer rows than the last."""
    for motion, glides in (("no-preference", True), ("reduce", False)):
        quiet_page.emulate_media(reduced_motion=motion)
        quiet_page.goto(harness("model_types", step=2))
        expect(status(quiet(quiet_page))).to_contain_text("word 3 of 7")
        result_of(stage(quiet_page), FIRST_FRAME)
        stage(quiet_page).press("ArrowRight")
        first = until(quiet_page, "() => window.firstCells")
        expect(status(quiet(quiet_page))).to_contain_text("word 4 of 7")
        assert (first < result_of_all(quiet_page.locator(CELLS), "cells => cells.length")) == glides


def test_thumbnails_are_drawn_by_the_row_s_own_hand(picture):
    """All words of a short sentence with its tags, and of a date what is written."""
    page = picture()
    small = text_of(thumb(page, "many_many"))
    assert all(word in small for word in SENTENCE) and all(tag.split("-")[-1] in small for tag in TAGS)
    assert "20200403" in "".join(texts_of(thumb(page, "n_m").locator("svg text"))).replace("-", "")
    thumb(page, "one_many").focus()
    after(page, lambda: thumb(page, "one_many").press("Enter"))
    told(page, "one_many", 3)
    assert result_of(page, "document.activeElement.shadowRoot?.activeElement?.className") == "stage"


@pytest.mark.parametrize("shape", ["one_one", "one_many", "many_one", "many_many", "n_m"])
def test_large_for_a_room_nothing_sticks_out(picture, shape):
    page = picture(shape=shape, present=1)
    no_overflow(page)
    assert number(attribute_of(page.locator(".shapes .stage text").first, "font-size")) > 12


@pytest.mark.parametrize("shape", ["one_one", "one_many", "many_one", "many_many", "n_m"])
def test_on_a_phone_nothing_sticks_out(quiet_page: Page, harness: Callable[..., str], shape):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    quiet_page.goto(harness("model_types", shape=shape))
    expect(status(quiet(quiet_page))).not_to_be_empty()
    no_overflow(quiet(quiet_page))
    assert box_of(panel(quiet_page))["y"] < box_of(stage(quiet_page))["y"]


def test_the_picture_as_a_file(picture):
    page = picture()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as SVG").click()
    text = saved.value.path().read_text("utf-8")
    assert all(word in text for word in (*REVIEW, "ŷ = .97", "many to one", ">.5<"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").click()
    is_drawn_twice_as_large(saved.value.path(), text)
