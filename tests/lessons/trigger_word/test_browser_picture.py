"""The scope in Chromium: events by core's own arithmetic, keys, pointer, touch, playing, windows, tables, files, axe."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from app.lessons.speech.trigger_word import picture
from core.speech import events
from core.speech.options import DetectorConfig
from tests.browser.test_visits import PHONE, faults
from tests.browser.visits import number
from tests.browser.waiting import after, box_of, holds, quiet, result_of, text_of, until, value_of
from tests.conftest import record
from tests.lessons.trigger_word.samples import FIRST, STEP, WORDS, hearing, wild

EVENTS = (picture.HERE / "js" / "events.js").read_text("utf-8")
CONFIGS = [
    DetectorConfig(0.5, smoothing, agree, refractory)
    for smoothing, agree, refractory in ((1, 1, 0.0), (1, 3, 1.0), (5, 2, 0.5), (9, 1, 0.3), (2, 7, 2.0), (50, 4, 0.1))
]
SCOPE = "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
COUNT_TONES = """() => {
  window.tones = 0;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };
}"""
# What is played, as little-endian floats in base 64: a list of half a million numbers takes long on its way.
KEEP_SOUND = """() => {
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when, offset) {
    const bytes = new Uint8Array(this.buffer.getChannelData(0).slice().buffer);
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    window.played = { offset, rate: this.buffer.sampleRate, samples: btoa(text) };
    return start.call(this, when, offset);
  };
}"""
CELLS = "body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent))"
# All that shows the events, in one frame: once the table's caption says so.
EVENTS_SHOWN = f"""said => {{
  const scope = {SCOPE}, caption = scope.querySelector(".tables caption");
  return caption?.textContent.includes(said) && {{
    rows: ({CELLS})(scope.querySelector(".tables tbody")),
    steps: [...scope.querySelectorAll(".event")].map(e => Number(e.dataset.step)),
    count: scope.querySelector(".count").textContent,
  }};
}}"""
# The cursor's place, once it is beyond some second.
PASSED = f"""seconds => {{
  const now = Number({SCOPE}.querySelector(".toolbar input").value);
  return now > seconds && now;
}}"""
PLOTS = """stage => {
  const of = (part, name) => Number(stage.querySelector(part).getAttribute(name));
  const box = stage.querySelector(".plots").getBoundingClientRect(), line = ".line-of-threshold";
  const top = of("#above-threshold rect", "y"), height = of(".cursor line", "y2") - 4 - top;
  return { left: box.x + of(line, "x1"), right: box.x + of(line, "x2"), top: box.y + top, height,
    wave: box.y + 40, spectrogram: box.y + 130, line: box.y + of(line, "y1") };
}"""


@dataclass(frozen=True)
class Plots:
    """Where the plots are on the page, in pixels: edges of the probability's, middles of the others, the threshold's line."""

    left: float
    right: float
    top: float
    height: float
    wave: float
    spectrogram: float
    line: float

    def x(self, seconds: float) -> float:
        """Of a time, of ten seconds."""
        return self.left + seconds / 10 * (self.right - self.left)

    def p(self, p: float) -> float:
        """Of a probability."""
        return self.top + self.height * (1 - p)


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(harness("trigger_word", **query))
        return drawn(quiet_page)

    return open_page


def drawn(page: Page) -> Page:
    expect(quiet(page).locator(".scope .status")).to_contain_text("s of")
    return quiet(page)


def picture(page: Page) -> Locator:
    """The plots, which take the keys."""
    return page.locator(".plots")


def grip(page: Page) -> Locator:
    """The threshold's handle."""
    return page.get_by_role("slider", name="threshold")


def scrubber(page: Page) -> Locator:
    """The player's slider; its value is where the cursor stands."""
    return page.get_by_role("slider", name="Time")


def status(page: Page, seconds: float) -> None:
    expect(page.locator(".scope .status")).to_contain_text(f"{seconds:.2f} s of")


def rest(page: Page, seconds: float, threshold: float, start: float = 0.0) -> None:
    expect(page.get_by_text(f"rest {seconds:.3f} {threshold:.3f} {start:.3f}", exact=True)).to_be_visible()


def at(t: int) -> float:
    """The time of a step."""
    return FIRST + STEP * t


