"""Skip-gram in Chromium: the picture alone as a film, while a training runs, by CBOW, on a phone; then the whole lesson."""

import random
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from app.ui.numbers import signed
from tests.browser.test_visits import PHONE, faults
from tests.browser.visits import choose, link, no_overflow, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, attribute_of, box_of, each, quiet, result_of, text_of, texts_of, until
from tests.lessons.skip_gram.samples import ASKED, LABELS, LAST, Pair, chance, epoch, nearest, rows, scene
from tests.lessons.skip_gram.test_browser_picture import alone, named, numbers, pair, stage, status, told, within

ODD = "<b>x</b> & “quoted”"
LONG = 10 * WAIT  # until a worker is free and has trained, on a machine that has much else to do
QUICK = {"vocabulary": 1000, "epochs": 2, "dimension": 10}
WATCH = (
    "node => new MutationObserver(() => (window.said ??= []).push(node.textContent)).observe(node, { childList: true })"
)
# What the picture said while the training ran, and of how many points its curve was; then it may be paused at once.
MOVED = """([least, pauses]) => {
  const view = document.querySelector("[class*=st-key-skip_gram-picture] [data-testid=stBidiComponentIsolated]")?.shadowRoot;
  const pause = document.querySelector("[class*=st-key-skip_gram-pause] button");
  if (!view?.querySelector(".slide")?.disabled) return false;
  const curve = view.querySelector("svg.loss path[stroke-width='2']")?.getAttribute("d") ?? "";
  (window.seen ??= new Map()).set(view.querySelector(".status").textContent, curve.split("L").length);
  if (window.seen.size < least || (pauses && !pause)) return false;
  if (pauses) pause.click();
  return [...window.seen];
}"""


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def opened(page: Page, url: str, **query: object) -> Page:
    """The whole lesson, once its picture stands."""
    page.goto(f"{url}/skip_gram?{urlencode(query)}")
    expect(status(quiet(page, LONG))).not_to_be_empty()
    return page


def any_seed() -> int:
    """One of which no training has been made on this server, also where a test is tried again."""
    return random.SystemRandom().randrange(10_000)


def test_it_plays_to_the_end_and_from_there_anew(picture):
    page = picture(moment=LAST - 1)
    after(page, named(page, "Play").click)
    expect(status(page)).to_contain_text("epoch 10 of 10")
    told(page)
    result_of(status(page), WATCH)
    stage(page).press(" ")
    named(page, "Pause").click()
    expect(page.get_by_text(re.compile(r"^rest \d+ 5 0 5 "))).to_be_visible()
    assert result_of(page, "window.said")[0].startswith("epoch 0 of 10")
    expect(named(page, "Play")).to_be_visible()


def test_a_film_that_is_to_be_seen_again_is_played_from_its_start(picture):
    page = picture()
    result_of(status(page), WATCH)
    after(page, named(page, "Once more").click)
    said = [text.split(" · ")[0] for text in result_of(page, "window.said")]
    assert said == [f"epoch {epoch(scene(), moment)} of 10" for moment in range(LAST + 1)]


def test_while_a_training_runs_only_its_newest_moment_is_there(picture):
    page = picture(live=3)
    expect(page.get_by_text("has True", exact=True)).to_be_visible()
    result_of(within(page, ".stage"), "node => { node.mark = 1; }")
    mother = within(page, ".map-box button[data-word=mother]")
    for moment in (3, 4):
        found, at = scene(live=moment), epoch(scene(), moment)
        expect(status(page)).to_contain_text(f"epoch {at} of 10")
        expect(within(page, ".toolbar .icon:disabled, .toolbar .slide:disabled")).to_have_count(6)
        expect(within(page, ".near-part svg")).to_have_attribute("aria-label", nearest(found, 0, ASKED))
        mother.focus()
        near = ", ".join(found.map.names[i] for i in found.map.near[0, 1])
        expect(mother).to_have_attribute("aria-label", f"mother: {near}")
        expect(within(page, ".slide")).to_have_attribute("max", "10")  # epochs of the whole training
        stage(page).press("Home")
        expect(status(page)).to_contain_text(f"epoch {at} of 10")
        after(page, named(page, "Newer moment").click)
    after(page, named(page, "Done").click)
    expect(status(page)).to_contain_text("epoch 10 of 10")
    named(page, "To the start").click()
    told(page, moment=0)
    assert result_of(stage(page), "node => node.mark") == 1


