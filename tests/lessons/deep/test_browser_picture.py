"""The storeys in Chromium: letters that climb, rows that are pinned, probes, charts, words from both sides, a phone."""

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.ui.numbers import signed
from tests.browser.test_visits import faults
from tests.browser.visits import no_overflow
from tests.browser.waiting import attribute_of, box_of, quiet, result_of, text_of, until
from tests.lessons.deep.samples import LETTERS, H, figures, reading

FOUND = reading()


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("deep", **address))
        expect(status(quiet(quiet_page))).not_to_be_empty()
        return quiet(quiet_page)

    return open_it


def status(page: Page) -> Locator:
    return page.locator(".storeys .status")


def stage(page: Page) -> Locator:
    return page.locator(".storeys .stage")


def part(page: Page, hit: str) -> Locator:
    return page.locator(f'.storeys [data-hit="{hit}"]').first


def cell(page: Page, n: int, w: int, t: int, r: int) -> tuple[float, float]:
    """Where a row and a symbol's column meet."""
    row, column = box_of(part(page, f"row {n} {w} {r}")), box_of(part(page, f"letter {t}"))
    return column["x"] + column["width"] / 2, row["y"] + row["height"] / 2


def over(page: Page, *place: int) -> None:
    """The pointer goes to a cell."""
    page.mouse.move(*cell(page, *place))


def press(page: Page, *place: int) -> None:
    """A cell is pressed."""
    page.mouse.click(*cell(page, *place))


def numbers(page: Page) -> str:
    return text_of(page.locator(".storeys .numbers"))


def told(page: Page, said: str) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {said}", exact=True)).to_be_visible()


def tip(page: Page) -> Locator:
    return page.locator(".storeys .tip")


def test_keys_move_along_the_text_and_the_page_is_told(picture):
    page = picture()
    expect(status(page)).to_have_text("letter 3 of 5 · reads \u2068c\u2069")
    stage(page).press("ArrowRight")
    told(page, "4 0 0 next")
    stage(page).press("End")
    told(page, "5 0 0 next")
    stage(page).press("Home")
    told(page, "1 0 0 next")
    stage(page).press("ArrowLeft")
    told(page, "1 0 0 next")


def test_the_numbers_are_cores(picture):
    for step in (1, 3, 4):
        page = picture(step=step)
        right = FOUND.p_right("next")[:, step - 1]
        shown = " ".join(numbers(page).split())
        for n, p in enumerate(right):
            assert f"layer {n + 1} p = {p:.3f} −log₂ = {-math.log2(p):.2f} bits" in shown
        for moved in FOUND.moved()[:, step - 1]:
            assert f"moved {np.float32(moved):.2f}" in shown


def test_a_click_pins_a_row_and_a_second_lets_it_go(picture):
    page = picture()
    over(page, 1, 0, 1, 1)
    a = FOUND.states[1, 1, 1]
    expect(tip(page)).to_contain_text(f"a[2]⟨2⟩[1] = {signed(a, 2)}")
    expect(tip(page)).to_contain_text("follows none of these")
    weights = FOUND.links[1, 0, 1, 0]
    best = int(np.abs(weights).argmax())
    expect(tip(page)).to_contain_text(f"{FOUND.units[0, 0, best]} ({signed(weights[best], 2)})")
    press(page, 1, 0, 1, 1)
    told(page, "3 2 1 next")
    press(page, 1, 0, 1, 1)
    told(page, "3 0 0 next")


def test_arrows_walk_from_row_to_row(picture):
    page = picture()
    stage(page).press("ArrowDown")
    told(page, "3 2 0 next")
    for _ in range(3):
        stage(page).press("ArrowDown")
    told(page, "3 1 0 next")
    stage(page).press("ArrowUp")
    told(page, "3 2 4 next")


def test_a_unit_says_since_when_it_has_held_its_sign(picture):
    page = picture(step=5)
    over(page, 0, 0, 4, 0)
    column = FOUND.states[0, :, 0] > 0
    count = next((i for i in range(1, 5) if column[4 - i] != column[4]), 5)
    said = "took this sign here" if count == 1 else f"for {count} symbols, since “\u2068{LETTERS[5 - count]}\u2069”"
    expect(tip(page)).to_contain_text(said)


def test_a_probes_answer_is_followed_through_the_layers(picture):
    page = picture(step=1)
    part(page, "probe 1 1").hover()
    expect(tip(page)).to_contain_text("“b” in all layers")
    for n, p in enumerate((0.3, 0.5)):
        expect(tip(page)).to_contain_text(f"layer {n + 1}: {p:.3f}")


def test_something_else_is_asked(picture):
    page = picture()
    page.locator(".storeys select").select_option("number")
    told(page, "3 0 0 number")
    expect(page.locator(".storeys .side")).to_contain_text("One or many?")
    expect(page.locator(".storeys .side")).to_contain_text("nothing to be right about")


def test_a_depth_in_a_chart_is_opened(picture):
    page = picture()
    part(page, "point bits rnn 4").hover()
    expect(tip(page)).to_contain_text("RNN, layers: 4, H = 25, 100,000 weights")
    expect(tip(page)).to_contain_text(f"{figures()['rnn', 4].mean:.3f} bits")
    part(page, "point ms gru 3").click()
    expect(page.get_by_text("opened gru 3", exact=True)).to_be_visible()
    part(page, "depth 2").click(position={"x": 4, "y": 6})
    expect(page.get_by_text("opened lstm 2", exact=True)).to_be_visible()


