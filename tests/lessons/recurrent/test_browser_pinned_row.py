"""The accordion's pinned row and what stands beside the picture, in Chromium: drawn, as a file, on a phone, read aloud."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app.colours import contrast
from tests.browser.motion import first_frame
from tests.browser.visits import LESSONS, number, open_lesson, stage
from tests.browser.waiting import after, attribute_of, box_of, each, quiet, result_of, text_of, texts_of
from tests.lessons.recurrent.samples import reading

Element = ElementTree.Element
SVG = "{http://www.w3.org/2000/svg}"
STEP, UNIT, UNITS = 9, 7, 30
OPEN, OPEN_ON_A_PHONE = 23, 30  # pixels of a pinned row
PHONE, NARROWEST = {"width": 390, "height": 844}, {"width": 300, "height": 844}
PIXELS = "canvas => canvas.toDataURL()"


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(**query)` opens the harness at a step, with a unit pinned."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(harness("stepper", **{"step": STEP, "unit": UNIT, "units": UNITS} | query))
        expect(quiet(quiet_page).locator(".stepper .heading").first).to_be_visible()
        return quiet(quiet_page)

    return open_page


def sum_of(step: int = STEP) -> list[float]:
    """The LSTM's numbers along the row, from left to right."""
    trace = reading("lstm", units=UNITS).trace
    gamma_f, gamma_u, gamma_o = (gate[step, UNIT] for gate in (trace.gamma_f, trace.gamma_u, trace.gamma_o))
    c = trace.c[step, UNIT]
    return [
        gamma_f,
        trace.c[step - 1, UNIT],
        gamma_u,
        trace.c_tilde[step, UNIT],
        c,
        gamma_o,
        np.tanh(c),
        trace.a[step, UNIT],
    ]


def said_sum() -> list[float]:
    """The same as it is read: c where the picture has tanh c."""
    values = sum_of()
    return [*values[:6], values[4], values[7]]


def exported(page: Page, folder: Path) -> Element:
    """The picture as it is saved."""
    with quiet(page).expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(folder / "picture.svg")
    return ElementTree.parse(folder / "picture.svg").getroot()


def numbers_in_cells(root: Element) -> list[Element]:
    return [t for t in root.findall(f"{SVG}text") if t.get("dominant-baseline") and re.search(r"\d", t.text)]


def column_at(root: Element, x: float) -> list[Element]:
    """The cells of the column with its middle there, from top to bottom; the coloured line above it is 3 pixels high."""
    filled = [r for r in root.findall(f"{SVG}rect") if r.get("fill") != "none" and r.get("height") != "3"]
    return [
        r for r in filled if abs(float(r.get("x")) + float(r.get("width")) / 2 - x) < 0.6 and float(r.get("width")) < 70
    ]


def heights(cells: list[Element]) -> list[float]:
    return [float(cell.get("height")) for cell in cells]


def test_the_pinned_row_opens_and_its_numbers_stand_in_it(opened, tmp_path):
    page = opened()
    root = exported(page, tmp_path)
    numbers = numbers_in_cells(root)
    assert [number(text.text) for text in numbers] == pytest.approx(sum_of(), abs=0.006)
    for text in numbers:
        cell = column_at(root, float(text.get("x")))[UNIT]
        top, height = float(cell.get("y")), float(cell.get("height"))
        assert height >= OPEN - 1 and top < float(text.get("y")) < top + height
        assert contrast(text.get("fill"), cell.get("fill")) >= 4.5

    frame, name = box_of(page.locator(".row-frame")), page.locator(".row-name.hero")
    assert OPEN <= frame["height"] <= OPEN + 3
    assert text_of(name) == f"unit{UNIT}" and middle(name) == pytest.approx(frame["y"] + frame["height"] / 2, abs=2)
    signs = [sign for sign in each(page.locator(".operator")) if text_of(sign)]
    assert "".join(map(text_of, signs)) == "∗+∗=∗="
    assert all(frame["y"] < middle(sign) < frame["y"] + frame["height"] for sign in signs)


def middle(at: Locator) -> float:
    box = box_of(at)
    return box["y"] + box["height"] / 2


def test_all_others_share_the_rest_and_step_back(opened, tmp_path):
    page = opened()
    root = exported(page, tmp_path)
    x = float(numbers_in_cells(root)[4].get("x"))
    dimmed = column_at(root, x)
    others = [cell for row, cell in enumerate(dimmed) if row != UNIT]
    assert len(dimmed) == UNITS and max(heights(others)) - min(heights(others)) <= 1.01
    assert sum(heights(dimmed)) == pytest.approx(240, abs=UNITS)
    assert dimmed[UNIT].get("opacity") is None and {cell.get("opacity") for cell in others} == {"0.25"}

    page.get_by_label("others").select_option("full")
    full = column_at(exported(page, tmp_path), x)
    assert heights(full) == heights(dimmed) and {cell.get("opacity") for cell in full} == {None}

    page.get_by_label("others").select_option("dimmed")
    stage(page).press("Escape")
    even = column_at(exported(page, tmp_path), x)
    assert len(even) == UNITS and max(heights(even)) - min(heights(even)) <= 1.01
    assert {cell.get("opacity") for cell in even} == {None}