def test_by_cbow_the_window_asks_for_the_word_in_its_middle(picture):
    page, found = picture(kind="cbow"), scene("cbow")
    expect(within(page, ".strip-part h2")).to_have_text(LABELS["title_cbow"].format(word="\u2068orange\u2069"))
    expect(within(page, "button.pair, path[data-arc]")).to_have_count(0)
    expect(numbers(page)).to_have_text(rows(found, LAST, 5, None))
    stage(page).press("ArrowDown")
    stage(page).press("ArrowRight")
    told(page, centre=6)
    expect(numbers(page)).to_have_text(rows(found, LAST, 6, None))
    stage(page).press("+")
    told(page, centre=6, window=6)
    expect(numbers(page)).to_have_text(rows(scene("cbow", window=6), LAST, 6, None))
    expect(numbers(picture(kind="cbow_softmax", centre=3, moment=1))).to_have_text(
        rows(scene("cbow_softmax"), 1, 3, None)
    )


def test_a_training_on_a_tiny_text_takes_the_place_of_another(picture):
    text = "the cat sat on the orange"  # which the tiny text has not
    page, found = picture(text=text, centre=5, window=2), scene("tiny", text, 2)
    expect(within(page, "button.word")).to_have_count(6)
    after(page, named(page, "Another text").click)
    told(page, centre=4, window=2, asked=())
    expect(within(page, "button.word")).to_have_count(5)
    expect(status(page)).to_contain_text("epoch 3 of 3")
    expect(within(page, ".map-box button")).to_have_count(11)  # all of its words have a name on the map
    expect(within(page, ".near-part svg")).to_have_text(LABELS["press_word"])
    expect(numbers(page)).to_have_text(rows(found, -1, 4, None))
    named(page, "To the start").click()
    expect(numbers(page)).to_have_text(rows(found, 0, 4, None))


def test_the_table_says_the_same(picture):
    page, found = picture(moment=2), scene()
    named(page, "as table").click()
    for d, row in zip(
        [d for d in range(-5, 6) if d], each(within(page, "table").nth(0).locator("tbody tr")), strict=True
    ):
        one = Pair(found, 2, 5, d)
        digits = [signed(one.logit, 2), f"{one.log_z:.2f}", chance(one.p), f"{one.sigma:.3f}", f"{one.loss:.2f}"]
        assert texts_of(row.locator("th, td")) == [found.window.tokens[5 + d], *digits]
    near = within(page, "table").nth(1).locator("tbody tr")
    assert [": ".join(texts_of(row.locator("th, td"))) for row in each(near)] == nearest(found, 2, ASKED).split(". ")[
        1:
    ]
    father = [found.map.names[0], "family", ", ".join(found.map.names[i] for i in found.map.near[2, 0])]
    assert texts_of(within(page, "table").nth(2).locator("tbody tr").first.locator("th, td")) == father
    assert not faults(page)


