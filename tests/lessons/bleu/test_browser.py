"""The lesson on BLEU in Chromium: the first screen, experiments, examples, what is typed and its address, mistakes."""

from dataclasses import replace
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, expect

from app.lessons.translate.bleu.picture import Rest
from core.translate.options import BleuConfig
from tests.app.strings import ENGLISH
from tests.browser.visits import address, choose, link, no_overflow, open_tab, pick, wait_for_address
from tests.browser.waiting import after, box_of, quiet
from tests.lessons.bleu.picturing import chip, field, order, point, shows, stage, within
from tests.lessons.bleu.saying import DEFAULT, SECOND, THE

FOLD = 860
BETTER = replace(DEFAULT, candidate=DEFAULT.candidate.replace("which ensures", "that ensures"))


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/bleu?{urlencode(query)}")
    expect(within(quiet(page), ".status")).not_to_be_empty()
    return page


def typed(page: Page, row: int, text: str) -> None:
    chip(page, row).click()
    field(page).fill(text)
    after(page, lambda: field(page).press("Enter"))


def example(page: Page, name: str) -> None:
    after(page, page.get_by_role("radio", name=ENGLISH[f"bleu.example.{name}"], exact=True).click)


def test_the_first_screen_is_candidate_1_of_the_paper(quiet_page: Page, app_url: str):
    """All of it stands above the fold."""
    quiet_page.set_viewport_size({"width": 1280, "height": FOLD})
    page = opened(quiet_page, app_url)
    shows(page, DEFAULT)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    for part in (within(page, ".figure"), within(page, ".lines"), within(page, ".numbers > div").last):
        box = box_of(part)
        assert box["y"] + box["height"] < FOLD - 60
    no_overflow(page)


def test_the_notes_of_a_first_visit_stand_by_what_they_speak_of(stranger: BrowserContext, app_url: str):
    page = stranger.new_page()
    opened(page, app_url)
    for said in ("A pair that is found", "The four precisions", "The score"):
        expect(within(page, ".notes li").filter(has_text=said)).to_be_visible()
    before = box_of(within(page, ".beneath"))["y"]
    stage(page).press("ArrowDown")
    expect(within(page, ".notes")).to_be_hidden()
    assert abs(box_of(within(page, ".beneath"))["y"] - before) < 3, "nothing jumps when they go"


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for number, rest in ((2, THE), (3, replace(DEFAULT, kept=6)), (1, DEFAULT)):
        after(page, within(page, f"[data-try='{number}']").click)
        expect(within(page, f"[data-try='{number}']")).to_have_attribute("aria-pressed", "true")
        shows(page, rest)
        expect(field(page)).to_have_value(rest.candidate)
    assert not {"candidate", "kept", "n"} & address(page).keys()


def test_what_is_typed_stands_in_the_address_and_back_undoes_it(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    typed(page, 0, BETTER.candidate)
    shows(page, BETTER)
    wait_for_address(page, candidate=BETTER.candidate)
    order(page, 3).click()
    point(page).press("ArrowLeft")
    wait_for_address(page, n="3", kept="17")
    rest = replace(BETTER, n=3, kept=17)
    page.goto(link(page))
    quiet(page)
    shows(page, rest)
    typed(page, 2, "")
    rest = replace(rest, references=(DEFAULT.references[0], "", DEFAULT.references[2]))
    shows(page, rest)
    page.go_back()
    expect(within(page, "svg.words")).to_contain_text("R2")
    expect(field(quiet(page))).to_have_value(DEFAULT.references[1])
    shows(page, replace(BETTER, n=3, kept=17))


def test_what_is_chosen_takes_the_place_of_what_is_being_typed(quiet_page: Page, app_url: str):
    """The field that is left sends its text, and what is chosen comes with it or after it."""
    page = opened(quiet_page, app_url)
    field(page).press("End")
    field(page).press_sequentially(" which rules")
    example(page, "candidate_2")
    shows(page, SECOND)
    expect(field(page)).to_have_value(SECOND.candidate)
    for number, rest in ((2, THE), (1, DEFAULT)):
        field(page).press_sequentially(" now")
        after(page, within(page, f"[data-try='{number}']").click)
        shows(page, rest)
        expect(field(page)).to_have_value(rest.candidate)
    example(page, "shuffled")
    shows(page, Rest("mat the on is cat the", THE.references[:1], 1))


def test_smoothing_and_how_it_is_counted_reach_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, candidate=SECOND.candidate)
    shows(page, SECOND)
    after(page, lambda: choose(page, ENGLISH["bleu.smooth"], ENGLISH["bleu.smooth.exp"]))
    assert shows(page, SECOND, BleuConfig("exp")).score > 0
    page = opened(
        page, app_url, candidate=SECOND.candidate, smooth="floor", lowercase=1, brevity="shortest", cut="blanks"
    )
    config = BleuConfig("floor", lowercase=True, brevity="shortest", cut="blanks")
    shows(page, SECOND, config)
    typed(page, 0, f"{SECOND.candidate}.")
    shows(page, replace(SECOND, candidate=f"{SECOND.candidate}."), config)


def test_a_mistake_is_made_in_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, kept=6)
    panel = open_tab(page, ENGLISH["tab.bug"])
    for wrongly in ("mean", "upside", "sum", ""):
        after(page, lambda name=wrongly or "none": pick(panel, ENGLISH[f"bleu.wrongly.{name}"]))
        shows(page, replace(DEFAULT, kept=6), wrongly=wrongly)
        expect(within(page, ".line.wrong")).to_have_count(int(bool(wrongly)))