def stands(page: Page, seconds: float, within: float = 2e-3) -> None:
    """Wait until the cursor is there."""
    holds(scrubber(page), "(e, [at, within]) => Math.abs(e.value - at) < within", [seconds, within])


def passes(page: Page, seconds: float) -> float:
    """Wait until the cursor, as it plays, is beyond a time; returns where it is."""
    return until(page, PASSED, seconds)


def rows(page: Page, table: int) -> list[list[str]]:
    """The cells of the open tables: 0 the events, -1 the steps."""
    return result_of(page.locator(".tables tbody").nth(table), CELLS)


def plots(page: Page) -> Plots:
    """Where the plots are now."""
    found = Plots(**result_of(page.locator(".stage"), PLOTS))
    assert abs(found.line - found.top) <= found.height + 1
    return found


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
    answers = until(
        page,
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
    seen, threshold = set(), 0.5
    for key, by in (
        ("PageUp", 0.1),
        ("ArrowUp", 0.01),
        ("PageDown", -0.1),
        ("PageDown", -0.1),
        ("ArrowDown", -0.01),
        ("Home", -1),
    ):
        grip(page).press(key)
        threshold = round(min(1.0, max(0.0, threshold + by)), 3)
        wanted = expected(p, config, threshold)
        shown = until(page, EVENTS_SHOWN, f"threshold {threshold:.2f}:")
        found = [(number(row[0]), int(row[1])) for row in shown["rows"]]
        assert found == [(round(at(t), 3), t + 1) for t in wanted], threshold
        assert shown["steps"] == wanted
        assert re.match(rf"{len(wanted) or 'no'} event", shown["count"])
        seen.add(len(wanted))
    assert len(seen) > 1, "the threshold matters"
    rest(page, 0.0, 0.0)


def test_smoothing_is_followed_where_the_cursor_stands(opened):
    page, p = opened(wild=5, long=10, at=3.0, threshold=0.5), wild(10, seed=5)
    picture(page).press("ArrowRight")
    rest(page, at(142), 0.5)
    page.get_by_role("button", name="as table").click()
    field = page.get_by_label("Smoothing", exact=True)
    field.fill("8")
    after(page, lambda: field.press("Enter"))
    expect(page.locator(".tables thead").first).to_contain_text("mean")
    wanted = expected(p, DetectorConfig(smoothing=8), 0.5)
    assert [int(row[1]) for row in rows(page, 0)] == [t + 1 for t in wanted]
    status(page, at(142))


def test_keys_step_and_the_rest_comes_back(opened):
    page = opened()
    status(page, 0)
    expect(page.get_by_text("The first step comes when 0.17 s of sound are heard.")).to_be_visible()
    picture(page).press("ArrowRight")
    status(page, at(0))
    for _ in range(4):
        picture(page).press("ArrowRight")
    status(page, at(4))
    rest(page, at(4), 0.6)
    picture(page).press("ArrowLeft")
    status(page, at(3))
    picture(page).press("End")
    status(page, 10)
    rest(page, 10.0, 0.6)
    picture(page).press("ArrowLeft")
    last = len(hearing().detection.probabilities) - 1
    status(page, at(last))
    picture(page).press("Home")
    rest(page, 0.0, 0.6)
    fired = hearing(config=DetectorConfig(0.4)).detection.events
    grip(page).press("PageDown")
    grip(page).press("PageDown")
    assert len(fired) == 2
    for key, time in (("ArrowDown", fired[0]), ("ArrowDown", fired[1]), ("ArrowDown", fired[1]), ("ArrowUp", fired[0])):
        picture(page).press(key)
        status(quiet(page), time)


def test_a_key_after_a_move_of_the_threshold_knows_the_new_events(opened):
    page = opened(at=9.9)
    last = hearing(config=DetectorConfig(0.4)).detection.events[-1]
    assert hearing(config=DetectorConfig(0.6)).detection.events[-1] < last
    within_one_frame = """stage => {
      for (const [part, key] of [[".grip", "PageDown"], [".grip", "PageDown"], [".plots", "ArrowUp"]]) {
        stage.querySelector(part).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      }
    }"""
    after(page, lambda: result_of(page.locator(".stage"), within_one_frame))
    status(page, last)
    rest(page, last, 0.4)


def test_buttons_and_slider_step_too(opened):
    page = opened()
    expect(page.locator(".overview")).to_be_hidden()  # of a short sound all is in view
    for name, seconds in (("One step on", at(0)), ("To the end", 10), ("To the beginning", 0)):
        page.get_by_role("button", name=name).click()
        status(page, seconds)
    scrubber(page).fill("5")
    t = round((5 - FIRST) / STEP)
    stands(page, at(t))
    for key, by in (("ArrowRight", 1), ("ArrowUp", 1), ("ArrowLeft", -1), ("ArrowDown", -1)):
        t += by
        scrubber(page).press(key)
        stands(page, at(t))
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
    picture(page).press("ArrowDown")
    t = round((detection.events[0] - FIRST) / STEP)
    p = float(detection.probabilities[t])
    expect(page.locator(".numbers").first).to_have_text(f"{p:.2f} = σ({np.log(p / (1 - p)):.2f})")
    mean = f"mean of the last 4 = {detection.smoothed[t]:.2f}"
    run = page.locator(".numbers").nth(1)
    expect(run).to_have_text(f"{mean} · 3 steps in a row ≥ 0.55 → chime at {at(t):.2f} s")
    picture(page).press("ArrowLeft")
    expect(run).to_contain_text("2 steps in a row ≥ 0.55, 3 are needed")
    picture(page).press("ArrowLeft")
    expect(run).to_contain_text("1 step ≥ 0.55, 3 in a row are needed")
    picture(page).press("ArrowLeft")
    expect(run).to_contain_text("< 0.55: not at this step")


def test_a_run_that_comes_too_soon_says_so(opened):
    page, p = opened(wild=3, long=20, agree=2, refractory=3.0, threshold=0.5), wild(20, seed=3)
    config = DetectorConfig(0.5, agree=2, refractory=3.0)
    first = expected(p, config, 0.5)[0]
    free = expected(p, DetectorConfig(0.5, agree=2, refractory=0.0), 0.5)
    soon = next(t for t in free if t > first)
    scrubber(page).fill(str(at(soon)))
    said = f"2 steps in a row ≥ 0.50, but this run came within 3.0 s of the chime at {at(first):.2f} s"
    expect(page.locator(".numbers").nth(1)).to_have_text(said)


def test_only_the_page_can_make_it_jump(opened):
    page = opened(at=1.0)
    for _ in range(2):
        picture(page).press("End")
        rest(page, 10.0, 0.6)
        after(page, page.get_by_role("button", name="To 2 seconds").click)
        status(page, 2)
        rest(page, 2.0, 0.6)


def test_a_page_that_forgets_does_not_disturb(opened):
    page = opened(forgets=1, at=1.0)
    picture(page).press("End")
    after(page, lambda: grip(page).press("Home"))
    rest(page, 10.0, 0.0)
    status(page, 10)


def test_another_sound_begins_where_the_page_says(opened):
    page = opened(at=4.0)
    picture(page).press("End")
    rest(page, 10.0, 0.6)
    page.locator("label", has_text="Other sound").click()
    expect(page.locator(".scope .status")).to_have_text("6.00 s of 6.00 s")
    page.get_by_role("button", name="To 2 seconds").click()
    expect(page.locator(".scope .status")).to_have_text("2.00 s of 6.00 s")


def test_the_threshold_is_dragged(opened):
    page = opened()
    where, box = plots(page), box_of(grip(page))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert abs(y - where.p(0.6)) < 1.5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, where.p(0.42), steps=5)
    expect(grip(page)).to_have_attribute("aria-valuenow", "0.42")
    expect(page.locator(".event")).to_have_count(2)
    page.mouse.up()
    rest(page, 0.0, 0.42)
    expect(grip(page)).to_have_attribute("aria-valuetext", "0.42, 2 events")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Threshold 0.42: 2 events: 4.5")
    middle = where.x(6.5)
    page.mouse.move(middle, where.p(0.42))  # the line can be taken anywhere
    page.mouse.down()
    page.mouse.move(middle, where.p(1.3), steps=4)
    page.mouse.up()
    rest(page, 0.0, 1.0)
    expect(page.locator(".event")).to_have_count(0)
    status(page, 0)


