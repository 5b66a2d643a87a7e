"""The lesson on one-hot vectors in Chromium, as a page: first screen, links, experiments, axes, clocks, few labels."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.lessons.words.word_representation.options import AXES
from tests.app.strings import ENGLISH
from tests.browser.test_visits import PHONE
from tests.browser.visits import address, link, no_overflow, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, attribute_of, box_of, each, quiet, result_of, text_of, texts_of
from tests.lessons.word_representation.reading import (
    cells,
    counts,
    heard,
    is_open,
    named,
    said_in,
    stage,
    status,
    within,
)
from tests.lessons.word_representation.samples import LABELS, plain, shown

LONG = 6 * WAIT  # until a worker is free
TIME = re.compile(r"[\d.,]+ µs")


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands."""
    page.goto(f"{url}/word_representation?{urlencode(query)}")
    expect(status(quiet(page, LONG))).not_to_be_empty()
    return quiet(page)


def type_words(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Words", exact=True)
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def times(page: Page) -> list[str]:
    """What the picture's clocks say: of the product and of the look-up."""
    return [TIME.search(said_in(page, part))[0] for part in (".product-part", ".lookup-part")]


def test_the_first_screen_answers_the_question_above_the_fold(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 1280, "height": 860})
    page = opened(quiet_page, app_url)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    counts(page, 500_000, 499_950)
    is_open(page, "orange", shown())
    labels = [attribute_of(dot, "aria-label") for dot in each(within(page, ".dot"))]
    told = dict(re.search(r"to \W*(\w+)\W*: (\d\.\d+)", label).groups() for label in labels)
    assert float(told["juice"]) < float(told["car"]) and told["juice"] == plain(
        shown().distances[0, shown().words.index("juice")]
    )
    assert "all 9,999 at √2" in texts_of(within(page, ".ruler > text"))
    assert all(TIME.fullmatch(time) for time in times(page)), "the server has measured as it started"
    for part in (".ruler-part", ".lookup-part", ".lines > *", ".numbers"):
        box = box_of(within(page, part).last)
        assert box["y"] + box["height"] < 860, part


def test_what_a_newcomer_sees(stranger: BrowserContext, app_url: str):
    """The notes stand under what they speak of, until the first step; the text in the first tab is the idea."""
    page = opened(stranger.new_page(), app_url)
    notes = within(page, ".note")
    expect(notes).to_have_count(3)
    expect(notes.first).to_contain_text("reads all of E")
    for note, above in zip(each(notes), (".product-part", ".lookup-part", ".ruler-part"), strict=True):
        assert box_of(note)["y"] > box_of(within(page, above))["y"]
    stage(page).press("Home")
    expect(status(page)).to_have_text(LABELS["status_start"])
    expect(notes.first).to_be_hidden()


def test_a_copied_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text="orange juice king", axes="gender, food, boats: land sea road canal")
    within(page, ".ask[data-word=juice]").click()
    for key in ("+", "Home", "ArrowRight", "ArrowRight"):
        stage(page).press(key)
    wait_for_address(page, word="juice", size="20000", step="2")
    before = texts_of(within(page, ".numbers > div")), cells(page), text_of(status(page))
    assert before[2] == "product, column 1 of 20,000"
    page.goto(link(page))
    expect(status(quiet(page))).to_have_text(before[2])
    assert (texts_of(within(page, ".numbers > div")), cells(page)) == before[:2]
    expect(within(page, ".ask[aria-pressed=true]")).to_have_attribute("data-word", "juice")
    expect(within(page, ".axis-name")).to_have_text(["gender", "food", "boats"])
    expect(within(page, "output.size")).to_have_text("20,000")
    is_open(page, "juice", shown("orange juice king"), 20_000)


