"""The scope in Chromium: events by core's own arithmetic, keys, pointer, touch, playing, windows, tables, files, axe."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.components import audio_scope
from core.speech import events
from core.speech.options import DetectorConfig
from tests.app.scope_samples import FIRST, STEP, WORDS, hearing, wild
from tests.browser.conftest import record
from tests.browser.test_axe import KNOWN

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).parent / "harness" / "scope.py"
EVENTS = (audio_scope.HERE / "js" / "events.js").read_text("utf-8")
CONFIGS = [
    DetectorConfig(0.5, smoothing, agree, refractory)
    for smoothing, agree, refractory in ((1, 1, 0.0), (1, 3, 1.0), (5, 2, 0.5), (9, 1, 0.3), (2, 7, 2.0), (50, 4, 0.1))
]
COUNT_TONES = """() => {
  window.tones = 0;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };
}"""


@pytest.fixture
def opened(quiet_page: Page, serve: Callable):
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(f"{serve(HARNESS)}/?{urlencode(query)}")
        drawn(quiet_page)
        return quiet_page

    return open_page


def drawn(page: Page) -> None:
    expect(page.locator(".scope .status")).to_contain_text("s of")
    page.locator(".plots").focus()


def status(page: Page, seconds: float) -> None:
    expect(page.locator(".scope .status")).to_contain_text(f"{seconds:.2f} s of")


def rest(page: Page, seconds: float, threshold: float, start: float = 0.0) -> None:
    expect(page.get_by_text(f"rest {seconds:.3f} {threshold:.3f} {start:.3f}", exact=True)).to_be_visible()


def at(t: int) -> float:
    """The time of a step."""
    return FIRST + STEP * t


def now(page: Page) -> float:
    """Where the cursor stands."""
    return float(page.locator(".scope .toolbar input").input_value())


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds; the page's policy lets no expression be waited for there."""
    for _ in range(150):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("✓", ""))


def rows(page: Page, table: int) -> list[list[str]]:
    """The cells of the open tables: 0 the events, -1 the steps."""
    body = page.locator(".tables tbody").nth(table)
    return body.evaluate("body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent))")


def plot(page: Page) -> dict:
    """Where the plots are on the page: x of a time, y of a probability, middles of the others."""
    box = page.locator(".plots").bounding_box()
    line = page.locator(".line-of-threshold")
    left, right, top = (float(line.get_attribute(name)) for name in ("x1", "x2", "y1"))
    clip = page.locator("#above-threshold rect")
    height = float(page.locator(".cursor line").get_attribute("y2")) - 4 - float(clip.get_attribute("y"))
    y = box["y"] + float(clip.get_attribute("y"))
    assert abs(box["y"] + top - y) <= height + 1
    return {
        "x": lambda seconds, span=10.0: box["x"] + left + seconds / span * (right - left),
        "p": lambda p: y + height * (1 - p),
        "wave": box["y"] + 40,
        "spectrogram": box["y"] + 130,
    }


def expected(p: np.ndarray, config: DetectorConfig, threshold: float) -> list[int]:
    wanted = DetectorConfig(threshold, config.smoothing, config.agree, config.refractory)
    return events.fired(events.smooth(p, config.smoothing), wanted, STEP).tolist()