def test_a_finger_drags_cursor_and_threshold(browser: Browser, harness: Callable[..., str]):
    with browser.new_context(viewport={"width": 390, "height": 1100}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        recorder = record(page)
        page.goto(harness("trigger_word", at=1))
        drawn(page)
        page.locator(".scope").scroll_into_view_if_needed()
        touch, where = context.new_cdp_session(page), plots(page)

        def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
            for kind, share in (("touchStart", 0), *(("touchMove", k / 6) for k in range(1, 7))):
                x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
                touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        drag((where.x(2), where.spectrogram), (where.x(6), where.spectrogram + 4))
        expect(page.locator(".scope .status")).to_have_text(re.compile(r"^(5\.9|6\.0)\d s"))
        box = box_of(grip(page))
        x = box["x"] + box["width"] / 2
        drag((x + 6, where.p(0.6) + 12), (x - 20, where.p(0.3) + 12))  # a finger is wider than the grip
        expect(grip(page)).to_have_attribute("aria-valuenow", re.compile(r"0\.(29|3|31)"))
        recorder.assert_quiet()


def test_pointing_shows_numbers_and_a_click_pins(opened):
    page, taken = opened(), hearing()
    where, t = plots(page), 221
    tip = page.locator(".tip")
    page.mouse.move(where.x(at(t) + 0.004), where.p(0.2))
    p = taken.detection.probabilities[t]
    expect(tip).to_have_text(re.compile(rf"^4\.[56]\d s · ŷ {p:.2f}$"))
    expect(page.locator('.lines .term[data-term="y"]').first).to_have_class(re.compile("marked"))
    page.mouse.move(where.x(4.3), where.wave)
    expect(tip).to_have_text(re.compile(r"^4\.\d\d s · −?\d+ dB · ŷ 0\.\d\d$"))
    peak = np.abs(taken.clip.samples[round(4.29 * 16000) : round(4.31 * 16000)]).max()
    decibels = number(text_of(tip).split(" · ")[1].removesuffix(" dB"))
    assert decibels == pytest.approx(20 * np.log10(peak), abs=1.5)
    page.mouse.move(where.x(4.3), where.spectrogram)
    expect(tip).to_contain_text(re.compile(r"Hz · −\d+ dB"))
    page.mouse.click(where.x(4.3), where.spectrogram)
    stands(page, 4.3, within=0.02)
    page.mouse.down()
    page.mouse.move(where.x(7), where.wave, steps=5)
    page.mouse.up()
    stands(page, 7, within=0.02)
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    page.mouse.click(where.x(taken.detection.events[0]), where.p(1.0) - 14)  # the sign of an event
    status(page, taken.detection.events[0])


def test_formula_and_picture_point_at_one_another(opened):
    page = opened(at=4.7)
    for term, part in (("x", ".heard"), ("y", ".curve"), ("a", ".past"), ("theta", ".line-of-threshold")):
        node = page.locator(f'.beneath .term[data-term="{term}"]').first
        node.focus()
        expect(page.locator(part)).to_have_class(re.compile("marked"))
        expect(page.locator(".stage svg .marked")).to_have_count(1)
    page.locator('.term[data-term="x"]').focus()
    expect(page.locator(".numbers").first).to_have_text("x⟨227⟩: 4.67 s – 4.69 s")
    band, where = box_of(page.locator(".heard")), plots(page)
    assert band["x"] - 3 <= where.x(4.672) <= where.x(4.692) <= band["x"] + band["width"] + 3
    expect(page.locator('.term[data-term="x"]')).to_have_attribute("aria-label", re.compile("newly heard, x⟨"))
    grip(page).focus()
    expect(page.locator('.beneath .term[data-term="theta"]')).to_have_class(re.compile("marked"))
    assert result_of(page.locator(".line math").first, "e => e.namespaceURI").endswith("MathML")


def test_playing_moves_the_cursor_and_rings(opened):
    page = opened(at=4.2)
    result_of(page, COUNT_TONES)
    picture(page).press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert until(page, "() => window.tones") == 4, "two tones with an octave each"
    before = passes(page, 4.59)
    grip(page).press("Home")  # while it plays
    passes(page, before)
    after(page, lambda: picture(page).press("Space"))
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    stopped = value_of(scrubber(page))
    rest(page, round(float(stopped), 3), 0.0)
    after(page, lambda: grip(page).press("End"))
    rest(page, round(float(stopped), 3), 1.0)
    expect(scrubber(page)).to_have_value(stopped)
    assert result_of(page, "window.tones") == 4, "once"


def test_the_chime_can_be_switched_off(opened):
    page = opened(at=4.4)
    result_of(page, COUNT_TONES)
    switch = page.get_by_role("switch", name="chime")
    expect(switch).to_be_checked()
    switch.click()
    page.get_by_role("button", name="Play").click()
    passes(page, 4.8)
    after(page, page.get_by_role("button", name="Pause").click)
    assert result_of(page, "window.tones") == 0


def test_it_plays_to_the_end_and_begins_again(opened):
    page = opened(at=9.6)
    picture(page).press("Space")
    status(page, 10)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    rest(page, 10.0, 0.6)
    picture(page).press("Space")
    expect(page.locator(".scope .status")).to_have_text(re.compile(r"^[01]\.\d\d s"))
    after(page, lambda: picture(page).press("Space"))


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
    result_of(page, f"() => {{ {broken} }}")
    picture(page).press("Space")
    passes(page, 2.1)
    after(page, lambda: picture(page).press("Space"))
    if "resume" not in broken:
        expect(page.locator(".waits")).to_have_text("no sound from this browser")


def test_what_is_played_is_what_was_sent(opened):
    page = opened(at=3.0, long=75, start=2.0)
    result_of(page, KEEP_SOUND)
    picture(page).press("Space")
    played = until(page, "() => window.played")
    assert played["rate"] == 16000 and played["offset"] == pytest.approx(1.0)
    samples = np.frombuffer(b64decode(played["samples"]), dtype="<f4")
    np.testing.assert_allclose(samples, hearing(75).clip.samples[32000 : 32000 + 480000], atol=2e-5)
    after(page, lambda: picture(page).press("Space"))


def test_long_clips_move_through_a_window(opened):
    page = opened(long=75, at=4.0)
    window = page.get_by_role("slider", name="Part of the sound")
    box = box_of(page.locator(".overview"))
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 20, steps=6)
    page.mouse.up()
    rest(page, 30.0, 0.6, 30.0)
    expect(page.locator(".waits")).to_have_text("")
    page.get_by_role("button", name="as table").click()
    page.get_by_role("button", name="all steps in view").click()
    expect(page.locator(".tables tbody").last.locator("tr")).to_have_count(1500)
    shown = rows(page, -1)
    assert 29.99 < number(shown[0][1]) < 30.05 and 59.9 < number(shown[-1][1]) <= 60.0
    p = hearing(75).detection.probabilities
    assert [number(row[2]) for row in shown] == pytest.approx(p[int(shown[0][0]) - 1 : int(shown[-1][0])], abs=6e-4)
    page.get_by_role("button", name="as table").click()
    window.press("End")
    rest(page, 45.0, 0.6, 45.0)
    window.press("ArrowLeft")
    rest(page, 45.0, 0.6, 44.0)
    picture(page).press("Home")
    rest(page, 0.0, 0.6, 0.0)
    expect(window).to_have_attribute("aria-valuetext", "0.0 s to 30.0 s")


