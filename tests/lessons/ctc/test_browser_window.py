"""The picture of CTC in Chromium: a long sound goes through a window, and many rows through another."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.lessons.speech.ctc.picture import Rest
from tests.browser.waiting import box_of, result_of
from tests.lessons.ctc.picturing import alone, cursor_at, dragged, every, place_of, shows, stage, told, within
from tests.lessons.ctc.saying import LABELS

# The trellis's upper and lower edge in the window.
TRELLIS = """stage => {
  const box = stage.querySelector("[data-path]").closest("svg"), { y } = stage.querySelector("svg").getBoundingClientRect();
  return [y + box.y.baseVal.value, y + box.y.baseVal.value + box.height.baseVal.value];
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def window(page: Page) -> float:
    """The first frame that is shown."""
    return float(every(page, "[data-window]")[0]["window"])


def test_the_window_goes_where_the_cursor_goes(picture):
    page = picture(sound="long", step=0)
    expect(within(page, "[data-window]")).to_have_attribute("data-window", "0")
    shows(page, "long", Rest(0))
    box, wide = every(page, "[data-window]")[0], every(page, ".stage svg rect[rx='2'][fill-opacity='0.1']")[0]
    shown = round(240 * box["width"] / wide["width"])
    assert 60 <= shown <= 100
    stage(page).press("End")
    cursor_at(page, 239)
    assert window(page) == 240 - shown
    shows(page, "long", Rest(239))
    dragged(page, (wide["x"] + wide["width"] * 0.5, wide["y"] + 4), (wide["x"] + wide["width"] * 0.251, wide["y"] + 4))
    told(page, Rest(60))
    assert window(page) + shown / 2 == pytest.approx(60, abs=1.5), "the cursor in the middle"
    shows(page, "long", Rest(60))
    knob = every(page, "[data-cursor]")[0]
    seen = (knob["x"] + knob["width"] / 2 - wide["x"]) / wide["width"]
    assert seen == pytest.approx((60.5 - window(page)) / shown, abs=0.01)


def test_of_many_rows_those_beside_the_cursor_are_in_sight_and_it_says_which(picture):
    page = picture(sound="dense", step=0)
    for key, step in (("Home", 0), ("ArrowRight", 1), ("End", 119)):
        stage(page).press(key)
        it = shows(page, "dense", Rest(step))
        x, y = place_of(page, it, step, int(it.trellis.best[step]))
        top, bottom = result_of(stage(page), TRELLIS)
        assert top < y < bottom
        texts = sorted(every(page, ".stage svg text"), key=lambda one: one["y"])
        left = box_of(stage(page))["x"]
        said = " ".join(one["text"] for one in texts if abs(one["x"] - left) < 3 and one["y"] > bottom - 50)
        found = re.fullmatch(
            re.sub(r"\{\w+\}", r"(\\d+)", LABELS["rows"].replace("\u00a0", " ")), said.replace("\u00a0", " ")
        )
        first, last, all_ = map(int, found.groups())
        assert all_ == len(it.trellis.extended) == 87 and 30 <= last - first <= 35
        assert first - 1 <= it.trellis.best[step] <= last
