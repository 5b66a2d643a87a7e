"""The lesson on CTC in Chromium: the first screen, experiments, what is typed and its address, the search, mistakes."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.jobs.running import outcome
from app.lessons.speech.ctc.picture import Rest
from core.speech import transcribing
from core.speech.options import DecodingConfig
from tests.app.strings import ENGLISH
from tests.browser.visits import address, choose, link, no_overflow, open_tab, pick, wait_for_address
from tests.browser.waiting import after, attribute_of, box_of, quiet
from tests.lessons.ctc.picturing import cursor_at, field, is_shown, stage, within
from tests.lessons.ctc.saying import Spelled, spelled

FOLD = 860


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/ctc?{urlencode(query)}")
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return page


def stands(
    page: Page, rest: Rest | None = None, clip: str = "quick", wrongly: str = "none", **config: object
) -> Spelled:
    """The picture is what core makes of the clip; without a rest, at the frame where greedy and the label part."""
    own = outcome(transcribing.transcribe({"preset": clip}))
    found = transcribing.decoded(own, DecodingConfig(**config))
    rest = rest or Rest(transcribing.parting(own.log_probs, spelled(own, found, Rest(0)).symbols))
    return is_shown(page, spelled(own, found, rest, wrongly))


def typed(page: Page, text: str) -> None:
    field(page).fill(text)
    after(page, lambda: field(page).press("Enter"))


def test_the_first_screen_stands_above_the_fold(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 1280, "height": FOLD})
    page = opened(quiet_page, app_url)
    it = stands(page)
    assert it.parts and it.greedy_text != it.text
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    for part in (within(page, ".figure"), within(page, ".lines"), within(page, ".numbers > div").last):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD - 50
    no_overflow(page)


def test_the_notes_of_a_first_visit_go_and_nothing_jumps(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    opened(page, app_url)
    expect(within(page, ".notes li:visible")).not_to_have_count(0)
    before = box_of(within(page, ".beneath"))["y"]
    stage(page).press("ArrowRight")
    expect(within(page, ".notes")).to_be_hidden()
    assert abs(box_of(within(page, ".beneath"))["y"] - before) < 3


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for number, clip, config in ((2, "double", {}), (3, "digits", {"language": "words"}), (1, "quick", {})):
        after(page, within(page, f"[data-try='{number}']").click)
        expect(within(page, f"[data-try='{number}']")).to_have_attribute("aria-pressed", "true")
        stands(page, clip=clip, **config)
    assert not {"clip", "language", "label", "step"} & address(page).keys()


def test_what_is_typed_stands_in_the_address_and_back_undoes_it(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    step = stands(page).rest.step
    typed(page, "a cook")
    wait_for_address(page, label="a cook")
    stands(page, Rest(step, "a cook"))
    stage(page).press("Home")
    wait_for_address(page, step="0")
    typed(page, "to cook")
    stands(page, Rest(0, "to cook"))
    url = link(page)
    page.go_back()
    expect(field(quiet(page))).to_have_value("a cook")
    stands(page, Rest(int(attribute_of(within(page, "[data-cursor]"), "data-cursor")), "a cook"))
    page.goto(url)
    quiet(page)
    stands(page, Rest(0, "to cook"))


def test_what_the_beam_keeps_reaches_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="digits")
    stands(page, clip="digits")
    after(page, lambda: choose(page, ENGLISH["ctc.width_label"], ENGLISH["ctc.width"].format(width=2)))
    stands(page, clip="digits", width=2)
    after(page, lambda: choose(page, ENGLISH["ctc.language"], ENGLISH["ctc.language.words"]))
    stands(page, clip="digits", width=2, language="words")
    last = within(page, ".beam-row:visible").first
    stage(page).press("End")
    after(page, last.click)
    expect(last).to_have_attribute("aria-pressed", "true")
    within(page, ".status").hover()
    wait_for_address(page, label=attribute_of(last, "data-label"))


@pytest.mark.parametrize("wrongly", ["space", "dropped", "path"])
def test_a_mistake_is_made_in_the_picture(quiet_page: Page, app_url: str, wrongly):
    page = opened(quiet_page, app_url, clip="double")
    panel = open_tab(page, ENGLISH["tab.bug"])
    after(page, lambda: pick(panel, ENGLISH[f"ctc.wrongly.{wrongly}"]))
    it = stands(page, clip="double", wrongly=wrongly)
    after(page, lambda: pick(panel, ENGLISH["ctc.wrongly.none"]))
    stands(page, replace(it.rest), clip="double")
    cursor_at(page, it.rest.step)
