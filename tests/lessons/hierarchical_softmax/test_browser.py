"""The lesson on hierarchical softmax in Chromium: the first screen, links, experiments, words of one's own, tabs."""

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from app.lessons.words.hierarchical_softmax.options import PRESETS
from core.words import trees
from tests.app.strings import ENGLISH
from tests.browser.test_visits import PHONE
from tests.browser.visits import address, link, no_overflow, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, box_of, quiet, result_of, texts_of
from tests.lessons.hierarchical_softmax.reading import chip, leaf, named, place_of, river, shows, turn_pill, within
from tests.lessons.hierarchical_softmax.samples import COURT, LABELS

LONG = 10 * WAIT  # until a worker is free and has trained, on a machine that has much else to do
SLUG = "hierarchical_softmax"


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands; nothing in it moves by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    expect(within(quiet(page, LONG), ".status")).not_to_be_empty()
    return page


def field(page: Page, name: str, text: str) -> None:
    """Type into one of the two fields."""
    box = page.get_by_role("textbox", name=ENGLISH[f"{SLUG}.{name}"], exact=True)
    box.fill(text)
    after(page, lambda: box.press("Enter"))


def test_the_first_screen_walks_to_juice(quiet_page: Page, app_url: str):
    """The widest river beside *orange*; all of the picture stands above the fold."""
    quiet_page.set_viewport_size({"width": 1280, "height": 860})
    page = opened(quiet_page, app_url)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    turns = shows(page)
    assert len(turns) == 8 and turns[-1].this.words == ("juice",)
    for part in (within(page, ".river svg"), within(page, ".depths-part svg"), within(page, ".lines > *").last):
        box = box_of(part)
        assert box["y"] + box["height"] < 860


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, words=COURT, centre="queen", word="king")
    within(page, "[data-tree=balanced]").click()
    within(page, "[data-scale=real]").click()
    chip(page, "prince").click()
    river(page).press("ArrowLeft")
    wait_for_address(page, word="prince", scale="real", tree="balanced", step="12", centre="queen")
    here = {"words": COURT, "centre": "queen"}
    shows(page, "prince", "real", "balanced", 12, **here)
    page.goto(link(page))
    shows(quiet(page), "prince", "real", "balanced", 12, **here)


def test_experiments_show_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, within(page, "[data-try='2']").click)
    expect(within(page, "[data-try='2']")).to_have_attribute("aria-pressed", "true")
    assert len(shows(page, tree="balanced")) == 4
    after(page, within(page, "[data-try='3']").click)
    shows(page, centre="king")
    wait_for_address(page, centre="king")
    after(page, within(page, "[data-try='1']").click)
    shows(page)
    assert not {"centre", "tree"} & address(page).keys()
    chip(page, "wine").click()
    wait_for_address(page, word="wine")
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")


def test_another_centre_and_one_that_is_not_there(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    turn_pill(page, 0).click()
    field(page, "centre", "glass")
    expect(turn_pill(page, 0)).to_have_attribute("aria-pressed", "true")
    river(page).press("Escape")
    within(page, ".status").hover()
    shows(page, centre="glass")
    wait_for_address(page, centre="glass")
    field(page, "centre", "<b>xqzt</b>")
    expect(page.get_by_text(ENGLISH["tree.centre_unknown"].format(word="b xqzt b"))).to_be_visible()
    shows(page, centre="glass")


def test_words_of_ones_own_and_presets(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    field(page, "words", "the, lemon; xqzt apple")
    expect(page.get_by_text(ENGLISH["vectors.missing"].format(words="xqzt"))).to_be_visible()
    assert texts_of(within(page, ".word")) == ["the", "apple", "lemon"]
    shows(page, "lemon", words="the apple lemon")
    field(page, "words", "xqzt")
    expect(page.get_by_text(ENGLISH["tree.too_few_known"].format(unknown="xqzt"))).to_be_visible()
    assert texts_of(within(page, ".word")) == ["the", "apple", "lemon"]
    words, centre, word = PRESETS["river"]
    after(page, lambda: pick(page, ENGLISH[f"{SLUG}.preset.river"]))
    shows(page, word, words=words, centre=centre)
    expect(page.get_by_role("textbox", name=ENGLISH[f"{SLUG}.centre"], exact=True)).to_have_value("river")


def test_what_is_walked_is_asked_about(quiet_page: Page, app_url: str):
    """The bug of the likelier way follows the picture's tree; the table of the small one, then of the real."""
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.bug"])
    after(page, lambda: pick(panel, ENGLISH[f"{SLUG}.bug.likeliest"]))
    rows = panel.locator("table tbody tr")
    before = texts_of(rows.first.locator("th, td"))
    after(page, within(page, "[data-scale=real]").click)
    expect(rows.first.locator("td").nth(1)).not_to_have_text(before[2])
    searched = trees.measured()["search"]["huffman"]
    expect(panel).to_contain_text(f"{searched['greedy_right']:,} of {searched['centres']:,} centres")
    expect(panel).to_contain_text("The likeliest is")


def test_words_are_looked_up(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.depths"])
    expect(panel.locator(".js-plotly-plot")).to_have_count(1)
    rows = panel.locator("table").first.locator("tbody th")
    expect(rows).to_have_text(["the", "water", "juice", "lemon"])
    box = panel.get_by_role("textbox", name=ENGLISH[f"{SLUG}.asked"])
    box.fill("king $x$ <b>queen</b>")
    after(page, lambda: box.press("Enter"))
    expect(rows).to_have_text(["king", "x", "b", "queen"])
    wait_for_address(page, asked="king $x$ <b>queen</b>")


def test_both_trees_are_trained_here_or_the_training_is_cancelled(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, ENGLISH["tab.trained"])
    train = panel.get_by_role("button", name=ENGLISH[f"{SLUG}.train"], exact=True)
    train.click()
    cancel = panel.get_by_role("button", name=ENGLISH["job.cancel"], exact=True)
    cancel.click(timeout=LONG)
    expect(train).to_be_visible()
    expect(cancel).to_have_count(0)
    chip(page, "the").click()
    shows(quiet(page), "the")
    assert result_of(page, "document.querySelectorAll('.js-plotly-plot').length") == 0


def test_on_a_phone_the_whole_page_fits(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size(PHONE)
    page = opened(quiet_page, app_url)
    no_overflow(page)
    leaf(page, place_of("wine")).hover()  # whose turns have no pills: only the way that is walked is drawn
    leaf(page, place_of("wine")).click()
    wait_for_address(page, word="wine")
    shows(page, "wine")
    no_overflow(page)
    expect(named(page, LABELS["play"])).to_be_visible()
