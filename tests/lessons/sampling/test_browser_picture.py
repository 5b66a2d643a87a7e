"""A text that is written in Chromium: the arithmetic against core's, settings, the needle, steps, messages, samples, mistakes."""

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from app.lessons.recurrent.sampling import picture as sampling_picture
from core.recurrent.options import SamplingConfig
from core.recurrent.sampling import adjust, draw, softmax
from tests.browser.test_visits import faults
from tests.browser.visits import is_drawn_twice_as_large, no_overflow, number
from tests.browser.waiting import after, attribute_of, box_of, quiet, result_of, text_of, texts_of, until
from tests.lessons.sampling.samples import Writer, written

WARP = (Path(sampling_picture.__file__).parent / "js" / "warp.js").read_text("utf-8")
DEFAULT = SamplingConfig(0.7, 0, 0.9)
BY_BROWSER = """return cases.map(({ logits, settings, us }) => {
  const z = Float64Array.from(logits, (one) => one ?? -Infinity), q = adjusted(z, settings);
  return { q: [...q], drawn: us.map((u) => drawnAt(ranked(z).order, q, u)) };
});"""
# Moves a slider through all its places without a pause; gives the status at each.
SWEEP = """async (input, places) => {
  const status = input.getRootNode().querySelector(".status"), out = [];
  for (const place of places) {
    input.value = place;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    out.push(status.textContent);
  }
  return out;
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.emulate_media(reduced_motion="reduce")
        quiet_page.goto(harness("sampling", **address))
        expect(status(quiet(quiet_page))).to_contain_text("of at most")
        return quiet(quiet_page)

    return open_it


def status(page: Page) -> Locator:
    return page.locator(".draws .status")


def stage(page: Page) -> Locator:
    return page.locator(".draws .stage")


def needle(page: Page) -> Locator:
    return page.get_by_role("slider", name="The needle, u")


def setting(page: Page, name: str) -> Locator:
    return page.locator(f".draws [data-setting={name}]")


def word(page: Page) -> str:
    """The symbol that is drawn at the open step."""
    return text_of(page.locator(".draws .status b")).strip("\u2068\u2069")


def rest(page: Page) -> dict[str, str]:
    """Where the picture rests, as the page was told."""
    (text,) = texts_of(page.get_by_text(re.compile("^rest step=")))
    return dict(part.split("=") for part in text.removeprefix("rest ").split())


def kept(page: Page) -> list[str]:
    """What the page was told to keep."""
    (text,) = texts_of(page.get_by_text(re.compile("^told")))
    return [one for one in text.removeprefix("told").strip().split("|") if one]


def messages(page: Page) -> int:
    """How often the picture has spoken."""
    return int(text_of(page.get_by_text(re.compile("^messages"))).removeprefix("messages "))


def drawn_by_core(seed: int, step: int, config: SamplingConfig, u: float | None = None, level: str = "word") -> str:
    """The symbol of a step by other settings, or by another needle, after the text of the default ones."""
    one = written(level, DEFAULT, seed).sample
    q = adjust(one.steps[step].logits, **asdict(config))
    return Writer(level).symbols[draw(q, one.us[step] if u is None else u)]


def cases() -> list[tuple[np.ndarray, SamplingConfig, list[float]]]:
    """Logits, settings and needles: alone and together, ties, what is never drawn, both orders, T at its ends."""
    rng, out = np.random.default_rng(2), []
    settings = [(1.0,), (0.0,), (2.0,), (0.05,), (1.0, 1), (1.0, 7), (1.0, 0, 0.05), (1.0, 0, 0.9), (1.0, 0, 1.0, 0.05)]
    settings += [(1.0, 0, 1.0, 0.5), (0.3, 5, 0.8, 0.1), (1.6, 50, 0.95, 0.02), (0.0, 3, 0.5)]
    for i, config in enumerate(SamplingConfig(*one) for one in settings for _ in range(2)):
        grain = 8 if i % 4 > 1 else 1024  # every other one has ties
        z = np.round(rng.normal(0, 3, 400) * grain) / grain
        z[rng.integers(0, 400, 40)] = -np.inf
        out.append((z - z.max(), replace(config, temperature_last=i % 2 == 1), [0.0, *rng.random(6), 0.999999, 1.0]))
    flat = np.zeros(10)
    flat[3] = -np.inf
    few = np.repeat([0.0, -1.0, -np.inf], [3, 4, 5])
    for z in (flat, few):
        for one in ((1.0, 2), (1.0, 0, 0.3), (1.0, 0, 0.5, 0.2), (0.0,), (2.0,)):
            out.append((z, SamplingConfig(*one), [0.0, 0.2, 0.5, 0.8, 1.0]))
    out.append((written("word", DEFAULT, 7).sample.steps[2].logits, DEFAULT, [0.1, 0.9]))
    return out


def test_the_browser_draws_as_core_does(quiet_page: Page):
    every = cases()
    sent = [
        {"logits": [None if np.isinf(one) else one for one in z.tolist()], "settings": asdict(config), "us": us}
        for z, config, us in every
    ]
    assert len(every) > 36
    for (z, config, us), found in zip(
        every, until(quiet_page, f"cases => {{ {WARP} {BY_BROWSER} }}", sent), strict=True
    ):
        q = adjust(z, **asdict(config))
        assert np.abs(np.array(found["q"]) - q).max() < 1e-6, config
        assert found["drawn"] == [draw(q, u) for u in us], config


def test_a_setting_changes_the_word_under_the_same_needle_and_is_sent_when_it_rests(picture):
    page = picture(step=2)
    u, places = attribute_of(needle(page), "aria-valuenow"), [0.05, 0.3, 0.7, 1.0, 1.5, 2.0, 0.1, 0.0]
    before = messages(page)
    seen = result_of(setting(page, "temperature"), SWEEP, places)
    for place, said in zip(places, seen, strict=True):
        assert drawn_by_core(7, 2, SamplingConfig(place, 0, 0.9)) in said, place
    assert len(set(seen)) > 1
    expect(page.get_by_text(f"messages {before + 1}")).to_be_visible()
    assert messages(page) == before + 1, "once, at the end"
    assert attribute_of(needle(page), "aria-valuenow") == u
    assert rest(page) == rest(page) | {"step": "2", "seed": "7", "temperature": "0.0", "needle": "None"}
    assert kept(page) == list(written("word", DEFAULT, 7).sample.tokens[:2])
    expect(setting(page, "temperature")).to_have_attribute("aria-valuetext", "0 · greedy")


@pytest.mark.parametrize(
    ("name", "place", "config", "said"),
    [
        ("top_k", "3", SamplingConfig(0.7, 3, 0.9), "3"),
        ("top_p", "1", SamplingConfig(0.7, 0, 1.0), "off"),
        ("min_p", "0.3", SamplingConfig(0.7, 0, 0.9, 0.3), "0.30"),
    ],
)
def test_each_cut_has_its_slider(picture, name, place, config, said):
    page = picture(step=1)
    after(page, lambda: setting(page, name).fill(place))
    assert word(page) == drawn_by_core(7, 1, config)
    expect(setting(page, name)).to_have_attribute("aria-valuetext", said)
    assert float(rest(page)[name]) == float(asdict(config)[name])


def test_the_order_on_the_screen_is_that_of_the_arithmetic(picture):
    page = picture(step=2, temperature=1.5, top_p=0.6)
    titles = page.locator(".stage text[font-weight='650']")
    rows = ("what the model says, p", "after temperature 1.50", "cut, and spread out to 1")
    assert [one for one in texts_of(titles) if one in rows] == list(rows)
    after(page, page.get_by_role("button", name="cut, T", exact=True).click)
    assert [one for one in texts_of(titles) if one in rows] == [rows[0], rows[2], rows[1]]
    assert rest(page)["temperature_last"] == "True"
    assert word(page) == written("word", SamplingConfig(1.5, 0, 0.6, 0.0, True), 7, tuple(kept(page))).sample.tokens[2]
    expect(page.locator(".draws .line").first.locator("[data-term=cut]")).to_be_visible()
    expect(page.locator(".draws .numbers > div").nth(1)).to_contain_text("q′")


def test_the_needle_is_dragged_and_what_it_picked_is_kept_on_going_on(picture):
    page = picture(step=2)
    box, bar = box_of(needle(page)), box_of(stage(page))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(bar["x"] + 1 + 0.9 * (bar["width"] - 2), y, steps=3)
    after(page, page.mouse.up)
    u = float(rest(page)["needle"])
    assert u == pytest.approx(0.9, abs=0.01)
    picked = word(page)
    assert picked == drawn_by_core(7, 2, DEFAULT, u)
    before = kept(page)
    after(page, lambda: stage(page).press("ArrowRight"))
    assert rest(page) == rest(page) | {"step": "3", "seed": "7", "needle": "None"}
    assert kept(page) == [*before, picked]
    expect(page.locator(".past-list li.kept")).to_have_count(3)
    assert word(page) == written("word", DEFAULT, 7, tuple(kept(page))).sample.tokens[3]


def test_the_needle_by_keys(picture):
    page = picture(step=2)
    u = float(attribute_of(needle(page), "aria-valuenow"))
    after(page, lambda: needle(page).press("ArrowRight"))
    assert float(rest(page)["needle"]) == pytest.approx(u + 0.01, abs=0.001)
    after(page, lambda: needle(page).press("Home"))
    assert rest(page)["needle"] == "0.0" and rest(page)["step"] == "2"
    assert word(page) == drawn_by_core(7, 2, DEFAULT, 0.0)


def test_draw_again_throws_another_number_and_keeps_what_was_before(picture):
    page = picture(step=2)
    before = written("word", DEFAULT, 7).sample.tokens
    after(page, page.get_by_role("button", name="Draw again").click)
    assert rest(page) == rest(page) | {"step": "2", "seed": "8", "needle": "None"}
    assert kept(page) == list(before[:2])
    assert word(page) == written("word", DEFAULT, 8, before[:2]).sample.tokens[2]
    after(page, page.locator("[data-past='3']").get_by_role("button").or_(page.locator("button[data-past='3']")).click)
    assert rest(page) == rest(page) | {"step": "0", "seed": "8"} and kept(page) == list(before[:2])
    assert word(page) == before[0], "to look at a draw changes nothing"
    after(page, page.get_by_role("button", name="Draw again").click)
    assert rest(page) == rest(page) | {"step": "0", "seed": "9"} and kept(page) == []
    assert word(page) == written("word", DEFAULT, 9).sample.tokens[0]
    page = picture(seed=9999)
    after(page, page.get_by_role("button", name="Draw again").click)
    assert rest(page)["seed"] == "1"


def test_steps_by_keys_buttons_and_slider(picture):
    page, tokens = picture(step=0), written("word", DEFAULT, 7).sample.tokens
    last = len(tokens) - 1
    keys = {"ArrowRight": 1, "ArrowLeft": 0, "End": last, "Home": 0}
    for key, step in keys.items():
        stage(page).press(key)
        expect(status(page)).to_contain_text(f"word {step + 1} of at most 20")
    page.get_by_role("button", name="Draw the next").click()
    expect(page.get_by_text(re.compile("rest step=1 "))).to_be_visible()
    assert word(page) == tokens[1] and kept(page) == []
    page.get_by_role("slider", name="Draws").fill("3")
    expect(page.get_by_text(re.compile("rest step=3 "))).to_be_visible()
    page.get_by_role("button", name="One draw back").click()
    expect(page.get_by_text(re.compile("rest step=2 "))).to_be_visible()
    expect(page.locator(".draws [aria-live]").last).to_contain_text("Word 3 of at most 20")
    stage(page).press(" ")
    expect(status(page)).to_contain_text(f"word {len(tokens)} of at most 20")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_step_that_is_not_written_yet_is_waited_for(picture):
    page = picture(step=1)
    script = """(input) => {
      input.value = "2";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.getRootNode().querySelector(".stage").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    }"""
    result_of(setting(page, "temperature"), script)
    expect(page.get_by_text(re.compile("rest step=2 .*temperature=2.0"))).to_be_visible()
    before = tuple(kept(page))
    assert len(before) == 1
    assert word(page) == written("word", SamplingConfig(2.0, 0, 0.9), 7, before).sample.tokens[2]


def test_a_draw_glides_and_a_second_press_ends_it(picture):
    page = picture(step=0)
    page.emulate_media(reduced_motion="no-preference")
    script = """async (stage) => {
      const out = [], frame = () => new Promise(requestAnimationFrame);
      const said = () => stage.getRootNode().querySelector(".status").textContent;
      const key = () => stage.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      key(); await frame(); await frame(); out.push(said());
      key(); await frame(); await frame(); out.push(said());
      return out;
    }"""
    tokens = written("word", DEFAULT, 7).sample.tokens
    first, second = result_of(stage(page), script)
    assert "word 2" in first and "…" in first and "word 2" in second and tokens[1] in second
    stage(page).press("ArrowRight")
    expect(status(page)).to_contain_text("word 3")
    assert word(page) == tokens[2]


def test_a_sample_is_replayed_from_its_needles_and_greedy_at_temperature_zero(picture):
    page = picture(step=2)
    texts = written("word", DEFAULT, 1)
    expect(page.locator(".draws .sample")).to_have_count(13)
    expect(page.locator("[data-sample='7']")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-sample='4']").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    tokens = texts.others[3].tokens
    expect(status(page)).to_contain_text(f"word {len(tokens)} of")
    assert rest(page) == rest(page) | {"seed": "4", "step": str(len(tokens) - 1), "temperature": "0.7"}
    assert not kept(page)
    shown = [one.strip("\u2068\u2069") for one in texts_of(page.locator(".past-list .token"))]
    assert shown[3:-1] == list(tokens[:-1])
    page.locator("[data-sample='0']").click()
    expect(status(page)).to_contain_text(f"word {len(texts.greedy.tokens)} of")
    assert rest(page)["temperature"] == "0.0"
    expect(page.locator("[data-sample='0']")).to_have_attribute("aria-pressed", "true")


def test_a_piece_says_its_numbers_and_a_term_marks_its_part(picture):
    page, step = picture(step=2), written("word", DEFAULT, 7).sample.steps[2]
    p, q = softmax(step.logits), adjust(step.logits, **asdict(DEFAULT))
    first = int(step.logits.argmax())
    page.locator(".stage [data-hit='piece 0 0']").last.hover()
    tip = page.locator(".draws .tip")
    expect(tip).to_contain_text(f"p = {p[first]:.3f}")
    expect(tip).to_contain_text(f"q′ = {q[first]:.3f}")
    expect(page.locator(".draws .numbers")).to_contain_text(f"= {q[first]:.3f}")
    expect(page.locator(".draws h2").last).to_contain_text(Writer("word").symbols[first])
    page.locator(".draws .term[data-term=cut]").hover()
    expect(page.locator(".draws .numbers .marked")).to_have_count(1)
    expect(tip).to_be_hidden()
    page.locator(".past-list li.drawn").first.hover()
    expect(tip).to_contain_text("u = 0.076")


@pytest.mark.parametrize(("temperature", "end"), [(0.7, "1.43"), (2.0, "0.50")])
def test_dividing_by_the_temperature_does_not_end_at_one(picture, temperature, end):
    page = picture(step=2, bug="divide", temperature=temperature)
    expect(page.locator(".stage")).to_contain_text("the mistake: p / T")
    expect(page.locator(".stage")).to_contain_text(f"ends at {end}")


def test_softmax_of_probabilities_is_nearly_flat_and_the_limit_stops_at_one(picture):
    page = picture(step=2, bug="softmax", level="character")
    expect(page.locator(".stage")).to_contain_text("the mistake: softmax(p / T)")
    page = picture(step=2, bug="limit", temperature=1.5)
    expect(setting(page, "temperature")).to_have_attribute("max", "1")
    expect(setting(page, "temperature")).to_have_value("1")
    expect(page.get_by_text(re.compile("rest step=.*temperature=1.0"))).to_be_visible()


def test_tables_and_files_hold_what_the_picture_shows(picture):
    page = picture(step=2)
    page.get_by_role("button", name="as table").click()
    rows = page.locator(".draws .tables table").first.locator("tbody tr")
    shares = [[number(cell) for cell in texts_of(rows.locator(f"td:nth-child({column})"))] for column in (3, 4, 5)]
    assert [sum(one) for one in shares] == pytest.approx([1, 1, 1], abs=0.02)
    expect(page.locator(".draws .tables table").last.locator("tbody tr")).to_have_count(13)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as SVG").click()
    text = Path(saved.value.path()).read_text("utf-8")
    said = ("what the model says, p", "steps before", "greedy: always this one", "my brother wants")
    assert all(one in text for one in said)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture as PNG").click()
    is_drawn_twice_as_large(saved.value.path(), text)


@pytest.mark.parametrize("level", ["word", "character"])
def test_it_stays_in_its_place_on_a_phone(picture, level):
    page = picture(level=level, step=4)
    no_overflow(page)
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, "() => document.querySelector('.stMain').scrollWidth <= 390")
    no_overflow(page)
    expect(page.locator(".beneath .sample")).to_have_count(6)
    page.get_by_role("button", name="all 12").click()
    expect(page.locator(".beneath .sample")).to_have_count(13)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".desk .sample")).to_have_count(13)


def test_letters_are_joined_and_axe_finds_nothing(picture):
    page = picture(level="character", step=6)
    sample = written("character", DEFAULT, 7).sample
    expect(page.locator(".stage svg")).to_contain_text("the old" + "".join(sample.tokens[:6]))
    expect(page.locator(".draws .known")).to_have_count(1)
    assert not faults(page, ".stMain")
    page.get_by_role("button", name="as table").click()
    page.emulate_media(color_scheme="dark")
    assert not faults(page, ".stMain")