def test_one_row_closes_while_another_opens(opened):
    page = opened()
    canvas, name = page.locator("canvas"), page.locator(".row-name.hero")
    moving = first_frame(canvas, stage(page), "ArrowDown")
    assert moving != result_of(canvas, PIXELS) and text_of(name) == f"unit{UNIT + 1}"
    page.emulate_media(reduced_motion="reduce")
    at_once = first_frame(canvas, stage(page), "ArrowUp")
    assert at_once == result_of(canvas, PIXELS) and text_of(name) == f"unit{UNIT}"


def test_the_pointer_meets_rows_of_two_heights(opened):
    page = opened()
    column, row = box_of(page.locator('.heading[data-term="c"]')), box_of(page.locator(".row-frame"))
    top = column["y"] + column["height"] + 5
    for y, unit in (
        (row["y"] + 4, 7),
        (row["y"] + 20, 7),
        (row["y"] + row["height"] + 4, 8),
        (top, 0),
        (row["y"] - 4, 6),
    ):
        page.mouse.move(column["x"] + column["width"] / 2, y)
        expect(page.get_by_role("heading", name=re.compile(rf"^Unit {unit}\b"))).to_be_visible()


def test_the_ends_of_the_order_are_named(opened):
    names = opened(order="hold").locator(".row-name:visible")
    assert sorted(texts_of(names)) == ["held longest", "least", f"unit{UNIT}"]
    boxes = sorted((box_of(name) for name in each(names)), key=lambda box: box["y"])
    assert all(one["y"] + one["height"] <= two["y"] + 1 for one, two in zip(boxes, boxes[1:], strict=False))


def test_escape_lets_go_of_a_gate_and_then_of_the_row(opened):
    page = opened()
    page.locator('.heading[data-term="gamma_u"]').press("Enter")
    page.get_by_role("button", name="hold…").press("Enter")
    page.get_by_role("slider", name="Value of Γu").press("End")
    after(page, page.get_by_role("button", name="Hold", exact=True).click)
    expect(page.get_by_text(f"rest {STEP} {UNIT} network [('gamma_u', {UNIT}, {STEP}, 1.0)]")).to_be_visible()
    for left in (f"{UNIT} network []", "None network []"):
        after(page, lambda: stage(page).press("Escape"))
        expect(page.get_by_text(f"rest {STEP} {left}")).to_be_visible()


def test_the_sum_is_read_as_a_sentence(opened):
    page = opened()
    live, sums = page.locator("#announcement"), page.locator(".sums")
    sentence = rf"Unit {UNIT}: (\S+) times (\S+) plus (\S+) times (\S+) is (\S+); (\S+) times tanh of (\S+) is (\S+)"
    found = re.fullmatch(sentence, attribute_of(sums, "aria-label"))
    assert [number(text) for text in found.groups()] == pytest.approx(said_sum(), abs=0.006)
    stage(page).press("ArrowRight")
    expect(live).to_have_text(re.compile(rf"Step {STEP + 2}, reads .+, most likely next .+\. Unit {UNIT}: .+ times "))
    stage(page).press("ArrowDown")
    expect(live).to_have_text(re.compile(rf"^Unit {UNIT + 1}: .+ is "))
    assert text_of(live) == attribute_of(sums, "aria-label")


@pytest.mark.parametrize(
    ("equation", "sentence"),
    [
        ("gru", r"reset is \S+; \S+ times \S+ plus \S+ times \S+ is \S+"),
        ("rnn", r"\S+ plus \S+ plus \S+ is (\S+); tanh of \1 is \S+"),
    ],
)
def test_the_sentences_of_the_other_cells(opened, equation, sentence):
    said = attribute_of(opened(equation=equation).locator(".sums"), "aria-label")
    assert re.fullmatch(rf"Unit {UNIT}: {sentence}", said)


def test_on_a_phone_numbers_that_do_not_fit_stand_on_a_label(opened, quiet_page, tmp_path):
    quiet_page.set_viewport_size(PHONE)
    page = opened()
    label, root = page.locator(".sum-label"), exported(page, tmp_path)
    expect(label).to_be_hidden()
    numbers = numbers_in_cells(root)
    assert [number(text.text) for text in numbers] == pytest.approx(sum_of(), abs=0.006)
    assert heights(column_at(root, float(numbers[0].get("x"))))[UNIT] >= OPEN_ON_A_PHONE - 1

    page.set_viewport_size(NARROWEST)
    expect(label).to_be_visible()
    assert [number(text) for text in texts_of(label.locator(".number"))] == pytest.approx(said_sum(), abs=0.006)
    box = box_of(label)
    assert box["x"] >= 0 and box["x"] + box["width"] <= NARROWEST["width"]
    assert numbers_in_cells(exported(page, tmp_path)) == []


@pytest.mark.parametrize("slug", LESSONS)
def test_the_first_screen_ends_with_the_formula_and_no_note_lies_on_anything(stranger, app_url, slug):
    page = stranger.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    open_lesson(page, app_url, slug)
    notes, legends = page.locator(".stepper .note"), page.locator(".stepper .legends .side").first
    expect(notes).to_have_count(3)
    assert max(bottom(note) for note in each(notes)) <= box_of(legends)["y"]
    assert bottom(page.locator(".stepper .beneath")) <= 770
    stage(page).press("Escape")
    expect(page.locator(".stepper .notes")).to_be_hidden()
    assert bottom(page.locator(".stepper .beneath")) <= 770


def bottom(at: Locator) -> float:
    box = box_of(at)
    return box["y"] + box["height"]