def test_on_a_phone_pairs_and_neighbours_are_folded(picture):
    page = picture(centre=12)
    page.set_viewport_size(PHONE)
    expect(page.locator(".skip-gram")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
    expect(within(page, "button.word[data-word=cereal]")).to_be_in_viewport(ratio=1)
    for fold, part in ((".pairs-part", pair(page, -1)), (".near-part", within(page, ".near-part svg"))):
        expect(part).to_be_hidden()
        within(page, f"{fold} summary").click()
        expect(part).to_be_visible()
    stage(page).press("ArrowLeft")
    pair(page, 1).click()
    told(page, centre=11, pair=1)
    no_overflow(page)
    assert not faults(page)


def test_what_looks_like_markup_is_text(picture):
    page = picture(text=f"{ODD} orange", group=ODD, present=1)
    assert [attribute_of(one, "data-word") for one in each(within(page, "button.word"))] == ["b", "x", "b", "orange"]
    expect(within(page, ".map-part > svg text").first).to_have_text(ODD)
    assert ODD in attribute_of(within(page, ".map-box canvas"), "aria-label")


def test_the_first_screen_shows_what_the_question_asks_above_the_fold(quiet_page: Page, app_url: str):
    quiet_page.set_viewport_size({"width": 1280, "height": 860})
    page = opened(quiet_page, app_url)
    expect(within(page, "[data-try='1']")).to_have_attribute("aria-pressed", "true")
    labels = [attribute_of(row, "aria-label") for row in each(within(page, "button.pair"))]
    held = dict(re.search(r"→ (\w+): p <?([\d.]+)%", label).groups() for label in labels)
    assert len(held) == 10 and float(held.pop("juice")) > max(map(float, held.values()))
    for part in (within(page, ".lines > *").last, within(page, ".numbers")):
        box = box_of(part)
        assert box["y"] + box["height"] < 800


def test_start_trains_and_the_picture_follows(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, **QUICK, seed=any_seed())
    expect(status(page)).to_contain_text("trained with other settings · epoch 10 of 10")
    named(page, "Start").click()
    seen = until(page, MOVED, [2, False], LONG)
    assert seen[0][1] < seen[-1][1], "the curve grows"
    expect(status(page)).to_contain_text("epoch 2 of 2", timeout=LONG)
    expect(within(page, ".slide")).to_be_enabled(timeout=LONG)
    expect(status(page)).not_to_contain_text("other settings")
    after(page, named(page, "To the start").click)
    expect(status(page)).to_contain_text("epoch 0 of 2")


def test_a_paused_training_can_be_looked_through_and_goes_on(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, **QUICK | {"epochs": 12}, seed=any_seed())
    named(page, "Start").click()
    until(page, MOVED, [6, True], LONG)
    paused = page.get_by_text("Paused at epoch")
    expect(paused).to_be_visible()
    at = float(re.search(r"[\d.]+\d", text_of(paused))[0])
    expect(status(page)).to_contain_text(f"epoch {at:g} of 12")
    assert 0 < at < 12
    after(page, named(page, "To the start").click)
    expect(status(page)).to_contain_text("epoch 0 of 12")
    named(page, "Go on").click()
    expect(paused).to_be_hidden()
    expect(within(page, ".slide")).to_be_enabled(timeout=LONG)
    expect(status(page)).to_contain_text("epoch 12 of 12")


def test_while_one_runs_start_asks_first(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, **QUICK | {"epochs": 30}, seed=any_seed())
    named(page, "Start").click()
    until(page, MOVED, [2, False], LONG)
    named(page, "Start").click()
    named(page, "Let it go on").click()
    expect(named(page, "Pause")).to_be_visible()  # which the question had the place of
    choose(page, "Who guesses whom", "CBOW")
    expect(status(page)).to_contain_text("other settings")
    named(page, "Start").click()
    named(page, "Replace it").click()
    expect(within(page, ".strip-part h2")).to_contain_text("which word is in its middle?", timeout=LONG)
    named(page, "Cancel").click()
    expect(named(page, "Cancel")).to_have_count(0)


def test_a_link_opens_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, text="the river flows south through the valley", window=3)
    stage(page).press("ArrowLeft")
    for key in ("ArrowDown", "ArrowDown", "-"):
        stage(page).press(key)
    wait_for_address(page, centre="4", pair="-2", window="2")
    said = texts_of(numbers(page))
    page.goto(link(page))
    expect(pair(quiet(page), -2)).to_have_attribute("aria-pressed", "true")
    expect(within(page, "button.word[aria-pressed=true]")).to_have_attribute("data-word", "through")
    expect(within(page, ".handle").first).to_have_attribute("aria-valuenow", "2")
    expect(numbers(page)).to_have_text(said)


def test_a_softmax_of_a_vector_has_as_many_numbers_as_it(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, "Find the bug")
    after(page, lambda: pick(panel, "softmax(e)"))
    shown = panel.locator("table tbody tr")
    assert [texts_of(row.locator("th, td"))[1:3] for row in each(shown)] == [["50", "1.000"], ["8,000", "1.000"]]