def test_playing_goes_on_into_the_next_window(opened):
    page = opened(long=75, at=29.5)
    picture(page).press("Space")
    expect(page.locator(".scope .status")).to_have_text(re.compile(r"^30\.[3-9]\d s|^31"))
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    after(page, lambda: picture(page).press("Space"))
    expect(page.get_by_text(re.compile(r"^rest 3[01]\.\d+ 0\.600 29\.000$"))).to_be_visible()


@pytest.mark.parametrize("long", [0.01, 0.1, 0.2, 0.5])
def test_very_short_sounds(opened, long):
    page, count = opened(long=long), len(hearing(long).detection.probabilities)
    picture(page).press("End")
    status(page, long)
    rest(page, long, 0.6)
    picture(page).press("ArrowLeft")
    rest(page, at(count - 1) if count else 0.0, 0.6)
    picture(page).press("Space")
    rest(page, long, 0.6)  # it has played
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.get_by_role("button", name="as table").click()
    page.get_by_role("button", name="all steps in view").click()
    expect(page.locator(".tables tbody").last.locator("tr")).to_have_count(count)
    grip(page).press("Home")
    rest(page, long, 0.0)


def test_words_stand_beneath_their_time_and_in_the_table(opened):
    page = opened(at=4.3)
    page.get_by_role("button", name="as table").click()
    assert rows(page, 1) == [[text, f"{start:.2f}", f"{end:.2f}"] for text, start, end in WORDS]
    where = plots(page)
    for text, start, end in WORDS:
        box = box_of(page.locator(".words bdi", has_text=text).first)
        assert abs(box["x"] + box["width"] / 2 - where.x((start + end) / 2)) < 2
    expect(page.locator(".words .now")).to_have_text(["activate"])


