"""The picture of skip-gram in Chromium: the window, its pairs and their numbers, moments, words of the map."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import attribute_of, box_of, quiet, result_of
from tests.lessons.skip_gram.samples import ASKED, LABELS, LAST, Pair, epoch, nearest, rows, said, scene


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def alone(page: Page, harness: Callable[..., str], **address: object) -> Page:
    """The picture, and nothing else."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(harness("skip_gram", **address))
    expect(status(quiet(page))).not_to_be_empty()
    return quiet(page)


def within(page: Page, selector: str) -> Locator:
    return page.locator(f".skip-gram {selector}")


def status(page: Page) -> Locator:
    return within(page, ".status")


def stage(page: Page) -> Locator:
    return within(page, ".stage")


def pair(page: Page, d: int) -> Locator:
    return within(page, f'button.pair[data-pair="{d}"]')


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def told(page: Page, moment: int = -1, centre: int = 5, pair: int = 0, window: int = 5, asked=ASKED) -> None:
    """The page has been told where the picture rests."""
    rest = f"rest {moment} {centre} {pair} {window} {', '.join(asked)}"
    expect(page.get_by_text(rest, exact=True)).to_be_visible()
    quiet(page)


def numbers(page: Page) -> Locator:
    return within(page, ".numbers > div")


def shows_moment(page: Page, moment: int) -> None:
    """All parts are at a moment of the training that ships."""
    found, at = scene(), epoch(scene(), moment)
    expect(status(page)).to_contain_text(f"epoch {at} of 10")
    expect(within(page, ".near-part svg")).to_have_attribute("aria-label", nearest(found, moment, ASKED))
    expect(within(page, ".map-box canvas")).to_have_attribute("aria-label", re.compile(f"at epoch {re.escape(at)}, "))
    expect(numbers(page)).to_have_text(rows(found, moment, 5, 1))


def test_left_and_right_move_the_window_and_the_page_is_told(picture):
    page = picture(centre=11)
    stage(page).press("ArrowRight")
    told(page, centre=12)
    expect(within(page, "button.word[data-word=cereal]")).to_have_attribute("aria-pressed", "true")
    stage(page).press("ArrowRight")  # there is none behind it
    stage(page).press("ArrowLeft")
    told(page, centre=11)
    within(page, "button.word[data-word=glass]").click()
    told(page, centre=3)
    expect(within(page, "button.word[aria-pressed=true]")).to_have_attribute("data-word", "glass")
    expect(within(page, "path[data-arc]")).to_have_count(8)
    expect(within(page, ".strip-part h2")).to_contain_text("near “\u2068glass\u2069”?")


def test_a_window_ends_with_its_sentence_and_passes_over_words_without_a_vector(picture):
    text = "orange zzyzx juice. river flows"
    page = picture(text=text, centre=0)
    expect(within(page, "button.word")).to_have_count(4)
    expect(within(page, ".strip-part title")).to_have_text(LABELS["unknown"].format(word="zzyzx"))
    expect(within(page, "button.pair")).to_have_count(1)
    expect(pair(page, 1)).to_have_attribute("aria-label", said(scene(text=text), LAST, 0, 1))
    stage(page).press("ArrowRight")
    told(page, centre=1)
    expect(within(page, "button.pair")).to_have_count(1)


@pytest.mark.parametrize("text", ["qqqq wwww", "…", ""])
def test_a_sentence_without_a_known_word_is_shown_and_nothing_breaks(picture, text):
    page = picture(text=text, centre=0)
    expect(within(page, ".strip-part h2")).to_have_text(LABELS["no_known"])
    expect(within(page, ".strip-part svg text")).to_have_count(2 if text.startswith("q") else 0)
    expect(numbers(page).first).to_be_hidden()
    for key in ("ArrowRight", "ArrowDown", "+", "Home", "Escape"):
        stage(page).press(key)
    told(page, moment=0, centre=0, window=6)
    named(page, "as table").click()
    expect(within(page, "table").nth(1).locator("tbody tr")).to_have_count(3)


@pytest.mark.parametrize("kind", ["skip", "softmax"])
def test_the_numbers_of_a_pair_are_cores(picture, kind):
    page, found = picture(kind=kind), scene(kind)
    expect(within(page, ".pair[aria-pressed=true]")).to_have_count(0)
    likeliest = max((d for d in range(-5, 6) if d), key=lambda d: Pair(found, LAST, 5, d).p)
    expect(numbers(page)).to_have_text(rows(found, LAST, 5, likeliest))
    for d in (-2, 5):
        pair(page, d).click()
        told(page, pair=d)
        expect(pair(page, d)).to_have_attribute("aria-pressed", "true")
        expect(numbers(page)).to_have_text(rows(found, LAST, 5, d))
        word = found.window.tokens[5 + d]
        expect(within(page, ".beneath h2").last).to_have_text(f"Its numbers: \u2068orange\u2069 → \u2068{word}\u2069")
        expect(pair(page, d)).to_have_attribute("aria-label", said(found, LAST, 5, d))
    pair(page, 5).click()
    told(page)
    for d in (likeliest, -2):
        bar, one = within(page, f'rect[data-bar="{d}"]'), Pair(found, LAST, 5, d)
        whole = float(result_of(bar, "bar => bar.previousElementSibling.getAttribute('width')"))
        share = one.sigma if kind == "skip" else one.p
        assert whole > 30 and float(attribute_of(bar, "width")) == pytest.approx(max(2, whole * share), abs=0.06)