def test_back_goes_to_the_words_before(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    type_words(page, "king queen")
    is_open(page, "king", shown("king queen"))
    after(page, page.go_back)
    is_open(page, "orange", shown())
    expect(page.get_by_role("textbox", name="Words", exact=True)).to_have_value("orange")


def test_experiments_set_what_they_say(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    after(page, within(page, "[data-try='2']").click)
    wait_for_address(page, size="100000")
    counts(page, 5_000_000, 4_999_950)
    assert LABELS["random"].format(known="50,102") in said_in(page, ".product-part")
    product, lookup = (float(time.removesuffix(" µs").replace(",", "")) for time in times(page))
    assert product > 0 and lookup > 0
    after(page, within(page, "[data-try='3']").click)
    wait_for_address(page, text="king")
    is_open(page, "king", shown("king"))
    named(page, "What it means ▾").click()
    expect(within(page, ".meaning")).to_contain_text("they lie 3.5 and 3.1 standard deviations")
    found = shown("king")
    assert cells(page)[f"1 {found.words.index('queen')}"] == "+3.1" and cells(page)["1 0"] == "+3.5"
    after(page, lambda: stage(page).press("1"))
    is_open(page, "orange", shown())
    assert set(address(page)) <= {"try"}


def test_an_axis_is_added_and_a_bad_pair_leaves_a_sentence_and_the_rows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, word="king", step=3)
    within(page, ".feature-foot > .add").click()
    typed = within(page, ".axis-form .typed")
    for first, second, sentence in (
        ("land", "qqqzzq", ENGLISH["vectors.unknown_word"].format(word="qqqzzq")),
        ("land", "land", ENGLISH["word_representation.axis_form"].format(text="land land")),
        ("<img/src=x>", "sea", "<img/src=x>"),
    ):
        typed.first.fill(first)
        typed.nth(1).fill(second)
        after(page, lambda: typed.nth(1).press("Enter"))
        expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
        expect(page.locator("[data-testid=stAlert] :is(img, a)")).to_have_count(0)
        expect(within(page, ".axis-name")).to_have_count(5)
        expect(typed.first).to_have_value(first)
    typed.first.fill("land")
    typed.nth(1).fill("sea")
    after(page, lambda: typed.nth(1).press("Enter"))
    wait_for_address(page, axes=f"{AXES}, land sea")
    expect(within(page, ".axis-name")).to_have_count(6)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(status(page)).to_have_text("product, column 2 of 10,000")
    is_open(page, "king", shown(axes=f"{AXES}, land sea"))
    after(page, within(page, '[data-drop="5"]').click)
    expect(within(page, ".axis-name")).to_have_text(AXES.split(", "))
    assert "axes" not in address(page)


def test_axes_are_typed_in_their_tab_and_the_picture_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, "Your own axes")
    field = panel.get_by_role("textbox")
    field.fill("food, boats: land sea road canal")
    after(page, lambda: field.press("Enter"))
    expect(within(page, ".axis-name")).to_have_text(["food", "boats"])
    expect(panel.locator("tbody tr")).to_have_count(2)
    expect(panel.locator("tbody tr").last).to_contain_text("land → sea, road → canal")
    field.fill("food, land")
    after(page, lambda: field.press("Enter"))
    expect(page.get_by_test_id("stAlert")).to_contain_text("“land” is not an axis")
    expect(field).to_have_value("food, land")
    expect(within(page, ".axis-name")).to_have_count(2)
    after(page, lambda: pick_pill(panel, "without people"))
    expect(within(page, ".axis-name")).to_have_text(["age", "food", "size", "warmth", "praise", "wealth"])


def pick_pill(panel: Locator, name: str) -> None:
    panel.get_by_text(name, exact=True).click()


