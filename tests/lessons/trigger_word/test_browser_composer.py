"""The composer in Chromium: labels by core's own arithmetic, dragging by mouse, touch and keys, what is not allowed, axe."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.lessons.speech.trigger_word import composer
from core.speech import compose, mistakes
from tests.browser.test_visits import PHONE, faults
from tests.browser.waiting import after, attribute_of, box_of, quiet, result_of, result_of_all, until
from tests.conftest import record
from tests.lessons.trigger_word.samples import BURST, FIRST, STEP

PURE = "\n".join((composer.HERE / "js" / f"{part}.js").read_text("utf-8") for part in ("labelling", "room"))


@pytest.fixture
def opened(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    """`opened(**query)` opens the harness and returns the page with the picture on it."""

    def open_page(**query: object) -> Page:
        quiet_page.goto(harness("composer", **query))
        return drawn(quiet_page)

    return open_page


def drawn(page: Page) -> Page:
    expect(quiet(page).locator(".composer .block")).to_have_count(3)
    return quiet(page)


def block(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=f"{name}, place")


def places(page: Page, *wanted: float) -> None:
    expect(page.get_by_text(f"places {' '.join(f'{place:.2f}' for place in wanted)}", exact=True)).to_be_visible()


def hold(page: Page, name: str) -> tuple[float, float, float]:
    """Take hold of a block; gives its middle and the pixels of a second."""
    box, track = box_of(block(page, name)), box_of(page.locator(".track"))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, track["width"] / 10


def ones(page: Page) -> list[tuple[float, float]]:
    """From when to when the labels are 1, by the picture."""
    width = box_of(page.locator(".row"))["width"]
    edges = "(all, scale) => all.map(e => [e.offsetLeft * scale, (e.offsetLeft + e.offsetWidth) * scale])"
    return result_of_all(page.locator(".ones"), edges, 10 / width)


def test_labels_are_those_of_core(page: Page):
    rng = np.random.default_rng(2)
    cases = [[round(float(x), 3) for x in rng.uniform(0, 11, rng.integers(0, 4))] for _ in range(60)]
    options = {"steps": 492, "first": FIRST, "step": STEP, "ones": compose.ONES_SECONDS}
    find = f"(cases) => {{ {PURE}\n return cases.map(([ends, options]) => [...labelsOf(ends, options)]); }}"
    right = until(page, find, [[ends, options | {"early": 0}] for ends in cases])
    wrong = until(page, find, [[ends, options | {"early": mistakes.EARLY}] for ends in cases])
    for ends, y, early in zip(cases, right, wrong, strict=True):
        assert y == compose.labels(ends, 492).tolist()
        assert early == mistakes.early_labels(ends, 492).tolist()


def test_free_places_are_the_nearest(page: Page):
    rng, cases = np.random.default_rng(3), []
    for _ in range(120):
        lengths = (rng.integers(20, 250, 4) / 100).tolist()
        cases.append([int(rng.integers(0, 4)), int(rng.integers(-50, 1050)) / 100, int(rng.choice([-1, 1])),
                      (rng.integers(0, 800, 4) / 100).tolist(), lengths])  # fmt: skip
    found = until(page, f"cases => {{ {PURE}\n return cases.map(c => freePlace(...c, 10)); }}", cases)
    for (i, target, direction, starts, lengths), place in zip(cases, found, strict=True):
        others = [(s, s + n) for j, (s, n) in enumerate(zip(starts, lengths, strict=True)) if j != i]
        free = [
            k / 100
            for k in range(1001)
            if k / 100 + lengths[i] <= 10 + 1e-9
            and all(k / 100 >= stop - 1e-9 or k / 100 + lengths[i] <= start + 1e-9 for start, stop in others)
        ]
        within = min(max(target, 0), 10 - lengths[i])
        wanted = [x for x in free if (x - within) * direction >= -1e-6]
        assert place == (pytest.approx(min(wanted) if direction > 0 else max(wanted)) if wanted else None)
    assert None in found


def test_labels_go_with_the_word_while_it_is_dragged(opened):
    page = opened()
    [(start, end)] = ones(page)
    assert start == pytest.approx(2.65, abs=0.05) and end - start == pytest.approx(0.36, abs=0.05)
    x, y, second = hold(page, "activate")
    page.mouse.move(x + second, y, steps=4)
    expect(block(page, "activate")).to_have_attribute("aria-valuenow", "3.10")
    (start, _) = ones(page)[0]
    assert start == pytest.approx(3.65, abs=0.05), "before it is let go"
    page.mouse.up()
    places(page, 3.1, 5.2, 7.5)
    y = compose.labels([3.1 + 0.55], 492, 0.36)
    first, last = np.flatnonzero(y)[[0, -1]] + 1
    expect(page.locator(".said li").first).to_have_text(
        f"activate: 3.10 s to 3.70 s, so y = 1 at steps {first} to {last}"
    )
    expect(page.locator(".said li").nth(1)).to_have_text("captivate: 5.20 s to 5.80 s, y stays 0")


def test_a_clip_over_another_goes_back(opened):
    page = opened()
    x, y, second = hold(page, "activate")
    page.mouse.move(x + 3.2 * second, y, steps=16)
    expect(block(page, "activate")).to_have_class(re.compile("clash"))
    expect(block(page, "captivate")).to_have_class(re.compile("clash"))
    expect(page.locator(".note")).to_have_text("activate lies over captivate: not allowed, it goes back when let go")
    page.mouse.up()
    expect(page.locator(".clash")).to_have_count(0)
    at = float(attribute_of(block(page, "activate"), "aria-valuenow"))
    assert 3.5 < at <= 5.2 - BURST
    places(page, at, 5.2, 7.5)


def test_a_clip_can_be_carried_over_another(opened):
    page = opened()
    x, y, second = hold(page, "activate")
    page.mouse.move(x + 4 * second, y, steps=10)
    page.mouse.up()
    places(page, 6.1, 5.2, 7.5)


def test_keys_move_and_jump_over(opened):
    page = opened()
    word = block(page, "activate")
    word.press("ArrowRight")
    places(page, 2.2, 5.2, 7.5)
    word.press("Shift+ArrowLeft")
    places(page, 2.19, 5.2, 7.5)
    for _ in range(3):
        word.press("PageUp")
    places(page, 5.8, 5.2, 7.5)  # over the near-word
    expect(word).to_have_attribute("aria-valuetext", "5.80 s to 6.40 s")
    word.press("End")
    places(page, 9.4, 5.2, 7.5)
    block(page, "good morning").press("End")  # the end is taken
    places(page, 9.4, 5.2, 8.8)
    block(page, "good morning").press("ArrowRight")
    expect(page.locator(".note")).to_have_text("There is no room for good morning further on.")
    word.press("Home")
    places(page, 0.0, 5.2, 8.8)


def test_a_finger_drags_a_clip(browser: Browser, harness: Callable[..., str]):
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        recorder = record(page)
        page.goto(harness("composer"))
        drawn(page)
        touch, box = context.new_cdp_session(page), box_of(block(page, "captivate"))
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        second = box_of(page.locator(".track"))["width"] / 10
        for kind, share in (("touchStart", 0), *(("touchMove", k / 6) for k in range(1, 7))):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x - second * share, "y": y}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(page.get_by_text(re.compile(r"^places 2\.10 4\.(1|2)\d 7\.50$"))).to_be_visible()
        assert result_of(page, "document.documentElement.scrollWidth") <= PHONE["width"]
        recorder.assert_quiet()


def test_only_the_page_can_make_it_jump(opened):
    page = opened()
    for _ in range(2):
        block(page, "activate").press("Home")
        places(page, 0.0, 5.2, 7.5)
        after(page, page.get_by_role("button", name="As at first").click)
        places(page, 2.1, 5.2, 7.5)
        expect(block(page, "activate")).to_have_attribute("aria-valuenow", "2.10")


def test_the_mistake_is_seen_and_said(opened):
    page = opened(early=0.36)
    expect(page.locator(".mistake")).to_contain_text("these ones begin 0.36 s before the word's end")
    expect(page.locator(".ones").first).to_have_css("background-image", re.compile("repeating"))
    start, end = ones(page)[0]
    assert start == pytest.approx(2.65 - 0.36, abs=0.05) and end == pytest.approx(2.65, abs=0.05)
    first = np.flatnonzero(mistakes.early_labels([2.65], 492))[0] + 1
    expect(page.locator(".said li").first).to_contain_text(f"at steps {first} to")
    page = opened()
    expect(page.locator(".mistake")).to_be_hidden()


def test_a_word_at_the_very_end_has_no_label(opened):
    page = opened(places="9.4,5.2,7.5")
    expect(page.locator(".said li").first).to_contain_text("activate: 9.40 s to 10.00 s")
    y = compose.labels([9.95], 492, 0.36)
    expect(page.locator(".ones")).to_have_count(1 if y.any() else 0)


def test_axe_finds_nothing_of_ours(opened):
    page = opened(early=0.36)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        is_so = re.compile(r"\bdark\b" if scheme == "dark" else r"^(?!.*\bdark\b)")
        expect(page.locator(".composer")).to_have_class(is_so)
        assert not faults(page), scheme
