"""The weights drawn once and the text unrolled, in Chromium: threads, sums, a weight and where it mattered, on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from core.recurrent import reading, unrolled, zoo
from core.recurrent.options import ModelKey
from tests.browser.test_visits import faults
from tests.browser.visits import (
    drawn,
    is_drawn_twice_as_large,
    no_overflow,
    number,
    open_lesson,
    wait_for_address,
)
from tests.browser.waiting import box_of, number_of, quiet, result_of, result_of_all, text_of, texts_of

TEXT = "the cats (near the dog) are old."


def opened(page: Page, url: str, **query: object) -> Page:
    page = open_lesson(page, url, "rnn", **({"tab": "weights", "model": "nested", "text": TEXT, "step": 12} | query))
    expect(page.locator(".unrolled .step").first).to_be_visible()
    return quiet(page)


def row(page: Page) -> Locator:
    """The row of boxes, which takes the keys."""
    return page.get_by_label("The text unrolled, a box for each step.")


def matrix(page: Page, name: str) -> Locator:
    return page.locator(f".unrolled .target[data-name={name}]")


def numbers(text: str) -> list[float]:
    return [number(found) for found in re.findall(r"[−-]?\d+\.\d+", text)]


def read(model: str = "nested", text: str = TEXT):
    made = zoo.model(ModelKey("rnn", model))
    found = reading.read(made, text)
    return found, unrolled.weights(made, found)


def test_a_step_lights_its_thread_and_shows_its_sum(quiet_page: Page, app_url: str):
    page, (found, _) = opened(quiet_page, app_url, unit=7), read()
    assert number_of(page.locator(".unrolled .step")) == len(TEXT) + 1
    for step in (13, 14):
        row(page).press("ArrowRight")
        expect(page.locator(".unrolled .status")).to_contain_text(f"step {step + 1} of 33")
        state, given, bias = unrolled.parts(found, step, 7)
        wanted = [state, given, bias, state + given + bias, state + given + bias, found.trace.a[step, 7]]
        assert numbers(text_of(page.locator(".unrolled .sum"))) == pytest.approx(wanted, abs=0.006)
        expect(page.locator(".unrolled .hidden-text").last).to_contain_text(f"Step {step + 1}, reads")
    wait_for_address(page, step="14")
    expect(page.locator(".stepper .status").first).to_contain_text("step 15 of 33")
    row(page).press("Home")
    wait_for_address(page, step="0")
    box = box_of(row(page))
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    expect(page.locator(".unrolled .status")).to_contain_text("step 33 of 33")
    expect(page.locator(".stepper .status").first).to_contain_text("step 33 of 33")
    page.locator(".stepper .stage").first.press("ArrowLeft")
    expect(page.locator(".unrolled .status")).to_contain_text("step 32 of 33")


@pytest.mark.parametrize("name", ["W_aa", "W_ax", "W_ya"])
def test_a_weight_says_where_it_mattered_as_core_does(quiet_page: Page, app_url: str, name: str):
    """The weights are found by the keys, from the place where they begin; each is read and compared."""
    page, (found, made) = opened(quiet_page, app_url, unit=44, cell=f"{name}.20.10"), read()
    target = matrix(page, name)
    target.focus()
    place = [20, 10]
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft"):
        target.press(key)
        down, right = {"Down": (1, 0), "Up": (-1, 0), "Left": (0, -1), "Right": (0, 1)}[key.removeprefix("Arrow")]
        place = [place[0] + down, place[1] + right]
        head, steps = (text_of(page.locator(".unrolled .about > div").nth(k)) for k in (0, 1))
        assert numbers(head)[-1] == pytest.approx(made.matrices[name][tuple(place)], abs=6e-4)
        wanted = unrolled.mattered(found, made, name, *place)
        assert [int(n) - 1 for n in re.findall(r"step (\d+)", steps)] == [step for step, _ in wanted]
        assert numbers(steps)[2::3] == pytest.approx([product for _, product in wanted], abs=6e-3)
        assert number_of(page.locator(".unrolled svg circle")) == 1 + len(wanted)
    target.press("Enter")
    wait_for_address(page, cell=f"{name}.{place[0]}.{place[1]}")
    expect(page.locator(".unrolled .hidden-text").last).to_contain_text("mattered" if wanted else "No step")
    target.press("Escape")
    page.wait_for_url(lambda url: "cell=" not in url)


def test_pointing_at_a_weight_and_pinning_it(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    about = page.locator(".unrolled .about")
    expect(about).to_contain_text("Point at a weight")
    each = box_of(matrix(page, "W_aa"))["width"] / 96
    there = {"x": 30.5 * each, "y": 44.5 * each}
    matrix(page, "W_aa").hover(position=there)
    expect(about).to_contain_text("Waa[44, 30]")
    expect(page.locator(".unrolled .who")).to_contain_text("Unit 44 at step 13")
    matrix(page, "W_aa").click(position=there)
    wait_for_address(page, cell="W_aa.44.30", unit="44")
    page.locator(".unrolled .sum").hover()
    expect(about).to_contain_text("Waa[44, 30]")
    expect(page.locator(".stepper").get_by_role("heading", name="Unit 44, pinned")).to_be_visible()
    matrix(page, "b_y").hover()
    expect(about).to_contain_text("It is the same at every step")


def test_words_and_cells_by_hand_and_a_window_of_a_long_text(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, model="words", text="the apples that he bought", step=2)
    expect(page.locator(".unrolled .expects")).to_contain_text("next")
    matrix(page, "W_ax").hover()
    expect(page.locator(".unrolled .about")).to_contain_text("of the word's vector into unit")
    page = opened(page, app_url, model="hand", text="aabab", step=1)
    expect(page.locator(".unrolled .sum")).to_contain_text("0.76 + Wax x⟨2⟩ 1.00")
    assert {"0.76", "0.94", "−0.06"} <= set(texts_of(page.locator(".unrolled .step text")))
    page = opened(page, app_url, model="nested", text=TEXT * 12, step=198)
    row(page).press("End")
    expect(page.locator(".unrolled .status")).to_contain_text(f"step {12 * len(TEXT) + 1} of {12 * len(TEXT) + 1}")
    no_overflow(page)


def test_table_files_themes_and_a_phone(quiet_page: Page, app_url: str, tmp_path):
    page = opened(quiet_page, app_url, unit=7)
    page.locator(".unrolled").get_by_role("button", name="as table").click()
    table = page.locator(".unrolled .table-box table")
    expect(table.locator("caption")).to_have_text("The sum of unit 7 at every step")
    expect(table.locator("tbody tr")).to_have_count(33)
    saved = {}
    for ending in ("svg", "png"):
        with page.expect_download() as download:
            page.locator(".unrolled").get_by_role("button", name=f"Save the picture as {ending.upper()}").click()
        saved[ending] = tmp_path / f"picture.{ending}"
        download.value.save_as(saved[ending])
    svg = saved["svg"].read_text("utf-8")
    assert len(re.findall("<path", svg)) >= 2 * 33 and "data:image/png" in svg
    is_drawn_twice_as_large(saved["png"], svg)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".unrolled")).to_have_class(re.compile(r"\bdark\b"))
    page.set_viewport_size({"width": 390, "height": 844})
    no_overflow(drawn(page))
    width = result_of(page.locator(".unrolled svg.drawing"), "svg => svg.clientWidth")
    assert width < 360 and box_of(matrix(page, "W_ya"))["y"] > box_of(matrix(page, "W_aa"))["y"] + 60


def test_with_reduced_motion_the_thread_is_there_at_once(quiet_page: Page, app_url: str):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(quiet_page, app_url)
    ends = """async row => {
      const svg = row.ownerSVGElement, circle = () => Number(svg.querySelector("circle").getAttribute("cx")), before = circle();
      row.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return [before, circle()];
    }"""
    before, first = result_of(row(page), ends)
    rested = result_of(page.locator(".unrolled svg circle").first, "circle => Number(circle.getAttribute('cx'))")
    assert before != first == rested


def test_a_network_learns_before_ones_eyes(quiet_page: Page, app_url: str, tmp_path):
    page = open_lesson(quiet_page, app_url, "rnn", tab="learn", model="nested", text=TEXT, steps=100, size=8)
    page.get_by_role("button", name="Let it learn").click()
    picture, line = page.locator(".learning"), page.locator(".learning .status")
    expect(line).to_contain_text("after 100 of 100 steps", timeout=120_000)  # it plays by itself
    expect(picture.locator(".letters text")).to_have_count(len(TEXT) + 1)
    bars = picture.locator(".letters rect")
    high = "bars => bars.reduce((sum, bar) => sum + Number(bar.getAttribute('height')), 0)"
    learned, last = result_of_all(bars, high), text_of(picture.locator(".wrote"))
    picture.locator(".stage").press("Home")
    expect(line).to_contain_text("after 0 of 100 steps · loss on this text 3.")
    assert result_of_all(bars, high) < 0.3 * learned
    assert text_of(picture.locator(".wrote")) != last
    picture.locator(".stage").press("ArrowRight")
    expect(line).to_contain_text("after 1 of 100 steps")
    expect(picture.locator(".hidden-text").last).to_contain_text("Trained for 1 of 100 steps. Loss on this text 3.")
    picture.locator(".map").nth(1).hover()
    expect(picture.locator(".about")).to_contain_text("before the first step")
    picture.get_by_role("button", name="as table").click()
    expect(picture.locator(".table-box tbody tr").last).to_contain_text(last)
    with page.expect_download() as download:
        picture.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    assert len(re.findall("data:image/png", (tmp_path / "picture.svg").read_text("utf-8"))) == 4
    page.set_viewport_size({"width": 390, "height": 844})
    no_overflow(page)
    assert not faults(page, "[role=tabpanel]")


def test_with_reduced_motion_the_training_is_shown_at_its_end(quiet_page: Page, app_url: str):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = open_lesson(quiet_page, app_url, "rnn", tab="learn", steps=100, size=4)
    page.get_by_role("button", name="Let it learn").click()
    expect(page.locator(".learning .status")).to_contain_text("after 100 of 100 steps", timeout=120_000)
    expect(page.locator(".learning .letters text")).to_have_count(len(TEXT) + 1)