def test_a_reader_hears_where_one_is(opened):
    page = opened()
    picture(page).press("ArrowDown")
    said = page.locator("[aria-live=polite]")
    expect(said).to_contain_text(re.compile(r"4\.59 seconds, probability 0\.\d\d\. 3 steps in a row ≥ 0\.60 → chime"))
    picture(page).press("Home")
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
    assert len(curve.split("L")) == len(hearing().detection.probabilities)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as PNG").click()
    download.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("long", [10, 75])
def test_narrow_page_does_not_overflow(opened, quiet_page, long):
    quiet_page.set_viewport_size(PHONE)
    page = opened(at=4.7, smoothing=3, long=long)
    page.get_by_role("button", name="as table").click()
    expect(page.locator(".scope")).to_have_class(re.compile("narrow"))
    for scheme in ("light", "dark"):
        in_scheme(page, scheme)
        assert result_of(page, "document.documentElement.scrollWidth") <= PHONE["width"]
        box = box_of(page.locator(".scope"))
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def in_scheme(page: Page, scheme: str) -> None:
    """Light or dark, as the visitor's machine wishes; returns when the picture has followed."""
    page.emulate_media(color_scheme=scheme)
    is_so = re.compile(r"\bdark\b" if scheme == "dark" else r"^(?!.*\bdark\b)")
    expect(page.locator(".scope")).to_have_class(is_so)


