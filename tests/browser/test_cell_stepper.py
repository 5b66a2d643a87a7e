"""The accordion in Chromium: keys, pointer, gates held, formula and picture as one, table, and odd texts."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.components.cell_stepper import EQUATIONS
from tests.app.stepper_samples import Arithmetic, reading

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).parent / "harness" / "stepper.py"
KEY_TO_PAINT = """async (presses) => {
  const host = [...document.querySelectorAll("*")].find((e) => e.shadowRoot?.querySelector(".stepper"));
  const stage = host.shadowRoot.querySelector(".stage"), times = [];
  stage.focus();
  for (let k = 0; k < presses; k++) {
    await new Promise((done) => setTimeout(done, 30 + 17 * Math.random()));
    const key = k % 20 < 10 ? "ArrowRight" : "ArrowLeft", begun = performance.now();
    stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, repeat: true }));
    await new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
    times.push(performance.now() - begun);
  }
  return times;
}"""


COUNT_DRAWINGS = """() => {
  const drawing = CanvasRenderingContext2D.prototype, clear = drawing.clearRect;
  window.drawn = 0;
  drawing.clearRect = function (...box) { window.drawn++; return clear.apply(this, box); };
}"""


@pytest.fixture
def opened(quiet_page: Page, serve):
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(f"{serve(HARNESS)}/?{urlencode(query)}")
        quiet_page.locator(".stepper .bars li").first.wait_for()
        quiet_page.locator(".stage").focus()
        return quiet_page

    return open_page


def status(page: Page, text: str) -> None:
    expect(page.locator(".status")).to_contain_text(text)


def column(page: Page, term: str) -> dict:
    """The box of a column, on the page."""
    heading, canvas = (
        page.locator(f'.heading[data-term="{term}"]').bounding_box(),
        page.locator("canvas").bounding_box(),
    )
    return {"x": heading["x"] + heading["width"] / 2, "y": heading["y"] + heading["height"] + 8, "canvas": canvas}


def test_keys_step_and_the_rest_comes_back(opened):
    page = opened()
    status(page, "step 1 of 37 · reads T")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    status(page, "step 4 of 37 · reads ·")
    expect(page.get_by_text("rest 3 None network []")).to_be_visible()
    page.keyboard.press("End")
    status(page, "step 37 of 37 · reads .")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    status(page, "step 35 of 37")
    page.keyboard.press("Home")
    status(page, "step 1 of 37")
    expect(page.get_by_text("rest 0 None network []")).to_be_visible()


def test_space_plays_and_pauses(opened):
    page = opened()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(".status")).to_have_text(re.compile("step ([3-9]|[12][0-9]) "))
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_focus_and_step_survive_the_answer(opened):
    page = opened()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("rest 5 None")).to_be_visible()
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")
    status(page, "step 7 of 37")


def test_only_the_page_can_make_it_jump(opened, settled):
    page = opened()
    page.keyboard.press("End")
    expect(page.get_by_text("rest 36 None")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="To step 3").click()
        status(page, "step 3 of 37")
        expect(page.get_by_text("rest 2 None")).to_be_visible()
        page.locator(".stage").focus()
        page.keyboard.press("End")
        status(page, "step 37 of 37")
        expect(page.get_by_text("rest 36 None")).to_be_visible()


def test_units_are_pinned_by_key_and_by_pointer(opened):
    page = opened(step=9)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 1, pinned")).to_be_visible()
    expect(page.get_by_text("rest 9 1 network")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Point at a row")).to_be_visible()
    at = column(page, "c")
    page.mouse.click(at["x"], at["y"])
    expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()


@pytest.mark.parametrize("name", EQUATIONS)
def test_numbers_are_those_of_the_trace(opened, name):
    page = opened(equation=name, step=9)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
    sums = Arithmetic(EQUATIONS[name], reading(name))
    for shown in EQUATIONS[name].columns:
        text = page.locator(f".values .value >> nth={list(EQUATIONS[name].columns).index(shown)}").text_content()
        value = sums.at(sums.terms[shown.term].series)[9, 0]
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.006), shown.term


@pytest.mark.parametrize("name", EQUATIONS)
def test_a_gate_unfolds_to_its_value(opened, name):
    page = opened(equation=name, step=9)
    rule, sums = EQUATIONS[name].unfolds[0], Arithmetic(EQUATIONS[name], reading(name))
    heading = page.locator(f'.heading[data-term="{rule.term}"]')
    heading.focus()
    panel = page.get_by_role("region", name="How")
    expect(panel).to_be_visible()
    products = [abs(float(x.replace("−", "-"))) for x in panel.locator("td.product").all_text_contents()]
    assert products[:6] == sorted(products[:6], reverse=True)
    numbers = [
        float(x.replace("−", "-")) for x in re.findall(r"−?\d\.\d{3}", panel.locator(".panel-value").text_content())
    ]
    assert sums.unfolded(rule.term)[9, 0] == pytest.approx(numbers[-1 if not rule.squash else 1], abs=2e-3)


def test_a_held_gate_is_computed_anew(opened):
    page = opened(step=9)
    at = column(page, "gamma_f")
    page.mouse.click(at["x"], at["y"])
    slider = page.get_by_role("slider", name="Value of Γf")
    expect(slider).to_be_focused()
    slider.press("End")
    page.get_by_role("button", name="Hold", exact=True).click()
    expect(page.get_by_text("rest 9 0 network [('gamma_f', 0, 9, 1.0)]")).to_be_visible()
    expect(page.locator(".values .value").first).to_have_text("1.00")
    page.get_by_role("button", name="Let go of").click()
    expect(page.get_by_text("rest 9 0 network []")).to_be_visible()
    expect(page.locator(".values .value").first).not_to_have_text("1.00")


def test_all_units_are_held_by_keyboard_alone(opened):
    page = opened(step=4, equation="gru")
    page.locator('.heading[data-term="gamma_u"]').focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="hold…").press("Enter")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("[('gamma_u', None, 4, 0.0)]")).to_be_visible()


def test_formula_and_picture_point_at_one_another(opened):
    page = opened(step=9)
    term = page.locator('.lines .term[data-term="gamma_u"]').first
    term.focus()
    expect(page.locator('.heading[data-term="gamma_u"]')).to_have_class(re.compile("marked"))
    expect(page.locator(".numbers")).to_contain_text("(12) = [")
    assert "update" in term.get_attribute("aria-label")
    at = column(page, "c_tilde")
    page.mouse.move(at["x"], at["y"])
    expect(page.locator('.lines .term[data-term="c_tilde"]').first).to_have_class(re.compile("marked"))
    page.mouse.move(2, 2)
    expect(page.locator('.lines .term[data-term="c_tilde"].marked')).to_have_count(0)
    expect(page.locator('.heading[data-term="gamma_u"]')).to_have_class(re.compile("marked"))


def test_shapes_are_those_of_the_cell(opened):
    page = opened(units=12)
    expect(page.locator(".shape")).to_have_text("(12) = σ((12, 45) · (45) + (12))")
    assert page.locator(".lines math").first.evaluate("e => e.namespaceURI").endswith("MathML")


def test_pointer_on_the_history_scrubs(opened):
    page = opened(step=30)
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 200)
    expect(page.locator(".tip")).to_contain_text("step")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".status")).not_to_contain_text("step 31 ")
    page.locator("input[type=range]").first.press("End")
    status(page, "step 37 of 37")


def test_table_has_every_unit(opened):
    page = opened(step=9)
    page.get_by_role("button", name="as table").click()
    table = page.locator(".table-box table")
    expect(table.locator("tbody tr")).to_have_count(12)
    expect(table.locator("caption")).to_contain_text("Step 10")
    assert table.locator("thead th[scope=col]").count() == 9
    value = float(table.locator("tbody tr").nth(3).locator("td").nth(4).text_content().replace("−", "-"))
    assert value == pytest.approx(reading("lstm").trace.c[9, 3], abs=6e-4)


def test_a_reader_hears_the_step(opened):
    page = opened()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Step 2, reads h, most likely next")


def test_rows_are_sorted_and_keep_their_units(opened):
    page = opened(step=9)
    page.get_by_label("rows", exact=True).select_option("gamma_f@9")
    expect(page.get_by_text("rest 9 None gamma_f@9")).to_be_visible()
    at = column(page, "c")
    page.mouse.click(at["x"], at["y"])
    largest = int(np.argmax(reading("lstm").trace.gamma_f[9]))
    expect(page.get_by_role("heading", name=f"Unit {largest}, pinned")).to_be_visible()


def test_circuit_shows_the_same_step(opened):
    page = opened(step=9)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Unit 0, pinned")).to_be_visible()
    page.get_by_role("button", name="circuit").click()
    expect(page.locator(".circuit svg")).to_be_visible()
    texts = page.locator(".circuit svg text").all_text_contents()
    assert "c⟨10⟩" in texts and f"{reading('lstm').trace.c[9, 0]:.2f}".replace("-", "−") in texts


def test_files_are_made_in_the_browser(opened, tmp_path):
    page = opened(step=9)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    root = ElementTree.parse(tmp_path / "picture.svg").getroot()
    assert len(root.findall("{http://www.w3.org/2000/svg}rect")) > 12 * 17
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as PNG").click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_long_texts_move_through_a_window(opened):
    page = opened(times=20, step=190)
    status(page, "step 191 of 740")
    page.keyboard.press("End")
    status(page, "step 740 of 740 · reads .")
    expect(page.get_by_text("rest 739 None")).to_be_visible()
    page.keyboard.press("Home")
    status(page, "step 1 of 740 · reads T")


@pytest.mark.parametrize(
    "text", ["a", "👩‍👩‍👧🙂é", "고양이가 먹었다", "مرحبا بالعالم", "<img src=x onerror=alert(1)><b>b</b>", "   \n\n "]
)
def test_odd_texts(opened, text):
    page = opened(text=text, step=0)
    status(page, f"of {len(text)}")
    page.keyboard.press("End")
    status(page, f"step {len(text)} of {len(text)}")
    page.get_by_role("button", name="as table").click()
    assert page.locator(".stepper img, .stepper b").count() == 0


def test_words_are_tokens_too(opened):
    page = opened(text="the_cat_<UNK>_שלום_sat", words=1, step=2)
    status(page, "reads <UNK>")
    expect(page.locator(".status")).to_contain_text("not in the vocabulary")


def test_a_cell_for_paper_shows_its_numbers(opened):
    page = opened(equation="rnn", units=2, step=4)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".sums")).to_contain_text(
        re.compile(r"−?\d\.\d{3} \+ −?\d\.\d{3} \+ −?\d\.\d{3} = −?\d\.\d{3}")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_page_does_not_overflow(opened, quiet_page, scheme):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    quiet_page.emulate_media(color_scheme=scheme)
    page = opened(step=9, units=59, times=5)
    expect(page.locator(".stepper")).to_have_class(re.compile("narrow"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".stepper").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_theme_follows_at_once(opened):
    page = opened(step=9)
    canvas = "e => [...e.getContext('2d').getImageData(3, 60, 1, 1).data]"
    light = page.locator("canvas").evaluate(canvas)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stepper")).to_have_class(re.compile("dark"))
    assert page.locator("canvas").evaluate(canvas) != light


def test_reduced_motion_draws_at_once(opened, quiet_page):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(step=9)
    page.evaluate(COUNT_DRAWINGS)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(120)
    assert page.evaluate("window.drawn") <= 2


def test_keys_are_painted_in_time(opened):
    page = opened(equation="lstm", units=128, times=6, step=60)
    page.keyboard.press("ArrowDown")
    times = page.evaluate(KEY_TO_PAINT, 100)
    assert np.percentile(times, 50) < 50, json.dumps([round(t) for t in times])


def test_resting_does_not_send_the_picture_again(opened):
    page = opened(units=59)
    received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.reload()
    page.locator(".stepper .bars li").first.wait_for()
    page.wait_for_timeout(500)
    page.locator(".stage").focus()
    received.clear()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("rest 1 None")).to_be_visible()
    assert received and max(received) < 20_000