def test_the_arithmetic_is_that_of_core(page: Page):
    rng = np.random.default_rng(1)
    cases = []
    for _ in range(300):
        p = (rng.random(rng.integers(0, 200)) ** rng.choice([0.3, 1, 3])).astype(np.float32)
        p[rng.random(len(p)) < 0.1] = rng.choice([0, 1])
        config = DetectorConfig(
            float(rng.choice([0.0, 0.5, 1.0, rng.random(), *p[:2].tolist()])),
            int(rng.integers(1, 12)), int(rng.integers(1, 6)), float(rng.choice([0, 0.02, 0.06, 0.1, 1.0, rng.random()])),
        )  # fmt: skip
        cases.append((p, config, float(rng.choice([0.02, 0.01, 0.0073]))))
    sent = [
        {"p": p.tolist(), "smoothing": c.smoothing, "options": {"threshold": c.threshold, "agree": c.agree,
         "refractory": c.refractory}, "step": step}
        for p, c, step in cases
    ]  # fmt: skip
    answers = page.evaluate(
        f"""cases => {{ {EVENTS}
          return cases.map(({{ p, smoothing, options, step }}) => {{
            const smoothed = smooth(Float32Array.from(p), smoothing), {{ steps, runs }} = fired(smoothed, options, step);
            return {{ smoothed: [...smoothed], steps, runs: [...runs] }};
          }});
        }}""",
        sent,
    )
    assert sum(len(answer["steps"]) for answer in answers) > 400
    for (p, config, step), answer in zip(cases, answers, strict=True):
        smoothed = events.smooth(p, config.smoothing)
        assert answer["smoothed"] == smoothed.tolist(), "to the last bit"
        assert answer["steps"] == events.fired(smoothed, config, step).tolist()
        above, run = smoothed >= config.threshold, 0
        for t, is_above in enumerate(above):
            run = run + 1 if is_above else 0
            assert answer["runs"][t] == run


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: f"{c.smoothing}-{c.agree}-{c.refractory}")
def test_moving_the_threshold_gives_the_events_of_core(opened, config):
    query = {"smoothing": config.smoothing, "agree": config.agree, "refractory": config.refractory, "threshold": 0.5}
    page, p = opened(wild=3, long=20, **query), wild(20, seed=3)
    page.get_by_role("button", name="as table").click()
    grip = page.get_by_role("slider", name="threshold")
    seen, threshold = set(), 0.5
    for key, by in (
        ("PageUp", 0.1),
        ("ArrowUp", 0.01),
        ("PageDown", -0.1),
        ("PageDown", -0.1),
        ("ArrowDown", -0.01),
        ("Home", -1),
    ):
        grip.press(key)
        threshold = round(min(1.0, max(0.0, threshold + by)), 3)
        wanted = expected(p, config, threshold)
        expect(page.locator(".tables caption").first).to_contain_text(f"threshold {threshold:.2f}:")
        found = [(number(row[0]), int(row[1])) for row in rows(page, 0)]
        assert found == [(round(at(t), 3), t + 1) for t in wanted], threshold
        expect(page.locator(".event")).to_have_count(len(wanted))
        assert [int(x) for x in page.locator(".event").evaluate_all("all => all.map(e => e.dataset.step)")] == wanted
        expect(page.locator(".count")).to_have_text(re.compile(rf"{len(wanted) or 'no'} event"))
        seen.add(len(wanted))
    assert len(seen) > 1, "the threshold matters"
    rest(page, 0.0, 0.0)


def test_smoothing_is_followed_where_the_cursor_stands(opened):
    page, p = opened(wild=5, long=10, at=3.0, threshold=0.5), wild(10, seed=5)
    page.keyboard.press("ArrowRight")
    rest(page, at(142), 0.5)
    page.get_by_role("button", name="as table").click()
    field = page.get_by_label("Smoothing", exact=True)
    field.fill("8")
    field.press("Enter")
    expect(page.locator(".tables thead").first).to_contain_text("mean")
    wanted = expected(p, DetectorConfig(smoothing=8), 0.5)
    assert [int(row[1]) for row in rows(page, 0)] == [t + 1 for t in wanted]
    status(page, at(142))


