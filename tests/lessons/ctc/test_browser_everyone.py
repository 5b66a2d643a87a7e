"""The picture of CTC in Chromium: table, files, a phone, the dark, large type, without motion, and nothing upon other things."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from app.lessons.speech.ctc.picture import Rest
from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow
from tests.browser.waiting import box_of, holds, resized, result_of, result_of_all
from tests.lessons.ctc.picturing import alone, every, field, named, shows, stage, told, within
from tests.lessons.ctc.saying import DEFAULT, LABELS, Spelled, beside, by_core, here, rounded, share_said, short, sign

CELLS = "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
# Pairs of texts that lie upon each other, as far as the windows that they stand in let them be seen.
OVERLAPS = """const overlaps = (root) => {
  const seen = [...root.querySelectorAll("svg text")].filter((one) => one.textContent && one.checkVisibility());
  const texts = seen.flatMap((one) => {
    const { x, y, width, height } = one.getBoundingClientRect(), own = one.closest("svg"), outer = own.parentNode.closest?.("svg");
    const box = { text: one.textContent, left: x + 1, right: x + width - 1, top: y + height * 0.24, bottom: y + height * 0.78 };
    if (!outer) return [box];
    const at = outer.getBoundingClientRect(), [l, t, w, h] = ["x", "y", "width", "height"].map((name) => own[name].baseVal.value);
    [box.left, box.right] = [Math.max(box.left, at.x + l), Math.min(box.right, at.x + l + w)];
    [box.top, box.bottom] = [Math.max(box.top, at.y + t), Math.min(box.bottom, at.y + t + h)];
    return box.left < box.right && box.top < box.bottom ? [box] : [];
  });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => meet(a, b)).map((b) => [a.text, b.text]));
};"""
EVERY_FRAME = """async (stage, step) => {
  const root = stage.closest(".ctc"), out = [], frame = () => new Promise(requestAnimationFrame);
  const slide = root.querySelector(".slide");
  for (let at = 0; at <= Number(slide.max); at += step) {
    slide.value = String(at);
    slide.dispatchEvent(new Event("input", { bubbles: true }));
    await frame().then(frame);
    out.push(...overlaps(root).map((pair) => [at, ...pair]));
  }
  return out;
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def nothing_overlaps(page: Page, step: int = 1) -> None:
    """At each frame, or at every so manieth."""
    script = f"(stage, given) => {{ {OVERLAPS} return ({EVERY_FRAME})(stage, given); }}"
    assert not result_of(stage(page), script, step)


# The same in other forms


def row_of(it: Spelled, t: int) -> list[str]:
    """A row of the table of frames."""
    y, found, top, own = it.own, it.trellis, it.top[t], it.path[t]
    row = found.best[t]
    time, (p_top, p_own) = (
        y.first_seconds + t * y.step_seconds,
        (2.718281828459045 ** float(y.log_probs[t, one]) for one in (top, own)),
    )
    numbers = [short(found.alpha[t, row]), short(found.beta[t, row]), share_said(found.shares[t, row])]
    return [str(t + 1), rounded(time, 3), sign(top), rounded(p_top, 3), sign(own), rounded(p_own, 3), *numbers]


def test_the_table_has_the_frames_and_the_beam(picture):
    page, it = picture(), by_core("quick", DEFAULT)
    named(page, LABELS["table"]).click()
    frames, rows = (result_of_all(within(page, f".tables table >> nth={i} >> tbody tr"), CELLS) for i in (0, 1))
    assert frames == [row_of(it, t) for t in range(60)]
    found = it.beam.at(48, 5)
    texts = beside(it)[-2 - 2 * len(found) : -2]
    assert rows == [[str(i + 1), texts[2 * i].replace("␣", " "), texts[2 * i + 1]] for i in range(len(found))]
    captions = within(page, ".tables caption")
    values = {"label": "the quick", "p": short(it.trellis.log_probability)}
    expect(captions).to_have_text([LABELS["table_frames"].format(**values), LABELS["table_beam"].format(frame=49)])
    expect(within(page, ".tables tr[aria-current=true] th")).to_have_text("49")
    stage(page).press("End")
    expect(captions.last).to_have_text(LABELS["table_beam"].format(frame=60))
    assert not faults(page)


def test_of_a_long_sound_the_table_has_the_window(picture):
    page, it = picture(sound="long", step=239), by_core("long", Rest(239))
    named(page, LABELS["table"]).click()
    frames = result_of_all(within(page, ".tables table >> nth=0 >> tbody tr"), CELLS)
    first = round(float(every(page, "[data-window]")[0]["window"]))
    assert frames == [row_of(it, t) for t in range(first, 240)] and 60 <= len(frames) <= 100


def test_the_picture_can_be_saved(picture):
    page, files, it = picture(), {}, by_core("quick", DEFAULT)
    for ending in ("svg", "png"):
        with page.expect_download() as given:
            named(page, LABELS[f"save_{ending}"]).click()
        files[ending] = given.value.path()
    text = files["svg"].read_text("utf-8")
    said = ["".join(one.itertext()) for one in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]
    for one in (*beside(it), *here(it), LABELS["greedy_says"].format(symbol="–")):
        assert one in said, one
    assert "data:image/png;base64," in text
    is_drawn_twice_as_large(files["png"], text)


# Other screens


def fits(page: Page, width: int) -> None:
    """No part is wider than the page, and no line of the formula is scrolled."""
    no_overflow(page)
    for part in (".stage", ".side", ".toolbar", ".beneath", ".label-field", ".numbers"):
        box = box_of(within(page, part))
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 0.5, part
    wider = "lines => lines.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert result_of_all(within(page, ".lines .line"), wider) == 0


def test_on_a_phone_the_trellis_has_a_window_of_its_own(picture):
    page = picture()
    resized(page, *PHONE.values())
    expect(page.locator(".ctc")).to_have_class(re.compile(r"\bnarrow\b"))
    fits(page, PHONE["width"])
    nothing_overlaps(page, 4)
    stage(page).press("End")
    box, last = box_of(stage(page)), every(page, "[data-box='59']")[0]
    assert last["x"] + last["width"] <= box["x"] + box["width"] + 1
    boxes, points = every(page, "[data-box]"), every(page, "[data-path]")[0]
    assert points["width"] / 59 > 1.5 * boxes[0]["width"], "frames of the trellis are wider than those above"
    named(page, LABELS["table"]).click()
    fits(page, PHONE["width"])
    assert not faults(page)
    field(page).fill("quick")
    rest = Rest(59, "quick")
    told(page, rest)
    resized(page, 1280, 900)
    shows(page, "quick", rest)


def test_in_the_dark_in_large_type_and_at_other_widths(picture):
    page = picture(present=1)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".ctc")).to_have_class(re.compile(r"\bdark\b"))
    assert result_of(page, INK) > 8 and not faults(page)
    for wide in (390, 700, 1280):
        resized(page, wide, 900)
        fits(page, wide)
        nothing_overlaps(page, 12)
    shows(page, "quick", Rest(48))


