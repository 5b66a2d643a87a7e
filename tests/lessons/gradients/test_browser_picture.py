"""What reaches back, in Chromium: pins, looks, the wave, another radius, long texts, a phone, formulas, core's numbers."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.ui.numbers import power as scientific
from core.recurrent.gradients import per_letter
from tests.browser.test_visits import faults
from tests.browser.visits import no_overflow
from tests.browser.waiting import after, attribute_of, box_of, quiet, result_of, result_of_all, text_of, until
from tests.lessons.gradients.samples import LOGS, TEXT, reaches

FOUND = reaches()
SHARES = ".gradients .stage rect[fill-opacity]"


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("gradients", **address))
        expect(status(quiet(quiet_page))).not_to_be_empty()
        return quiet(quiet_page)

    return open_it


def status(page: Page) -> Locator:
    return page.locator(".gradients .status")


def stage(page: Page) -> Locator:
    return page.locator(".gradients .stage")


def part(page: Page, hit: str) -> Locator:
    return page.locator(f'.gradients .stage [data-hit="{hit}"]')


def numbers(page: Page) -> str:
    return text_of(page.locator(".gradients .numbers"))


def told(page: Page, said: str) -> None:
    """The page has been told where the picture rests."""
    expect(page.get_by_text(f"rest {said}", exact=True)).to_be_visible()


def shares(page: Page) -> list[float]:
    """How full the colours are, letter after letter, of each the three cells."""
    return result_of_all(page.locator(SHARES), "all => all.map((one) => Number(one.getAttribute('fill-opacity')))")


def test_keys_pin_and_look_and_the_page_is_told(picture):
    page = picture()
    expect(status(page)).to_have_text("loss of letter 18 of 20 · \u2068a\u2069")
    stage(page).press("ArrowLeft")
    expect(status(page)).to_contain_text("letter 17 of 20")
    told(page, "17 9 0")
    stage(page).press("ArrowUp")
    told(page, "17 8 0")
    stage(page).press("ArrowDown")
    stage(page).press("ArrowDown")
    told(page, "17 10 0")
    stage(page).press("Home")
    told(page, "1 0 0")
    stage(page).press("ArrowLeft")
    stage(page).press("End")
    told(page, "20 10 0")  # the letter that was looked at is so again


def test_a_letter_is_pinned_by_a_click_and_a_cell_is_looked_at(picture):
    page = picture()
    part(page, "letter 12").click()
    told(page, "12 9 0")
    part(page, "cell 4").first.click()
    told(page, "12 4 0")
    part(page, "cell 15").click()  # comes after the pin: nothing to look at
    expect(status(page)).to_contain_text("letter 12")
    part(page, "letter 3").click()
    told(page, "3 2 0")


def test_colours_go_from_what_the_newest_gets_to_what_is_rounded_away(picture):
    page = picture()
    drawn = np.array(shares(page)).reshape(-1, 3)
    assert len(drawn) == 18
    for k in range(18):
        for i, cell in enumerate(("rnn", "gru", "lstm")):
            expected = 1 - (FOUND[cell].log_norms[17, k] - FOUND[cell].log_norms[17, 17]) / np.log10(2**-25)
            assert drawn[k, i] == pytest.approx(np.clip(expected, 0, 1), abs=0.006)
    assert drawn[9, 0] == 0 < drawn[9, 1] < drawn[9, 2] < drawn[17, 0] == 1


@pytest.mark.parametrize(("pin", "look"), [(18, 9), (18, 0), (18, 17), (5, 2)])
def test_the_numbers_are_cores(picture, pin, look):
    page = picture(pin=pin, look=look)
    shown, t = numbers(page), pin - 1
    for cell, one in FOUND.items():
        row = one.log_norms[t, :pin].astype(np.float32)
        here, there = float(row[t]), float(row[look])
        assert scientific(there) in shown and scientific(here) in shown
        assert look == t or f"{per_letter(here, there, t - look):.3f}" in shown
        place = int((row > row[look]).sum()) + 1
        assert f"no. {place} of {pin}" in shown, cell
        assert f"{cell.upper()} {one.chances[t]:.2f}" in shown
    lost = FOUND["rnn"].lost[t]
    assert (f"RNN: rounded away from {lost} letters back on" in shown) == (lost >= 0)


def test_numbers_are_written_as_the_page_writes_them(picture):
    page = picture(odd=1, pin=20)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".gradients .tables tbody tr")
    expect(rows).to_have_count(20)
    for k in range(20):
        expect(rows.nth(19 - k).locator("td").nth(1)).to_have_text(scientific(LOGS[k % len(LOGS)]))


def test_a_wave_runs_back_from_the_pin_and_leaves_the_new_colours(quiet_page: Page, harness: Callable[..., str]):
    quiet_page.emulate_media(reduced_motion="no-preference")
    quiet_page.goto(harness("gradients", pin=20))
    expect(status(quiet(quiet_page))).to_contain_text("letter 20")
    script = """stage => {
      window.frames = [];
      const take = () => {
        window.frames.push(stage.querySelectorAll("rect[fill-opacity]").length);
        if (window.frames.length < 40) requestAnimationFrame(take);
      };
      stage.addEventListener("keydown", () => requestAnimationFrame(take), { capture: true, once: true });
    }"""
    result_of(stage(quiet_page), script)
    stage(quiet_page).press("Home")
    told(quiet_page, "1 0 0")
    until(quiet_page, "() => window.frames.length >= 40")
    assert len(shares(quiet_page)) == 3
    assert max(result_of(quiet_page, "window.frames")) > 3  # on the way the old colours are still there


def test_another_radius_is_asked_for_and_turns_the_rnns_curve_alone(picture):
    page = picture()
    before = {cell: attribute_of(page.locator(f"[data-curve={cell}]"), "d") for cell in FOUND}
    slider = page.locator(".gradients .radius")
    expect(slider).to_have_attribute("aria-valuetext", "own, 4.50")
    after(page, lambda: slider.press("ArrowRight"))
    told(page, "18 9 8")
    expect(slider).to_have_attribute("aria-valuetext", "8.0")
    assert "2.000" in numbers(page)
    assert attribute_of(page.locator("[data-curve=rnn]"), "d") != before["rnn"]
    after(page, lambda: slider.press("ArrowLeft"))
    told(page, "18 9 0")
    assert {cell: attribute_of(page.locator(f"[data-curve={cell}]"), "d") for cell in FOUND} == before


def test_pointing_shows_a_letters_three_numbers_and_marks_the_term(picture):
    page = picture()
    part(page, "cell 5").first.hover()
    expect(page.locator(".gradients .tip")).to_contain_text("12 back")
    expect(page.locator(".gradients .tip")).to_contain_text(f"RNN  {scientific(float(FOUND['rnn'].log_norms[17, 5]))}")
    expect(page.locator(".gradients .term[data-term=reach].marked")).to_have_count(1)
    part(page, "letter 1").hover()
    expect(page.locator(".gradients .tip")).to_contain_text("Click: the loss of this letter")
    part(page, "cell 19").hover(position={"x": 5, "y": 20})
    expect(page.locator(".gradients .tip")).to_contain_text("comes after the pinned one")


def test_a_term_says_its_numbers(picture):
    page = picture()
    for term, said in (
        ("here", "RNN 2.0, GRU 1.0, LSTM 0.50"),
        ("factor", "(9, 9), radius of W_aa 4.50"),
        ("limit", "θ = 0.5"),
        ("gate", "0.90 on average"),
        ("clipped", "‖ĝ‖ = 0.5"),
    ):
        page.locator(f".gradients .term[data-term={term}]").first.hover()
        expect(page.locator(".gradients .caption .read").first).to_contain_text(said)


def test_the_small_cliff_opens_its_tab(picture):
    page = picture()
    page.set_viewport_size({"width": 1280, "height": 800})
    quiet(page)
    after(page, lambda: part(page, "cliff").click(position={"x": 40, "y": 20}))
    expect(page.get_by_text("opened True", exact=True)).to_be_visible()


def test_more_than_ten_times_the_newest_has_a_bar(picture):
    page = picture()
    expect(page.locator("[data-above]")).to_have_count(0)
    after(page, lambda: page.locator(".gradients .radius").press("ArrowRight"))
    expect(page.locator("[data-above=rnn]")).to_have_count(14)  # 2^4 is the first power of two above 10
    expect(page.locator("[data-above=gru], [data-above=lstm]")).to_have_count(0)


def test_letters_strips_and_curves_stand_on_one_axis(picture):
    page = picture()
    boxes = [box_of(part(page, "letter 7")), *(box_of(part(page, "cell 7").nth(i)) for i in range(4))]
    middles = [box["x"] + box["width"] / 2 for box in boxes]
    assert max(middles) - min(middles) < 1.5


def test_play_runs_to_the_last_letter(picture):
    page = picture(pin=17)
    page.get_by_role("button", name="Play").click()
    expect(status(page)).to_contain_text("letter 20 of 20")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    told(page, "20 9 0")


@pytest.mark.parametrize("letters", [1, 2, 60, 200])
def test_texts_of_any_length_keep_their_place(picture, letters):
    page = picture(letters=letters, pin=letters)
    no_overflow(page)
    assert len(shares(page)) == 3 * letters
    stage(page).press("Home")
    expect(status(page)).to_contain_text(f"letter 1 of {letters}")


def test_on_a_phone_the_text_stands_in_lines(picture):
    picture().set_viewport_size({"width": 390, "height": 844})
    page = picture(letters=100, pin=90)
    no_overflow(page)
    tops = {round(box_of(part(page, f"letter {k}"))["y"]) for k in (0, 45, 95)}
    assert len(tops) == 3
    part(page, "letter 60").click()
    told(page, "60 9 0")


def test_the_table_says_the_same(picture):
    page = picture()
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".gradients .tables tbody tr")
    expect(rows).to_have_count(18)
    assert text_of(rows.nth(8)) == "8s" + "".join(
        scientific(float(np.float32(FOUND[cell].log_norms[17, 9]))) for cell in FOUND
    )


@pytest.mark.parametrize("by", ["state", "activation", "letter"])
def test_curves_are_named_by_what(picture, by):
    page = picture(by=by)
    expected = {"state": ("a⟨k⟩", "c⟨k⟩", "c⟨k⟩"), "activation": ("a⟨k⟩", "c⟨k⟩", "a⟨k⟩"), "letter": ("x⟨k⟩",) * 3}[by]
    for cell, state in zip(("RNN", "GRU", "LSTM"), expected, strict=True):
        expect(stage(page)).to_contain_text(f"{cell}, by {state}")


def test_axe_and_present(picture):
    page = picture(present=1)
    assert not faults(page)
    assert TEXT[0] in text_of(stage(page))