def test_keys_step_and_the_rest_comes_back(opened):
    page = opened()
    status(page, 0)
    expect(page.get_by_text("The first step comes when 0.17 s of sound are heard.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    status(page, at(0))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    status(page, at(4))
    rest(page, at(4), 0.6)
    page.keyboard.press("ArrowLeft")
    status(page, at(3))
    page.keyboard.press("End")
    status(page, 10)
    rest(page, 10.0, 0.6)
    page.keyboard.press("ArrowLeft")
    last = len(hearing().detection.probabilities) - 1
    status(page, at(last))
    page.keyboard.press("Home")
    rest(page, 0.0, 0.6)
    fired = hearing(config=DetectorConfig(0.4)).detection.events
    page.get_by_role("slider", name="threshold").press("PageDown")
    page.get_by_role("slider", name="threshold").press("PageDown")
    page.locator(".plots").focus()
    assert len(fired) == 2
    for key, time in (("ArrowDown", fired[0]), ("ArrowDown", fired[1]), ("ArrowDown", fired[1]), ("ArrowUp", fired[0])):
        page.keyboard.press(key)
        status(page, time)


def test_buttons_and_slider_step_too(opened):
    page = opened()
    for name, seconds in (("One step on", at(0)), ("To the end", 10), ("To the beginning", 0)):
        page.get_by_role("button", name=name).click()
        status(page, seconds)
    slider = page.get_by_role("slider", name="Time")
    slider.fill("5")
    assert abs(now(page) - 5) <= STEP / 2
    for key, by in (("ArrowRight", 1), ("ArrowUp", 1), ("ArrowLeft", -1), ("ArrowDown", -1)):
        before = now(page)
        slider.press(key)
        until(page, lambda by=by, before=before: abs(now(page) - before - by * STEP) < 2e-3)
    page.get_by_role("button", name="chime at 4.59 s").click()
    status(page, 4.592)


def test_numbers_are_those_of_the_hearing(opened):
    page, taken = opened(smoothing=4, threshold=0.55), hearing(config=DetectorConfig(0.55, smoothing=4))
    page.get_by_role("button", name="as table").click()
    page.get_by_role("button", name="all steps in view").click()
    detection = taken.detection
    expect(page.locator(".tables tbody").last.locator("tr")).to_have_count(len(detection.probabilities))
    found = rows(page, -1)
    for t, (step, time, p, mean, _, fires) in enumerate(found):
        assert (int(step), number(time)) == (t + 1, pytest.approx(at(t), abs=6e-4))
        assert number(p) == pytest.approx(float(detection.probabilities[t]), abs=6e-4)
        assert number(mean) == pytest.approx(float(detection.smoothed[t]), abs=6e-4)
        assert bool(fires) == any(abs(event - at(t)) < 1e-6 for event in detection.events)
    page.locator(".plots").focus()
    page.keyboard.press("ArrowDown")
    t = round((detection.events[0] - FIRST) / STEP)
    p = float(detection.probabilities[t])
    expect(page.locator(".numbers").first).to_have_text(f"{p:.2f} = σ({np.log(p / (1 - p)):.2f})")
    mean = f"mean of the last 4 = {detection.smoothed[t]:.2f}"
    expect(page.locator(".numbers").nth(1)).to_have_text(f"{mean} · 3 steps in a row ≥ 0.55 → chime at {at(t):.2f} s")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".numbers").nth(1)).to_contain_text("2 steps in a row ≥ 0.55, 3 are needed")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".numbers").nth(1)).to_contain_text("1 step ≥ 0.55, 3 in a row are needed")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".numbers").nth(1)).to_contain_text("< 0.55: not at this step")


def test_a_run_that_comes_too_soon_says_so(opened):
    page, p = opened(wild=3, long=20, agree=2, refractory=3.0, threshold=0.5), wild(20, seed=3)
    config = DetectorConfig(0.5, agree=2, refractory=3.0)
    first = expected(p, config, 0.5)[0]
    free = expected(p, DetectorConfig(0.5, agree=2, refractory=0.0), 0.5)
    soon = next(t for t in free if t > first)
    page.get_by_role("slider", name="Time").fill(str(at(soon)))
    said = f"2 steps in a row ≥ 0.50, but this run came within 3.0 s of the chime at {at(first):.2f} s"
    expect(page.locator(".numbers").nth(1)).to_have_text(said)


