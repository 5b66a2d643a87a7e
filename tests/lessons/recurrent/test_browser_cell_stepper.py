"""The accordion in Chromium: keys, pointer, gates held, formula and picture as one, table, and odd texts."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.lessons.recurrent.cell_stepper import EQUATIONS
from tests.browser.motion import first_frame
from tests.browser.visits import number, stage, status
from tests.browser.waiting import after, box_of, quiet, result_of, text_of, texts_of
from tests.lessons.recurrent.samples import Arithmetic, reading

ODD = ("a", "👩‍👩‍👧🙂é", "고양이가 먹었다", "مرحبا بالعالم", "<img src=x onerror=alert(1)><b>b</b>", "   \n\n ")


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(harness("stepper", **query))
        expect(quiet(quiet_page).locator(".stepper .bars li").first).to_be_visible()
        return quiet(quiet_page)

    return open_page


def is_at(page: Page, text: str) -> None:
    expect(status(page)).to_contain_text(text)


def rests(page: Page, text: str) -> None:
    """Python has heard that the picture rests there."""
    expect(page.get_by_text(f"rest {text}")).to_be_visible()


def click_column(page: Page, term: str) -> None:
    """Click a column in its first row."""
    heading = box_of(page.locator(f'.heading[data-term="{term}"]'))
    page.mouse.click(heading["x"] + heading["width"] / 2, heading["y"] + heading["height"] + 8)


def test_keys_step_and_the_rest_comes_back(opened):
    page = opened()
    is_at(page, "step 1 of 37 · reads T")
    after(page, lambda: stage(page).press("ArrowRight"))
    expect(page.locator("[aria-live=polite]")).to_contain_text("Step 2, reads h, most likely next")
    for _ in range(4):
        stage(page).press("ArrowRight")
    rests(page, "5 None network []")
    quiet(page)
    is_at(page, "step 6 of 37 · reads a")
    expect(stage(page)).to_be_focused()
    stage(page).press("ArrowRight")
    is_at(page, "step 7 of 37")
    stage(page).press("End")
    is_at(page, "step 37 of 37 · reads .")
    stage(page).press("ArrowLeft")
    stage(page).press("ArrowLeft")
    is_at(page, "step 35 of 37")
    stage(page).press("Home")
    is_at(page, "step 1 of 37")
    rests(page, "0 None network []")


def test_space_plays_and_pauses(opened):
    page = opened(times=5)
    stage(page).press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(status(page)).to_have_text(re.compile(r"step ([3-9]|\d{2,}) of 185"))
    stage(page).press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_only_the_page_can_make_it_jump(opened):
    page = opened()
    stage(page).press("End")
    rests(page, "36 None")
    for _ in range(2):
        page.get_by_role("button", name="To step 3").click()
        is_at(page, "step 3 of 37")
        rests(page, "2 None")
        stage(page).press("End")
        is_at(page, "step 37 of 37")
        rests(page, "36 None")


def test_units_are_pinned_and_rows_sorted(opened):
    page = opened(step=9)
    stage(page).press("ArrowDown")
    stage(page).press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 1, pinned")).to_be_visible()
    rests(page, "9 1 network")
    stage(page).press("Escape")
    expect(page.get_by_text("Point at a row")).to_be_visible()
    click_column(page, "c")
    expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
    rests(page, "9 0 network")
    stage(page).press("Escape")
    page.get_by_label("rows", exact=True).select_option("gamma_f@9")
    rests(page, "9 None gamma_f@9")
    click_column(page, "c")
    largest = int(np.argmax(reading("lstm").trace.gamma_f[9]))
    expect(page.get_by_role("heading", name=f"Unit {largest}, pinned")).to_be_visible()


def test_its_numbers_are_those_of_the_trace(opened):
    page = opened(equation="|".join(EQUATIONS), step=9)
    panel = page.get_by_role("region", name="How")
    for turn, (name, equation) in enumerate(EQUATIONS.items()):
        if turn:
            after(page, page.get_by_role("button", name="Next").click)
        rule, sums = equation.unfolds[0], Arithmetic(equation, reading(name))
        page.locator(f'.heading[data-term="{rule.term}"]').focus()
        expect(panel).to_be_visible()
        products = [abs(number(text)) for text in texts_of(panel.locator("td.product"))]
        assert products[:6] == sorted(products[:6], reverse=True), name
        numbers = [number(text) for text in re.findall(r"−?\d\.\d{3}", text_of(panel.locator(".panel-value")))]
        found = numbers[1 if rule.squash else -1]
        assert sums.unfolded(rule.term)[9, 0] == pytest.approx(found, abs=2e-3), name

        stage(page).press("ArrowDown")
        expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
        values = texts_of(page.locator(".values .value"))
        for column, text in zip(equation.columns, values, strict=True):
            value = sums.at(sums.terms[column.term].series)[9, 0]
            assert number(text) == pytest.approx(value, abs=0.006), f"{column.term} of {name}"
        stage(page).press("Escape")
        rests(page, "9 None network []")
        expect(panel).to_have_count(0)


def test_a_held_gate_is_computed_anew(opened):
    page = opened(step=9)
    click_column(page, "gamma_f")
    slider = page.get_by_role("slider", name="Value of Γf")
    expect(slider).to_be_focused()
    slider.press("End")
    after(page, page.get_by_role("button", name="Hold", exact=True).click)
    rests(page, "9 0 network [('gamma_f', 0, 9, 1.0)]")
    expect(page.locator(".values .value").first).to_have_text("1.00")
    after(page, page.get_by_role("button", name="Let go of").click)
    rests(page, "9 0 network []")
    expect(page.locator(".values .value").first).not_to_have_text("1.00")


def test_all_units_are_held_by_keyboard_alone(opened):
    page = opened(step=4, equation="gru")
    page.locator('.heading[data-term="gamma_u"]').press("Enter")
    page.get_by_role("button", name="hold…").press("Enter")
    slider, units = page.get_by_role("slider", name="Value of Γu"), page.locator(".popup").get_by_role("radio")
    expect(slider).to_be_focused()
    slider.press("Home")
    slider.press("Tab")
    expect(units.first).to_be_focused()
    units.first.press("ArrowDown")
    expect(units.last).to_be_focused()
    units.last.press("Enter")
    expect(page.get_by_text("[('gamma_u', None, 4, 0.0)]")).to_be_visible()


def test_formula_and_picture_point_at_one_another(opened):
    page = opened(step=9)
    term, other = (page.locator(f'.lines .term[data-term="{name}"]').first for name in ("gamma_u", "c_tilde"))
    heading, marked = page.locator('.heading[data-term="gamma_u"]'), re.compile("marked")
    expect(page.locator(".shape")).to_have_text("(12) = σ((12, 45) · (45) + (12))")
    assert result_of(page.locator(".lines math").first, "e => e.namespaceURI").endswith("MathML")
    term.focus()
    expect(heading).to_have_class(marked)
    expect(page.locator(".numbers")).to_contain_text("(12) = [")
    expect(term).to_have_attribute("aria-label", re.compile("update"))
    column = box_of(page.locator('.heading[data-term="c_tilde"]'))
    page.mouse.move(column["x"] + column["width"] / 2, column["y"] + column["height"] + 8)
    expect(other).to_have_class(marked)
    page.mouse.move(2, 2)
    expect(page.locator('.lines .term[data-term="c_tilde"].marked')).to_have_count(0)
    expect(heading).to_have_class(marked)


def test_pointer_on_the_history_scrubs(opened):
    page = opened(step=30)
    box = box_of(page.locator("canvas"))
    page.mouse.move(box["x"] + 80, box["y"] + 200)  # beyond the rows' names
    expect(page.locator(".tip")).to_contain_text("step")
    page.mouse.down()
    page.mouse.up()
    expect(status(page)).not_to_contain_text("step 31 ")
    page.locator("input[type=range]").first.press("End")
    is_at(page, "step 37 of 37")


def test_a_step_as_table_file_and_circuit_and_in_the_dark(opened, tmp_path):
    page = opened(step=9)
    page.get_by_role("button", name="as table").click()
    table = page.locator(".table-box table")
    expect(table.locator("tbody tr")).to_have_count(12)
    expect(table.locator("caption")).to_contain_text("Step 10")
    expect(table.locator("thead th[scope=col]")).to_have_count(9)
    value = number(text_of(table.locator("tbody tr").nth(3).locator("td").nth(4)))
    assert value == pytest.approx(reading("lstm").trace.c[9, 3], abs=6e-4)

    for ending in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save the picture as {ending}").click()
        download.value.save_as(tmp_path / ending)
    root = ElementTree.parse(tmp_path / "SVG").getroot()
    assert len(root.findall("{http://www.w3.org/2000/svg}rect")) > 12 * 17
    assert (tmp_path / "PNG").read_bytes().startswith(b"\x89PNG")

    canvas, pixel = page.locator("canvas"), "e => [...e.getContext('2d').getImageData(60, 60, 1, 1).data]"
    light = result_of(canvas, pixel)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stepper")).to_have_class(re.compile("dark"))
    assert result_of(canvas, pixel) != light

    stage(page).press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
    page.get_by_role("button", name="circuit").click()
    expect(page.locator(".circuit svg")).to_be_visible()
    texts = texts_of(page.locator(".circuit svg text"))
    assert "c⟨10⟩" in texts and f"{reading('lstm').trace.c[9, 0]:.2f}".replace("-", "−") in texts


def test_long_texts_move_through_a_window(opened):
    page = opened(times=20, step=190)
    is_at(page, "step 191 of 740")
    stage(page).press("End")
    is_at(page, "step 740 of 740 · reads .")
    rests(page, "739 None")
    stage(page).press("Home")
    is_at(page, "step 1 of 740 · reads T")


def test_odd_texts(opened):
    page = opened(text="|".join(ODD), step=0)
    page.get_by_role("button", name="as table").click()
    for turn, text in enumerate(ODD):
        if turn:
            after(page, page.get_by_role("button", name="Next").click)
        stage(page).press("Home")
        is_at(page, f"step 1 of {len(text)} ·")
        stage(page).press("End")
        is_at(page, f"step {len(text)} of {len(text)} ·")
        expect(page.locator(".table-box caption")).to_contain_text(f"Step {len(text)}")
        quiet(page)
        expect(page.locator(".stepper img, .stepper b")).to_have_count(0)


def test_words_are_tokens_too(opened):
    page = opened(text="the_cat_<UNK>_שלום_sat", words=1, step=2)
    is_at(page, "reads <UNK>")
    is_at(page, "not in the vocabulary")


def test_a_cell_for_paper_shows_its_numbers(opened):
    page = opened(equation="rnn", units=2, step=4)
    stage(page).press("ArrowDown")
    sums = re.compile(r"−?\d\.\d{3} \+ −?\d\.\d{3} \+ −?\d\.\d{3} = −?\d\.\d{3}")
    expect(page.locator(".sums")).to_contain_text(sums)


def test_a_narrow_page_does_not_overflow(opened, quiet_page):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    page = opened(step=9, units=59, times=5)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        is_dark = re.compile(r"\bdark\b" if scheme == "dark" else r"^(?!.*\bdark\b)")
        expect(page.locator(".stepper")).to_have_class(is_dark)
        expect(page.locator(".stepper")).to_have_class(re.compile("narrow"))
        assert result_of(page, "document.documentElement.scrollWidth") <= 390
        box = box_of(page.locator(".stepper"))
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_reduced_motion_draws_at_once(opened, quiet_page):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(step=9)
    canvas, picture = page.locator("canvas"), "canvas => canvas.toDataURL()"
    before = result_of(canvas, picture)
    first = first_frame(canvas, stage(page), "ArrowRight")
    assert before != first == result_of(canvas, picture)


def test_resting_does_not_send_the_picture_again(opened, quiet_page):
    received = []
    quiet_page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page = opened(units=59)
    assert max(received) > 20_000
    received.clear()
    after(page, lambda: stage(page).press("ArrowRight"))
    rests(page, "1 None")
    assert received and max(received) < 20_000