@pytest.mark.parametrize(
    "address",
    [{}, {"sound": "dense"}, {"wrongly": "path", "label": "the quick book"}],
)
def test_nothing_overlaps_at_any_frame(picture, address):
    page = picture(**address)
    fits(page, 1280)
    nothing_overlaps(page, 4 if address else 2)


def test_the_picture_and_its_formula_end_above_the_fold(picture):
    """With what stands above it on the lesson's page: its head and a row of controls, some 160 pixels."""
    for address in ({}, {"sound": "long"}):
        page = picture(**address)
        top, last = box_of(within(page, ".figure")), box_of(within(page, ".numbers > div").last)
        assert last["y"] + last["height"] - top["y"] < 640 and box_of(within(page, ".figure"))["height"] < 520


def test_a_step_on_is_seen_unless_nothing_shall_move(picture):
    """The box of the new frame falls, slides or becomes a letter; where it ends is where it stands without motion."""
    page = picture(step=5)
    watch = """stage => {
      window.fell = 0;
      const count = () => { window.fell += stage.querySelectorAll("[data-fall]").length; };
      new MutationObserver(count).observe(stage, { childList: true, subtree: true });
    }"""
    result_of(stage(page), watch)
    for motion, seen in (("reduce", False), ("no-preference", True)):
        page.emulate_media(reduced_motion=motion)
        for _ in range(3):
            stage(page).press("ArrowRight")
        holds(stage(page), "(stage, seen) => (window.fell > 0) === seen && !stage.querySelector('[data-fall]')", seen)
    told(page, Rest(11))
    shows(page, "quick", Rest(11))