def test_only_the_page_can_make_it_jump(opened):
    page = opened(at=1.0)
    for _ in range(2):
        page.locator(".plots").focus()
        page.keyboard.press("End")
        rest(page, 10.0, 0.6)
        page.get_by_role("button", name="To 2 seconds").click()
        status(page, 2)
        rest(page, 2.0, 0.6)


def test_a_page_that_forgets_does_not_disturb(opened):
    page = opened(forgets=1, at=1.0)
    page.keyboard.press("End")
    page.get_by_role("slider", name="threshold").press("Home")
    rest(page, 10.0, 0.0)
    status(page, 10)


def test_another_sound_begins_where_the_page_says(opened):
    page = opened(at=4.0)
    page.keyboard.press("End")
    rest(page, 10.0, 0.6)
    page.locator("label", has_text="Other sound").click()
    expect(page.locator(".scope .status")).to_have_text("6.00 s of 6.00 s")
    page.get_by_role("button", name="To 2 seconds").click()
    expect(page.locator(".scope .status")).to_have_text("2.00 s of 6.00 s")


def test_the_threshold_is_dragged(opened):
    page = opened()
    grip, where = page.get_by_role("slider", name="threshold"), plot(page)
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert abs(y - where["p"](0.6)) < 1.5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, where["p"](0.42), steps=5)
    expect(grip).to_have_attribute("aria-valuenow", "0.42")
    expect(page.locator(".event")).to_have_count(2)
    page.mouse.up()
    rest(page, 0.0, 0.42)
    expect(grip).to_have_attribute("aria-valuetext", "0.42, 2 events")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Threshold 0.42: 2 events: 4.5")
    middle = where["x"](6.5)
    page.mouse.move(middle, where["p"](0.42))  # the line can be taken anywhere
    page.mouse.down()
    page.mouse.move(middle, where["p"](1.3), steps=4)
    page.mouse.up()
    rest(page, 0.0, 1.0)
    expect(page.locator(".event")).to_have_count(0)
    status(page, 0)


def test_a_finger_drags_cursor_and_threshold(serve: Callable, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 1100}, has_touch=True, is_mobile=True)
    page = context.new_page()
    recorder = record(page)
    page.goto(f"{serve(HARNESS)}/?at=1")
    drawn(page)
    page.locator(".scope").scroll_into_view_if_needed()
    touch, where = context.new_cdp_session(page), plot(page)

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, share in (("touchStart", 0), *(("touchMove", k / 6) for k in range(1, 7))):
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    drag((where["x"](2), where["spectrogram"]), (where["x"](6), where["spectrogram"] + 4))
    expect(page.locator(".scope .status")).to_have_text(re.compile(r"^(5\.9|6\.0)\d s"))
    box = page.get_by_role("slider", name="threshold").bounding_box()
    x = box["x"] + box["width"] / 2
    drag((x + 6, where["p"](0.6) + 12), (x - 20, where["p"](0.3) + 12))  # a finger is wider than the grip
    expect(page.get_by_role("slider", name="threshold")).to_have_attribute("aria-valuenow", re.compile(r"0\.(29|3|31)"))
    recorder.assert_quiet()
    context.close()


