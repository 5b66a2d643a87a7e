"""The picture of CTC in Chromium: from frame to frame, places of the trellis, the sound."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.lessons.speech.ctc.picture import Rest
from tests.browser.waiting import result_of, until
from tests.lessons.ctc.picturing import (
    alone,
    box_at,
    cursor_at,
    dragged,
    every,
    named,
    place_of,
    shows,
    stage,
    told,
    within,
)
from tests.lessons.ctc.samples import heard
from tests.lessons.ctc.saying import DEFAULT, LABELS, arrivals, by_core, numbers, row_said, share_said, short

# The audio clock is the test's; what is played is kept as little-endian floats in base 64.
OWN_CLOCK = """() => {
  window.clock = 1;
  Object.defineProperty(AudioContext.prototype, "currentTime", { get: () => window.clock });
  Object.defineProperty(AudioContext.prototype, "outputLatency", { get: () => 0 });
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when, offset) {
    const bytes = new Uint8Array(this.buffer.getChannelData(0).slice().buffer);
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    window.played = { offset, rate: this.buffer.sampleRate, samples: btoa(text) };
    window.clock += 0.001;
    return start.call(this, when, offset);
  };
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def slider(page: Page):
    return within(page, ".toolbar .slide")


# From frame to frame


def test_buttons_keys_and_the_slider_go_from_frame_to_frame(picture):
    page = picture()
    moves = [("to_end", 59), ("forward", 59), ("back", 58), ("to_start", 0), ("back", 0), ("forward", 1)]
    for name, step in moves:
        named(page, LABELS[name]).click()
        cursor_at(page, step)
    for key, step in (("End", 59), ("ArrowRight", 59), ("ArrowLeft", 58), ("Home", 0), ("ArrowLeft", 0)):
        stage(page).press(key)
        cursor_at(page, step)
    told(page, Rest(0))
    slider(page).fill("33")
    cursor_at(page, 33)
    slider(page).press("ArrowRight")
    told(page, Rest(34))
    shows(page, "quick", Rest(34))
    live = page.locator(".ctc [aria-live=polite]").last
    expect(live).to_contain_text(LABELS["here"].split("{")[0])
    expect(live).to_contain_text("frame 35, 0.35 s: u 0.92")


def test_a_drag_moves_the_cursor_and_pointing_names_a_frame(picture):
    page = picture()
    at = [box_at(page, t) for t in (12, 20, 37)]
    page.mouse.move(*at[0])
    expect(within(page, ".tip")).to_contain_text("frame 13, 0.13 s: – 0.78, e 0.21")
    dragged(page, at[0], at[1], at[2])
    told(page, Rest(37))
    shows(page, "quick", Rest(37))
    within(page, ".status").hover()
    expect(within(page, ".tip")).to_be_hidden()


# Places of the trellis


def place_is_said(page: Page, t: int, row: int, **rest: object) -> None:
    """The tip, the numbers beneath and the arrows are of this place."""
    it = by_core("quick", replace(Rest(t), **rest))
    found, came = it.trellis, arrivals(it, row)
    alpha, beta, y = found.alpha[t, row], found.beta[t, row], float(it.own.log_probs[t, found.extended[row]])
    expect(within(page, "[data-place]")).to_have_attribute("data-place", f"{t}:{row}")
    expect(within(page, ".numbers > div")).to_have_text(numbers(it, row))
    into = " + ".join(f"{LABELS[way]} {short(value)}" for way, value in came.items())
    no_skip = row > 1 and row % 2 == 1 and found.extended[row] == found.extended[row - 2]
    lines = [
        LABELS["place"].format(frame=t + 1, row=row_said(it, row)),
        f"α {short(alpha)}" + (f" = ({into}) · y {short(y)}" if into else "" if t else f" = y {short(y)}"),
        *([LABELS["no_skip"]] if no_skip else []),
        f"β {short(beta)} {LABELS['without_y']}",
        f"α · β / p = {share_said(found.shares[t, row])}",
    ]
    expect(within(page, ".tip > div")).to_have_text(lines)
    assert {one["arrow"] for one in every(page, "[data-arrow]")} == came.keys()


def test_a_place_that_is_pointed_at_says_its_sums(picture):
    """Between letters, on a letter that a skip leads to, in the first frame, and where nothing passes."""
    page, it = picture(), by_core("quick", DEFAULT)
    for t, row in ((24, 8), (30, 9), (48, 15), (0, 1), (40, 1)):
        page.mouse.move(*place_of(page, it, t, row))
        place_is_said(page, t, row)
        cursor_at(page, 48)
    within(page, ".status").hover()
    expect(within(page, "[data-place]")).to_have_count(0)
    page.mouse.click(*place_of(page, it, 30, 9))
    place_is_said(page, 30, 9)
    told(page, Rest(30))


