"""The picture of encoder and decoder on a phone, at other widths, in the dark, of long sentences and of markup, in Chromium."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from app.lessons.translate.seq2seq.options import CARD, TRAIN
from core.translate.options import ONE_WAY, REVERSED
from tests.browser.test_visits import INK, PHONE, faults
from tests.browser.visits import no_overflow
from tests.browser.waiting import attribute_of, box_of, quiet, result_of, result_of_all, texts_of
from tests.lessons.seq2seq.samples import FRENCH, MARKUP, MILL, isolated, read
from tests.lessons.seq2seq.seeing import OVER, apart, named, shows, stage, within


@pytest.mark.parametrize(("model", "text"), [(ONE_WAY, CARD), (FRENCH, MILL), (REVERSED, TRAIN)])
def test_on_a_phone_all_stands_one_beneath_the_other(picture, model, text):
    page = picture(name=model, text=text)
    page.set_viewport_size(PHONE)
    expect(page.locator(".seq2seq.narrow, .seq2seq .narrow")).not_to_have_count(0)
    no_overflow(page)
    for pair in (
        (".toolbar", ".stage"),
        (".stage", ".plane-part"),
        (".plane-part", ".chart-part"),
        (".lower", ".beneath"),
    ):
        apart(*(within(page, part) for part in pair))
    for part in (".stage svg", "svg.plane", "svg.chart", ".toolbar"):
        box = box_of(within(page, part).first)
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"], part
    shows(page, -1, text, model)
    assert not faults(page)
    assert not result_of_all(within(page, "svg.plane text"), OVER)
    stage(page).press("Home")
    shows(page, 1, text, model)
    no_overflow(page)


@pytest.mark.parametrize("size", [{"width": 700, "height": 900}, {"width": 1700, "height": 1000}])
def test_at_other_widths(picture, size):
    page = picture(present=1) if size["width"] > 1000 else picture()
    before = attribute_of(within(page, ".stage svg").first, "width")
    page.set_viewport_size(size)
    expect(within(page, ".stage svg").first).not_to_have_attribute("width", before)  # it is drawn anew
    no_overflow(quiet(page))
    if size["width"] < 1000:
        shows(page)
    apart(stage(page), within(page, ".plane-part"))
    assert not result_of_all(within(page, "svg.plane text"), OVER)


def test_in_the_dark(picture):
    page = picture(unit=20)
    light = result_of(within(page, ".strips image").last, "node => node.getAttribute('href')")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator(".seq2seq.dark, .dark .seq2seq, .seq2seq .dark").first).to_be_attached()
    assert result_of(page, INK) > 8 and not faults(page)
    shows(page)
    assert result_of(within(page, ".strips image").last, "node => node.getAttribute('href')") != light


def test_what_looks_like_markup_is_text(picture):
    page, found = picture(text=MARKUP), read(text=MARKUP)
    named(page, "table").click()
    expect(within(page, "b").filter(has_text=re.compile("^See$"))).to_have_count(0)
    expect(within(page, ".table-box tbody th").first).to_have_text(found.words[0])
    assert texts_of(within(page, ".table-box table").first.locator("tbody th")) == list(found.words)
    assert isolated(MARKUP) in attribute_of(within(page, "svg.plane"), "aria-label")
    no_overflow(page)


@pytest.mark.parametrize("words", [1, 30, 41])
def test_words_do_not_lie_over_one_another(picture, words):
    text = " ".join(("we see him and her in the old garden " * 5).split()[:words]) + "."
    page, found = picture(text=text), read(text=text)
    shows(page, -1, text)
    if words == 1:
        assert not result_of_all(within(page, ".stage svg text"), OVER)
    heads = result_of_all(
        within(page, ".stage [data-word]"),
        "nodes => nodes.map(node => [node.dataset.word, Number(node.getAttribute('x'))])",
    )
    for kind in "xy":
        places = [x for word, x in heads if word.startswith(kind)]
        assert min(np.diff(places), default=99) > 8.5, "thinned where there are many"
    assert any(word == f"x{len(found.source) - 1}" for word, _ in heads), "the end is always named"
    no_overflow(page)