def test_pointing_shows_numbers_and_a_click_pins(opened):
    page, taken = opened(), hearing()
    where, t = plot(page), 221
    x = where["x"](at(t) + 0.004)
    page.mouse.move(x, where["p"](0.2))
    p = taken.detection.probabilities[t]
    expect(page.locator(".tip")).to_have_text(re.compile(rf"^4\.[56]\d s · ŷ {p:.2f}$"))
    expect(page.locator('.lines .term[data-term="y"]').first).to_have_class(re.compile("marked"))
    page.mouse.move(where["x"](4.3), where["wave"])
    expect(page.locator(".tip")).to_have_text(re.compile(r"^4\.\d\d s · −?\d+ dB · ŷ 0\.\d\d$"))
    peak = np.abs(taken.clip.samples[round(4.29 * 16000) : round(4.31 * 16000)]).max()
    decibels = number(page.locator(".tip").text_content().split(" · ")[1].removesuffix(" dB"))
    assert decibels == pytest.approx(20 * np.log10(peak), abs=1.5)
    page.mouse.move(where["x"](4.3), where["spectrogram"])
    expect(page.locator(".tip")).to_contain_text(re.compile(r"Hz · −\d+ dB"))
    page.mouse.click(where["x"](4.3), where["spectrogram"])
    until(page, lambda: abs(now(page) - 4.3) < 0.02)
    page.mouse.down()
    page.mouse.move(where["x"](7), where["wave"], steps=5)
    page.mouse.up()
    until(page, lambda: abs(now(page) - 7) < 0.02)
    page.mouse.move(2, 2)
    expect(page.locator(".tip")).to_be_hidden()
    x = where["x"](hearing().detection.events[0])
    page.mouse.click(x, where["p"](1.0) - 14)  # the sign of an event
    status(page, hearing().detection.events[0])


def test_formula_and_picture_point_at_one_another(opened):
    page = opened(at=4.7)
    for term, part in (("x", ".heard"), ("y", ".curve"), ("a", ".past"), ("theta", ".line-of-threshold")):
        node = page.locator(f'.beneath .term[data-term="{term}"]').first
        node.focus()
        expect(page.locator(part)).to_have_class(re.compile("marked"))
        assert page.locator(".stage svg .marked").count() == 1
    page.locator('.term[data-term="x"]').focus()
    expect(page.locator(".numbers").first).to_have_text("x⟨227⟩: 4.67 s – 4.69 s")
    band = page.locator(".heard").bounding_box()
    where = plot(page)
    assert band["x"] - 3 <= where["x"](4.672) <= where["x"](4.692) <= band["x"] + band["width"] + 3
    expect(page.locator('.term[data-term="x"]')).to_have_attribute("aria-label", re.compile("newly heard, x⟨"))
    page.get_by_role("slider", name="threshold").focus()
    expect(page.locator('.beneath .term[data-term="theta"]')).to_have_class(re.compile("marked"))
    assert page.locator(".line math").first.evaluate("e => e.namespaceURI").endswith("MathML")


def test_playing_moves_the_cursor_and_rings(opened):
    page = opened(at=4.2)
    page.evaluate(COUNT_TONES)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    until(page, lambda: page.evaluate("window.tones") > 0)
    assert page.evaluate("window.tones") == 4, "two tones with an octave each, once"
    before = now(page)
    assert before > 4.59
    page.get_by_role("slider", name="threshold").press("Home")  # while it plays
    until(page, lambda: now(page) > before)
    page.locator(".plots").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    stopped = now(page)
    page.wait_for_timeout(200)
    assert now(page) == stopped
    rest(page, round(stopped, 3), 0.0)


def test_the_chime_can_be_switched_off(opened):
    page = opened(at=4.4)
    page.evaluate(COUNT_TONES)
    switch = page.get_by_role("switch", name="chime")
    expect(switch).to_be_checked()
    switch.click()
    page.get_by_role("button", name="Play").click()
    until(page, lambda: now(page) > 4.8)
    assert page.evaluate("window.tones") == 0