def test_theme_and_width_follow_at_once(opened):
    page = opened(at=4.7)
    pixel = "e => [...e.getContext('2d').getImageData(e.width - 30, 130, 1, 1).data]"
    canvas = page.locator(".plots canvas")
    light = result_of(canvas, pixel)
    in_scheme(page, "dark")
    assert result_of(canvas, pixel) != light
    page.set_viewport_size({"width": 700, "height": 900})
    holds(page.locator(".stage"), "e => e.clientWidth < 700 && e.querySelector('canvas').clientWidth === e.clientWidth")


def test_reduced_motion(opened, quiet_page):
    quiet_page.emulate_media(reduced_motion="reduce")
    page = opened(at=4.5)
    picture(page).press("Space")
    expect(page.locator(".event.rung circle")).to_have_css("animation-name", "none")
    after(page, lambda: picture(page).press("Space"))


def test_large_type(opened):
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    usual = result_of(opened(at=4.7).locator(".scope .status"), size)
    assert result_of(opened(at=4.7, present=1).locator(".scope .status"), size) >= 1.25 * usual


def test_axe_finds_nothing_of_ours(opened):
    page = opened(at=24.7, long=75, smoothing=3)
    page.get_by_role("button", name="as table").click()
    for scheme in ("light", "dark"):
        in_scheme(page, scheme)
        assert not [fault for fault in faults(page) if "stNumberInput" not in fault[1]], scheme


def test_resting_does_not_send_the_picture_again(opened):
    received, page = [], opened(long=40)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    page.on("websocket", listen)
    page.reload()
    drawn(page)
    picture(page).press("ArrowRight")
    rest(page, at(0), 0.6)
    grip(page).press("PageUp")
    rest(page, at(0), 0.7)
    large = [place for place, size in enumerate(received) if size >= 20_000]
    assert len(large) == 1 and len(received) > large[0] + 2, "once, before the answers to two moves"