def test_up_and_down_go_through_the_pairs_and_escape_lets_go(picture):
    page = picture(centre=2)
    for key, d in (("ArrowDown", -2), ("ArrowDown", -1), ("ArrowDown", 1), ("ArrowUp", -1)):
        stage(page).press(key)
        told(page, centre=2, pair=d)
        expect(pair(page, d)).to_have_attribute("aria-pressed", "true")
    stage(page).press("Escape")
    told(page, centre=2)
    stage(page).press("ArrowUp")
    told(page, centre=2, pair=5)
    stage(page).press("ArrowUp")
    stage(page).press("-")
    told(page, centre=2, pair=4, window=4)
    stage(page).press("-")  # it is out of the window now
    told(page, centre=2, window=3)


def test_the_window_grows_and_shrinks_by_keys_and_by_its_handles(picture):
    page = picture(centre=6)
    left, right = (within(page, f".handle[data-handle={side}]") for side in ("left", "right"))
    stage(page).press("+")
    told(page, centre=6, window=6)
    for handle, key, window in ((right, "ArrowRight", 7), (left, "ArrowRight", 6), (left, "ArrowLeft", 7)):
        handle.press(key)
        told(page, centre=6, window=window)
        expect(right).to_have_attribute("aria-valuenow", str(window))
    right.press("ArrowLeft")
    left.press("End")
    told(page, centre=6, window=10)
    right.press("Home")
    stage(page).press("-")  # one is the least
    stage(page).press("+")
    told(page, centre=6, window=2)
    expect(within(page, "path[data-arc]")).to_have_count(4)
    for handle, word, window in ((right, "with", 4), (left, "a", 4), (right, "to", 1), (left, "glass", 3)):
        drag(page, handle, within(page, f"button.word[data-word={word}]"), 6 if handle is right else -6)
        told(page, centre=6, window=window)


def drag(page: Page, handle: Locator, to: Locator, beyond: int) -> None:
    """A handle is drawn over a word, so far beyond its middle."""
    begin, end = box_of(handle), box_of(to)
    page.mouse.move(begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2 + beyond, begin["y"] + 10, steps=4)
    page.mouse.up()


def test_the_film_goes_from_moment_to_moment(picture):
    page = picture(pair=1)
    shows_moment(page, LAST)
    stage(page).press("Home")
    told(page, moment=0, pair=1)
    shows_moment(page, 0)
    named(page, "One moment on").click()
    told(page, moment=1, pair=1)
    shows_moment(page, 1)
    within(page, ".slide").fill("6")
    told(page, moment=6, pair=1)
    shows_moment(page, 6)
    named(page, "One moment back").click()
    told(page, moment=5, pair=1)
    within(page, ".slide").press("Home")
    told(page, moment=0, pair=1)
    loss = within(page, "svg.loss")
    expect(loss).to_have_attribute("aria-label", re.compile("at epoch 0 of 10: 4.16; guessing: 6 · log 2 = 4.16"))
    loss.click(position={"x": box_of(loss)["width"] - 14, "y": 40})
    told(page, pair=1)
    shows_moment(page, LAST)
    expect(loss).to_have_attribute("aria-label", re.compile(f"of 10: {scene().curve[-1, 1]:.2f};"))
    stage(page).press("Home")
    stage(page).press("End")
    told(page, pair=1)


def test_words_of_the_map_are_asked_for_by_keys(picture):
    page, names = picture(), scene().map.names
    father, mother, son = (within(page, f".map-box button[data-word={name}]") for name in names[:3])

    def says_its_nearest(button: Locator, i: int, moment: int) -> None:
        near = ", ".join(names[j] for j in scene().map.near[moment, i])
        expect(button).to_have_attribute("aria-label", f"{names[i]}: {near}")

    father.focus()
    says_its_nearest(father, 0, LAST)
    father.press("ArrowRight")
    expect(mother).to_be_focused()
    says_its_nearest(mother, 1, LAST)
    mother.press("Enter")
    told(page, asked=("father", "river", "mother"))  # juice had been asked for longest
    shown = ("mother", "father", "river")  # where juice stood
    label = nearest(scene(asked=shown), LAST, shown)
    expect(within(page, ".near-part svg")).to_have_attribute("aria-label", label)
    father.press("Enter")  # is there already
    son.press("Enter")
    told(page, asked=("river", "mother", "son"))
    stage(page).press("Home")
    son.focus()
    says_its_nearest(son, 2, 0)


MARKED = {
    "p": ("path[data-arc][opacity='1']", 10),
    "e": (".strip-part rect[fill=none]", 1),
    "loss": ("svg.loss path[stroke-width='3.4']", 1),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_term_marks_its_part_under_the_pointer_and_in_focus(picture, name):
    page, (selector, count) = picture(), MARKED[name]
    term, part = within(page, f".term[data-term={name}]").first, within(page, selector)
    for begin, end in ((term.hover, stage(page).hover), (term.focus, term.blur)):
        expect(part).to_have_count(0)
        begin()
        expect(part).to_have_count(count)
        expect(term).to_have_class("term marked")
        expect(within(page, ".caption .read")).to_have_text(LABELS[f"said_{name}"])
        end()
        expect(within(page, ".caption .read")).to_be_empty()