def test_what_was_measured_here_is_hollow(picture):
    page = picture()
    hollow = page.locator(".storeys .side circle[fill=none]")
    expect(hollow).to_have_count(0)
    page = picture(times=1)
    expect(hollow).to_have_count(12)
    part(page, "point ms lstm 2").hover()
    expect(tip(page)).to_contain_text("15.0 ms here")


@pytest.mark.parametrize("term", ["now", "before", "below", "top", "said"])
def test_a_term_says_its_numbers(picture, term):
    page = picture()
    page.locator(f".storeys .term[data-term={term}]").first.hover()
    read = page.locator(".storeys .caption .read").first
    if term == "said":
        expect(read).to_have_text("“a” 0.500")
    else:
        layer, t = {"now": (1, 2), "before": (1, 1), "below": (0, 2), "top": (1, 2)}[term]
        values = ", ".join(signed(v, 2).lstrip("+") for v in FOUND.states[layer, t, [0, 1, 4]].astype(np.float32))
        expect(read).to_have_text(f"{H} numbers; of units 0, 1, 4: {values}")


def test_with_one_layer_the_layer_below_is_the_letter(picture):
    page = picture(layers=1)
    page.locator(".storeys .term[data-term=below]").hover()
    expect(page.locator(".storeys .caption .read").first).to_have_text("one-hot: 1 at “\u2068c\u2069”")


def test_words_are_read_from_both_sides_layer_after_layer(picture):
    page = picture(ways=2, step=3)
    expect(status(page)).to_have_text("step 3 of 10: layer 1")
    tags = [
        page.locator(f".storeys .stage [data-hit^='tag {n}'] + text").filter(has_text=re.compile("^O$"))
        for n in range(2)
    ]
    expect(tags[0]).to_have_count(1)  # the middle one of five words: both sides of layer 1 are there
    expect(tags[1]).to_have_count(0)
    expect(page.locator(".storeys .numbers")).to_contain_text("both sides are here at step 8")
    expect(page.locator(".storeys [data-front='1']")).to_have_count(0)
    stage(page).press("ArrowRight")
    told(page, "4 0 0 tag")
    stage(page).press("End")
    told(page, "10 0 0 tag")
    expect(tags[0]).to_have_count(5)
    expect(tags[1]).to_have_count(4)
    expect(page.locator(".storeys .stage [data-hit^='tag 1'] + text").filter(has_text="B-PER")).to_have_count(1)
    part(page, "tag 1 1").hover()
    expect(page.locator(".storeys .caption").last).to_contain_text("Word 2")
    press(page, 1, 1, 2, 1)
    told(page, f"10 2 {H + 2} tag")
    expect(page.locator(".storeys select")).to_be_hidden()


def test_before_the_first_letter_there_is_what_the_lines_end_left(picture):
    page = picture(step=1)
    page.locator(".storeys .term[data-term=before]").hover()
    values = ", ".join(signed(v, 2).lstrip("+") for v in FOUND.before[1, [0, 1, 4]])
    expect(page.locator(".storeys .caption .read").first).to_contain_text(values)


def test_a_letter_climbs_from_layer_to_layer(quiet_page: Page, harness: Callable[..., str]):
    quiet_page.emulate_media(reduced_motion="no-preference")
    quiet_page.goto(harness("deep", step=1))
    expect(status(quiet(quiet_page))).to_contain_text("letter 1")
    script = """stage => {
      window.frames = [];
      const cells = (layer) => stage.querySelectorAll(`[data-front="${layer}"]`).length;
      const take = () => {
        window.frames.push([cells(0), cells(1)]);
        if (window.frames.length < 40) requestAnimationFrame(take);
      };
      stage.addEventListener("keydown", () => requestAnimationFrame(take), { capture: true, once: true });
    }"""
    result_of(stage(quiet_page), script)
    stage(quiet_page).press("ArrowRight")
    told(quiet_page, "2 0 0 next")
    until(quiet_page, "() => window.frames.length >= 40")
    seen = result_of(quiet_page, "window.frames")
    assert seen[-1] == [3, 3] and any(low > high for low, high in seen), seen


def test_play_reads_to_the_end(picture):
    page = picture(step=3)
    page.get_by_role("button", name="Play").click()
    expect(status(page)).to_contain_text("letter 5 of 5")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    told(page, "5 0 0 next")


def test_the_table_says_the_same(picture):
    page = picture()
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".storeys .tables tbody tr")
    expect(rows).to_have_count(5)
    assert text_of(rows.nth(0)) == "1abb 0.30 (0.30)b 0.50 (0.50)"


@pytest.mark.parametrize(("letters", "layers"), [(1, 4), (2, 1), (60, 3), (160, 4)])
def test_texts_of_any_length_keep_their_place(picture, letters, layers):
    page = picture(letters=letters, layers=layers, step=letters)
    no_overflow(page)
    last, frame = box_of(part(page, f"letter {letters - 1}")), box_of(stage(page))
    assert frame["x"] - 1 <= last["x"] and last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


def test_on_a_phone_one_layer_is_drawn_and_a_lift_goes_to_the_others(picture):
    picture().set_viewport_size({"width": 390, "height": 844})
    page = picture()
    no_overflow(page)
    expect(part(page, "row 1 0 0")).to_be_visible()
    expect(page.locator(".storeys [data-hit^='row 0']")).to_have_count(0)
    page.get_by_role("button", name="layer 1").click()
    expect(page.locator(".storeys [data-hit^='row 0']")).to_have_count(3)
    expect(page.locator(".storeys .side")).to_contain_text("1.00 bits")
    part(page, "letter 0").click()
    told(page, "1 0 0 next")


def test_axe_and_present(picture):
    page = picture(present=1)
    assert not faults(page)
    assert attribute_of(page.locator(".storeys .stage"), "role") == "application"