def test_no_skip_leads_to_a_letter_that_is_doubled(picture):
    page, label = picture(label="quuick"), "quuick"
    it = by_core("quick", Rest(0, label))
    page.mouse.move(*place_of(page, it, 36, 5))
    place_is_said(page, 36, 5, label=label)
    expect(within(page, "[data-arrow=skip]")).to_have_count(0)


def test_rows_are_gone_through_by_keys(picture):
    page, it = picture(step=30), by_core("quick", Rest(30))
    row = int(it.trellis.best[30])
    for key, at in (("ArrowDown", row), ("ArrowDown", row + 1), ("ArrowUp", row)):
        stage(page).press(key)
        expect(within(page, "[data-place]")).to_have_attribute("data-place", f"30:{at}")
    expect(within(page, ".numbers > div")).to_have_text(numbers(it, row))
    expect(page.locator(".ctc [aria-live=polite]").last).to_contain_text(LABELS["place"].format(frame=31, row="q"))
    stage(page).press("ArrowRight")
    expect(within(page, "[data-place]")).to_have_attribute("data-place", f"31:{row}")
    stage(page).press("Escape")
    expect(within(page, "[data-place]")).to_have_count(0)
    told(page, Rest(31))


def test_of_the_paths_through_a_place_both_ways_are_drawn(picture):
    """In one colour up to it and in another behind it, from the first frame to the last; nothing where nothing passes."""
    page, it = picture(), by_core("quick", DEFAULT)
    page.mouse.move(*place_of(page, it, 30, 9))
    (place,), boxes = every(page, "[data-place]"), every(page, "[data-box]")
    edge, ways = place["x"] + place["width"] - 1, {}
    for one in every(page, "g > g:nth-of-type(2) > [data-depth]"):
        ways.setdefault(one["fill"], []).append(one)
    before, behind = sorted(ways.values(), key=lambda way: min(one["x"] for one in way))
    assert max(one["x"] + one["width"] for one in before) == pytest.approx(edge, abs=1.5)
    assert min(one["x"] for one in behind) == pytest.approx(edge + 1, abs=1.5)
    assert min(one["x"] for one in before) == pytest.approx(boxes[0]["x"], abs=1.5)
    assert max(one["x"] + one["width"] for one in behind) == pytest.approx(boxes[-1]["x"] + boxes[-1]["width"], abs=1.5)
    page.mouse.move(*place_of(page, it, 0, 5))
    expect(within(page, "[data-place]")).to_have_attribute("data-place", "0:5")
    expect(within(page, "g > g:nth-of-type(2) > [data-depth]")).to_have_count(0)


# The sound


def test_the_cursor_goes_with_the_sound(picture):
    page = picture(step=6)
    result_of(page, OWN_CLOCK)
    stage(page).press(" ")
    expect(named(page, LABELS["pause"])).to_be_visible()
    played = until(page, "() => window.played")
    own = heard("quick")
    assert played["rate"] == 16000 and played["offset"] == pytest.approx(own.first_seconds + 6 * own.step_seconds)
    np.testing.assert_allclose(np.frombuffer(b64decode(played["samples"]), "<f4"), own.clip.samples, atol=2e-5)
    for seconds, step in ((0.1, 16), (0.25, 31)):
        until(page, "seconds => { window.clock = 1.001 + seconds; return true; }", seconds)
        cursor_at(page, step)
    expect(page.get_by_text("rest 6 []", exact=True)).to_be_visible()
    named(page, LABELS["pause"]).click()
    told(page, Rest(31))
    shows(page, "quick", Rest(31))
    stage(page).press(" ")
    expect(named(page, LABELS["pause"])).to_be_visible()
    until(page, "() => { window.clock += 9; return true; }")
    told(page, Rest(59))
    expect(named(page, LABELS["play"])).to_be_visible()


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(AudioContext.prototype, 'currentTime', { get: () => 0 })",
        "window.AudioContext = function () { throw new Error('no device'); }",
    ],
    ids=["clock stands still", "no device"],
)
def test_without_a_sound_card_the_cursor_still_runs(picture, broken):
    page = picture(sound="hello", step=0)
    result_of(page, f"() => {{ {broken} }}")
    named(page, LABELS["play"]).click()
    told(page, Rest(39))
    expect(within(page, ".status")).to_contain_text(LABELS["silent"])