def test_it_plays_to_the_end_and_begins_again(opened):
    page = opened(at=9.6)
    page.keyboard.press("Space")
    status(page, 10)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    rest(page, 10.0, 0.6)
    page.keyboard.press("Space")
    expect(page.locator(".scope .status")).to_have_text(re.compile(r"^[01]\.\d\d s"))
    page.keyboard.press("Space")


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(AudioContext.prototype, 'currentTime', { get: () => 0 })",
        "window.AudioContext = function () { throw new Error('no device'); }",
        "AudioContext.prototype.resume = () => Promise.reject(new Error('not allowed'))",
    ],
    ids=["clock stands still", "no device", "not allowed"],
)
def test_without_a_sound_card_the_cursor_still_runs(opened, broken):
    page = opened(at=2.0)
    page.evaluate(f"() => {{ {broken} }}")
    page.keyboard.press("Space")
    until(page, lambda: now(page) > 2.1)
    page.keyboard.press("Space")
    if "resume" not in broken:
        expect(page.locator(".note")).to_have_text("no sound from this browser")


def test_what_is_played_is_what_was_sent(opened):
    page = opened(at=3.0, long=75, start=2.0)
    page.evaluate("""() => {
      const start = AudioBufferSourceNode.prototype.start;
      AudioBufferSourceNode.prototype.start = function (when, offset) {
        window.played = { offset, rate: this.buffer.sampleRate, samples: [...this.buffer.getChannelData(0)] };
        return start.call(this, when, offset);
      };
    }""")
    page.keyboard.press("Space")
    until(page, lambda: page.evaluate("Boolean(window.played)"))
    played = page.evaluate("window.played")
    assert played["rate"] == 16000 and played["offset"] == pytest.approx(1.0)
    np.testing.assert_allclose(played["samples"], hearing(75).clip.samples[32000 : 32000 + 480000], atol=2e-5)
    page.keyboard.press("Space")


def test_long_clips_move_through_a_window(opened):
    page = opened(long=75, at=4.0)
    window = page.get_by_role("slider", name="Part of the sound")
    box = page.locator(".overview").bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 20, steps=6)
    page.mouse.up()
    rest(page, 30.0, 0.6, 30.0)
    expect(page.locator(".note")).to_have_text("")
    page.get_by_role("button", name="as table").click()
    page.get_by_role("button", name="all steps in view").click()
    expect(page.locator(".tables tbody").last.locator("tr")).to_have_count(1500)
    shown = rows(page, -1)
    assert 29.99 < number(shown[0][1]) < 30.05 and 59.9 < number(shown[-1][1]) <= 60.0
    p = hearing(75).detection.probabilities
    assert [number(row[2]) for row in shown] == pytest.approx(p[int(shown[0][0]) - 1 : int(shown[-1][0])], abs=6e-4)
    window.press("End")
    rest(page, 45.0, 0.6, 45.0)
    window.press("ArrowLeft")
    rest(page, 45.0, 0.6, 44.0)
    page.locator(".plots").focus()
    page.keyboard.press("Home")
    rest(page, 0.0, 0.6, 0.0)
    expect(window).to_have_attribute("aria-valuetext", "0.0 s to 30.0 s")


def test_playing_goes_on_into_the_next_window(opened):
    page = opened(long=75, at=29.5)
    page.keyboard.press("Space")
    expect(page.locator(".scope .status")).to_have_text(re.compile(r"^30\.[3-9]\d s|^31"), timeout=15_000)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text(re.compile(r"^rest 3[01]\.\d+ 0\.600 29\.000$"))).to_be_visible()


def test_short_sounds_have_no_overview(opened):
    page = opened()
    expect(page.locator(".overview")).to_be_hidden()


@pytest.mark.parametrize("long", [0.01, 0.1, 0.2, 0.5])
def test_very_short_sounds(opened, long):
    page = opened(long=long)
    page.keyboard.press("End")
    status(page, long)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.get_by_role("button", name="as table").click()
    page.get_by_role("button", name="all steps in view").click()
    expect(page.locator(".tables tbody").last.locator("tr")).to_have_count(len(hearing(long).detection.probabilities))
    page.get_by_role("slider", name="threshold").press("Home")