def test_odd_words_leave_a_sentence_and_the_picture(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("qqqzzq", "🙂", "x" * 5000, "[a](http://b)zz", "שלוםםם"):
        type_words(page, text)
        expect(page.get_by_test_id("stAlert")).to_have_count(1)
        expect(page.locator("[data-testid=stAlert] :is(img, a)")).to_have_count(0)
        is_open(page, "orange", shown())
    type_words(page, "<img src=x onerror=window.hit=1> juice")
    expect(within(page, ".ask")).to_have_text(["img", "juice"])
    no_overflow(page)
    assert result_of(page, "window.hit === undefined")


def test_measured_on_this_server(quiet_page: Page, app_url: str):
    """The chart is drawn, and the picture's clocks say what its table says."""
    page = opened(quiet_page, app_url, size=20_000)
    panel = open_tab(page, "Both clocks")
    expect(panel.get_by_test_id("stPlotlyChart")).to_have_count(
        1, timeout=LONG
    )  # what was measured as the server started
    named(page, "Measure on this server").click()
    again = named(page, "Measure again")
    expect(again).to_be_visible(timeout=LONG)
    agree(page, panel)
    after(page, again.click)
    named(page, "Measure on this server").click()
    expect(again).to_be_visible(timeout=LONG)
    agree(page, panel)


def agree(page: Page, panel: Locator) -> None:
    """The picture's clocks and the row of its V in the table beneath the chart."""
    expect(quiet(page).locator("[class*=stPlotlyChart]").first).to_be_visible()
    table = panel.locator("table")
    if not texts_of(table):
        after(page, panel.get_by_test_id("stExpander").locator("summary").click)
    row = texts_of(table.locator("tbody tr").filter(has_text=re.compile("^20,000")).locator("th, td"))
    shown_times = [float(time.removesuffix(" µs").replace(",", "")) for time in times(page)]
    assert shown_times == pytest.approx([float(row[2]), float(row[3])], rel=0.01, abs=0.51)


def test_of_own_or_other_vectors_the_clocks_are_not_measured_yet(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, vectors="news")
    for part in (".product-part", ".lookup-part"):
        assert LABELS["not_measured"] in said_in(page, part)
    counts(page, 3_000_000, 2_999_700, 300)


def test_with_few_labels_a_sentence_is_judged_and_another_otherwise(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="few", labels=200)
    panel = page.get_by_role("tabpanel", name="With few labels", exact=True)
    verdict = panel.locator("table").first

    def shares(row: int) -> list[int]:
        return [int(text.split()[0]) for text in texts_of(verdict.locator("tbody tr").nth(row).locator("td"))]

    expect(panel.locator("table").nth(1)).to_contain_text("superb")
    good = shares(1)
    assert good[1] > 50 and sum(good) in (99, 100, 101)
    field = panel.get_by_role("textbox")
    field.fill("A terrible, boring film.")
    after(page, lambda: field.press("Enter"))
    expect(panel.locator("table").nth(1)).to_contain_text("boring")
    bad = shares(1)
    assert bad[1] < 50 and bad != good
    field.fill("qqqzzq vvvxxq")
    after(page, lambda: field.press("Enter"))
    expect(page.get_by_test_id("stAlert")).to_contain_text(ENGLISH["few_labels.unknown"][:40])
    after(page, lambda: pick(panel, "five emoji"))
    expect(verdict.locator("thead th")).to_have_count(6)
    expect(panel.locator("table").nth(1)).to_contain_text("match")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert sum(shares(1)) in range(98, 103)


def test_a_finger_opens_a_word_and_drags_v(browser: Browser, app_url: str):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = opened(context.new_page(), app_url, text="orange juice")
    within(page, ".ask[data-word=juice]").tap()
    wait_for_address(page, word="juice")
    box = box_of(within(page, ".size-box input"))
    page.touchscreen.tap(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    wait_for_address(page, size="100000")
    counts(page, 5_000_000, 4_999_950)
    no_overflow(page)
    context.close()


def test_what_is_opened_is_read_aloud(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    within(page, ".open-word").filter(has_text="queen").click()
    wait_for_address(page, word="queen")
    expect(heard(page)).to_contain_text("queen")
    expect(heard(page)).to_contain_text("column 2,060")
    expect(heard(page)).to_contain_text("500,000 multiplications by the product. 50 numbers copied by the look-up")
