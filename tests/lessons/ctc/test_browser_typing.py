"""The picture of CTC in Chromium: a label typed letter by letter, refused letters, labels of the beam, orders of the page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from app.lessons.speech.ctc.picture import LONGEST, Rest
from core.speech import ctc
from tests.browser.waiting import after, holds, result_of
from tests.lessons.ctc.picturing import alone, field, field_said, named, shows, stage, told, within
from tests.lessons.ctc.saying import DEFAULT, LABELS, beside, by_core, counted, numbers

# Types labels one after the other; gives what stands there for each of them, two frames later.
SWEEP = """async (field, texts) => {
  const root = field.closest(".ctc"), out = [], frame = () => new Promise(requestAnimationFrame);
  const said = (part) => [...root.querySelectorAll(part)].map((one) => one.textContent);
  field.focus();
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await frame().then(frame);
    out.push([root.dataset.label, said(".side-marks > text").at(-1), said(".numbers > div").at(-1), said(".side-marks > text")]);
  }
  return out;
}"""
CARET = "(node, place) => node.selectionStart === place && node.selectionEnd === place"


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def needs(name: str, label: str) -> str:
    it = by_core(name, Rest(0, label))
    needed, key = ctc.needed(it.symbols), "needs"
    if needed == 1:
        key = "needs_one"
    return LABELS[key].format(needed=needed, frames=len(it.top))


def test_each_letter_is_added_up_at_once_and_the_page_is_told_at_last(picture):
    """By the browser alone: what it is sent holds no trellis (test_picture.py)."""
    page, text = picture(), "the quick book's"
    texts = [text[:length] for length in (*range(1, len(text) + 1), 9, 3, 16)]
    for one, (label, loss, line, said) in zip(texts, result_of(field(page), SWEEP, texts), strict=True):
        it = by_core("quick", replace(DEFAULT, label=one))
        assert (label, loss, line) == (one, beside(it)[-1], numbers(it)[-1])
        assert counted(ctc.paths(60, it.symbols)) in said
    rest = replace(DEFAULT, label=text)
    told(page, rest)
    shows(page, "quick", rest)
    expect(field(page)).to_have_value(text)
    expect(field_said(page)).to_have_text(needs("quick", text))


def test_the_caret_stays_where_one_types(picture):
    page = picture()
    field(page).press("Home")
    within(page, ".beam-row").first.hover()
    expect(page.locator(".ctc")).not_to_have_attribute("data-label", "the quick")
    expect(field(page)).to_have_value("the quick")
    holds(field(page), CARET, 0)
    within(page, ".status").hover()
    for _ in range(4):
        field(page).press("ArrowRight")
    for letters, text in (
        ("so ", "the so quick"),
        ("OK", "the so okquick"),
        ("1", "the so okquick"),
        ("’", "the so ok'quick"),
    ):
        field(page).press_sequentially(letters)
        expect(field(page)).to_have_value(text)
        holds(field(page), CARET, text.index("quick"))
        told(page, replace(DEFAULT, label=text))
        holds(field(page), CARET, text.index("quick"))
    shows(page, "quick", replace(DEFAULT, label=text))
    field(page).press("Escape")
    expect(stage(page)).to_be_focused()


def test_letters_that_are_typed_while_the_page_answers_stay(picture):
    page = picture()
    field(page).press("End")
    for letters in (" a", "nd", " t", "hen"):
        field(page).press_sequentially(letters)
        field(page).press("Enter")
    field(page).press_sequentially(" so")
    field(page).press("ArrowLeft")
    rest = replace(DEFAULT, label="the quick and then so")
    told(page, rest)
    expect(field(page)).to_have_value(rest.label)
    holds(field(page), CARET, len(rest.label) - 1)
    shows(page, "quick", rest)


def test_what_is_being_composed_waits_until_it_is_a_word(picture):
    page = picture()
    field(page).press("End")
    keys = page.context.new_cdp_session(page)
    for text in ("k", "か", "かn"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    expect(field(page)).to_have_value("the quickかn")
    told(page, DEFAULT)
    keys.send("Input.insertText", {"text": "kana"})
    rest = replace(DEFAULT, label="the quickkana")
    told(page, rest)
    shows(page, "quick", rest)


def test_refused_letters_and_too_many_are_said(picture):
    page = picture()
    for text, kept, said in (
        ("It’s 3 Éclairs!", "it's  clairs", LABELS["only_letters"]),
        ("quack", "quack", needs("quick", "quack")),
        ("a", "a", needs("quick", "a")),
        ("<b>&", "b", LABELS["only_letters"]),
        ("ab" * 40, "ab" * (LONGEST // 2), LABELS["too_long"].format(most=LONGEST)),
        ("ba" * 30, "ba" * 30, needs("quick", "ba" * 30)),
        ("aab" * 18, "aab" * 18, LABELS["too_short"].format(needed=72, frames=60)),
    ):
        field(page).fill(text)
        expect(field(page)).to_have_value(kept)
        expect(field_said(page)).to_have_text(said)
        expect(page.locator(".ctc")).to_have_attribute("data-label", kept)
    rest = replace(DEFAULT, label="aab" * 18)
    told(page, rest)
    assert not shows(page, "quick", rest).path
    expect(field_said(page)).to_have_class("field-said wrong")
    stage(page).press("ArrowDown")
    stage(page).press("ArrowLeft")
    told(page, replace(rest, step=47))
    shows(page, "quick", replace(rest, step=47))


def test_an_emptied_label_is_what_the_search_has_found(picture):
    page = picture(label="quack")
    field(page).fill("")
    told(page, DEFAULT)
    expect(field(page)).to_have_value("")
    expect(field(page)).to_have_attribute("placeholder", "the quick")
    shows(page, "quick", DEFAULT)
    stage(page).focus()
    expect(field(page)).to_have_value("the quick")


def test_what_the_page_sets_replaces_what_is_being_typed(picture):
    page, second = picture(), Rest(20, "quack")
    for label in ("xyz", "quack"):
        field(page).fill(label)
        told(page, replace(DEFAULT if label == "xyz" else second, label=label))
        after(page, named(page, "Second").click)
        told(page, second)
        expect(field(page)).to_have_value("quack")
        shows(page, "quick", second)


def test_another_sound_takes_its_own_label_and_frame(picture):
    page = picture(label="")
    stage(page).press("End")
    told(page, Rest(59))
    after(page, page.get_by_text("Other sound").click)
    told(page, Rest(39))
    shows(page, "hello", Rest(39))
    expect(field(page)).to_have_value("hello")


# Labels of the beam


def test_a_row_of_the_beam_becomes_the_label(picture):
    page, found = picture(step=59), by_core("quick", Rest(59)).beam.at(59, 5)
    rows = within(page, ".beam-row:visible")
    rows.nth(1).hover()
    expect(page.locator(".ctc")).to_have_attribute("data-label", "the quik")
    expect(field(page)).to_have_value("the quick")
    within(page, ".status").hover()
    expect(page.locator(".ctc")).to_have_attribute("data-label", "the quick")
    for place, label in ((1, "the quik"), (0, "the quick")):
        rows.nth(place).press("Enter")
        expect(field(page)).to_have_value(label)
        within(page, ".status").hover()
        told(page, Rest(59, label))
        it = shows(page, "quick", Rest(59, label))
        assert it.symbols == found[place].labels
    stage(page).press("Home")
    rows.nth(0).press("Enter")
    told(page, Rest(0))
    shows(page, "quick", Rest(0))