def test_words_stand_beneath_their_time_and_in_the_table(opened):
    page = opened(at=4.3)
    page.get_by_role("button", name="as table").click()
    assert rows(page, 1) == [[text, f"{start:.2f}", f"{end:.2f}"] for text, start, end in WORDS]
    where = plot(page)
    for text, start, end in WORDS:
        box = page.locator(".words bdi", has_text=text).first.bounding_box()
        assert abs(box["x"] + box["width"] / 2 - where["x"]((start + end) / 2)) < 2
    expect(page.locator(".words .now")).to_have_text(["activate"])


def test_a_reader_hears_where_one_is(opened):
    page = opened()
    page.keyboard.press("ArrowDown")
    said = page.locator("[aria-live=polite]")
    expect(said).to_contain_text(re.compile(r"4\.59 seconds, probability 0\.\d\d\. 3 steps in a row ≥ 0\.60 → chime"))
    page.keyboard.press("Home")
    expect(said).to_have_text("0.00 seconds, before the first step")


def test_files_are_made_in_the_browser(opened, tmp_path):
    page = opened(at=4.7, threshold=0.4)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.parse(tmp_path / "picture.svg").getroot()
    texts = [node.text for node in root.iter(f"{svg}text")]
    times = {f"{time:.2f} s" for time in hearing(10.0, DetectorConfig(0.4)).detection.events}
    assert {"activate", "threshold 0.40", "waveform", *times} <= set(texts) and len(times) == 2
    assert [image.get("href")[:22] for image in root.iter(f"{svg}image")] == ["data:image/png;base64,"]
    curve = max((path.get("d") for path in root.iter(f"{svg}path") if path.get("fill") == "none"), key=len)
    assert curve.count("L") == len(hearing().detection.probabilities) - 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as PNG").click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("long", [10, 75])
def test_narrow_page_does_not_overflow(opened, quiet_page, scheme, long):
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    quiet_page.emulate_media(color_scheme=scheme)
    page = opened(at=4.7, smoothing=3, long=long)
    page.get_by_role("button", name="as table").click()
    expect(page.locator(".scope")).to_have_class(re.compile("narrow"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".scope").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_theme_and_width_follow_at_once(opened):
    page = opened(at=4.7)
    pixel = "e => [...e.getContext('2d').getImageData(e.width - 30, 130, 1, 1).data]"
    light = page.locator(".plots canvas").evaluate(pixel)
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".scope")).to_have_class(re.compile("dark"))
    assert page.locator(".plots canvas").evaluate(pixel) != light
    page.set_viewport_size({"width": 700, "height": 900})
    expect(page.locator(".plots canvas")).to_have_js_property(
        "clientWidth", page.locator(".stage").evaluate("e => e.clientWidth")
    )


def test_reduced_motion(opened, quiet_page):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(at=4.5)
    page.keyboard.press("Space")
    page.locator(".event.rung").wait_for(state="attached")
    assert page.locator(".event.rung circle").evaluate("e => getComputedStyle(e).animationName") == "none"
    page.keyboard.press("Space")


def test_large_type(opened):
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    usual = opened(at=4.7).locator(".scope .status").evaluate(size)
    assert opened(at=4.7, present=1).locator(".scope .status").evaluate(size) >= 1.25 * usual


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(opened, quiet_page, scheme):
    quiet_page.emulate_media(color_scheme=scheme)
    page = opened(at=24.7, long=75, smoothing=3)
    page.get_by_role("button", name="as table").click()
    page.mouse.move(2, 2)
    found = {
        (violation["id"], node["html"][:200])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    }
    assert not {one for one in found if one[0] not in KNOWN and "stNumberInput" not in one[1]}, json.dumps(
        sorted(found)
    )


def test_resting_does_not_send_the_picture_again(opened):
    page = opened(long=40)
    received = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.reload()
    drawn(page)
    page.wait_for_timeout(500)
    received.clear()
    page.keyboard.press("ArrowRight")
    rest(page, at(0), 0.6)
    page.get_by_role("slider", name="threshold").press("PageUp")
    rest(page, at(0), 0.7)
    assert received and max(received) < 20_000
