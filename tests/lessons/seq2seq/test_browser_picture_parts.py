"""Beneath the columns, in Chromium: the plane of sentences, BLEU by length, formula, table and files."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from app.lessons.translate.seq2seq.options import CARD, HOMEWORK, TRAIN
from core.translate.options import ONE_WAY, REVERSED
from tests.browser.test_visits import faults
from tests.browser.visits import is_drawn_twice_as_large
from tests.browser.waiting import after, attribute_of, each, result_of_all, text_of, texts_of
from tests.lessons.seq2seq.samples import (
    FRENCH,
    LABELS,
    MARKUP,
    MILL,
    chance,
    isolated,
    lengths,
    maps,
    name,
    percent,
    read,
    two,
)  # fmt: skip
from tests.lessons.seq2seq.samples import after as weighed
from tests.lessons.seq2seq.seeing import OVER, dot, is_numbered, named, numbers, shows, tip, told, within

R, T = 10, 11
SPOTS = """nodes => nodes.map(node => { const { left, top, right, bottom } = node.getBoundingClientRect();
  return [(left + right) / 2, (top + bottom) / 2]; })"""


# The plane


@pytest.mark.parametrize(
    ("model", "text", "kind"),
    [(ONE_WAY, CARD, "paraphrases"), (ONE_WAY, CARD, "card"), (REVERSED, HOMEWORK, "admires"), (FRENCH, MILL, "paraphrases")],
)  # fmt: skip
def test_sentences_stand_where_core_puts_them(picture, model, text, kind):
    page, found = picture(name=model, text=text, map=kind), maps(model, text)[kind]
    spots = np.array(result_of_all(within(page, ".dot"), SPOTS))
    own = np.array(result_of_all(within(page, "[data-own]"), SPOTS))
    there, at = np.vstack((spots, own)), np.vstack((found.at, found.own))
    for axis, way in ((0, 1), (1, -1)):
        slope, first = np.polyfit(at[:, axis], there[:, axis], 1)
        np.testing.assert_allclose(there[:, axis], first + slope * at[:, axis], atol=1.2)
        assert slope * way > 0
    said = LABELS["dot_said"]
    names = [
        said.format(text=isolated(one), near=two(round(float(near), 4)), apart=two(round(float(far), 4)))
        for one, near, far in zip(found.texts, found.near, found.apart, strict=True)
    ]
    assert [attribute_of(one, "aria-label") for one in each(within(page, ".dot"))] == names
    assert not result_of_all(within(page, "svg.plane text"), OVER), "names lie over one another"
    expect(within(page, "svg.plane")).to_contain_text(LABELS["plane"].format(share=percent(found.shown)))
    expect(within(page, "svg.plane [data-group]")).to_have_count(len(set(found.groups.tolist()) - {-1}))
    best, worst = int(found.near.argmax()), int(found.near.argmin())
    if text not in found.texts:
        assert f"= {two(float(found.near[best]))}" in text_of(numbers(page).nth(2))
        assert f"= {two(float(found.near[worst]))}" in text_of(numbers(page).nth(3))


def test_among_sentences_of_its_own_group_the_nearest_of_the_group_is_named(picture):
    page, found = picture(map="card"), maps()["card"]
    same = [i for i in range(6) if found.groups[i] == found.groups[0] and i]
    best = max(same, key=lambda i: found.near[i])
    expect(numbers(page).nth(2)).to_contain_text(f"= {two(float(found.near[best]))}")
    expect(numbers(page).nth(2)).to_contain_text(found.texts[best][:20])
    expect(within(page, "svg.plane")).to_have_attribute("aria-label", re.compile(re.escape(found.texts[best])))


def test_a_sentence_is_pointed_at_and_loaded(picture):
    page, found = picture(step=4), maps()["paraphrases"]
    expect(within(page, "svg.plane [data-own]")).to_have_count(0)
    within(page, ".plane-box").hover(position=dot(page, 3))
    near = LABELS["dot_far"].format(near=two(float(found.near[3])), apart=two(float(found.apart[3])))
    expect(tip(page).locator("div")).to_have_text([isolated(found.texts[3]), near, LABELS["dot_load"]])
    after(page, lambda: within(page, ".plane-box").click(position=dot(page, 3)))
    told(page, 4, text=found.texts[3])
    shows(page, 4, found.texts[3])
    within(page, ".toolbar .slide").fill("30")
    shows(page, -1, found.texts[3])
    expect(within(page, "svg.plane [data-own]")).to_have_attribute("fill", "none")
    within(page, ".plane-box").hover(position=dot(page, 3))
    expect(tip(page).locator("div")).to_have_text([isolated(found.texts[3]), LABELS["dot_own"]])


def test_sentences_by_keys_and_the_maps(picture):
    page = picture()
    page.get_by_role("button", name=LABELS["map_admires"], exact=True).click()
    told(page, shown="admires")
    expect(within(page, ".dot")).to_have_count(6)
    dots = within(page, ".dot")
    dots.first.focus()
    dots.first.press("ArrowRight")
    expect(dots.nth(1)).to_be_focused()
    dots.nth(1).press("End")
    expect(dots.nth(5)).to_be_focused()
    expect(tip(page)).to_contain_text(maps()["admires"].texts[5])
    dots.nth(5).press("Escape")
    expect(tip(page)).to_be_hidden()
    after(page, lambda: dots.nth(5).press("Enter"))
    text = maps()["admires"].texts[5]
    told(page, shown="admires", text=text)
    shows(page, -1, text)
    is_numbered(page, len(read(text=text).source) + len(read(text=text).target), text, ONE_WAY)
    expect(within(picture(name=FRENCH, text=MILL), ".maps")).to_be_hidden()


# BLEU by length, formula, table, files


@pytest.mark.parametrize(("model", "text"), [(ONE_WAY, CARD), (REVERSED, TRAIN), (FRENCH, MILL)])
def test_bleu_by_length(picture, model, text):
    page, bins = picture(name=model, text=text), lengths(model)
    lines = within(page, "svg.chart [data-line]")
    assert {attribute_of(line, "data-line") for line in each(lines)} == set(bins)
    order = {ONE_WAY: "as_it_stands", REVERSED: "reversed", FRENCH: "both_ways"}[model]
    for line, rows in bins.items():
        node = within(page, f'svg.chart [data-line="{line}"]')
        y = [float(pair.split()[1]) for pair in re.split("[ML]", attribute_of(node, "d"))[1:]]
        bleu = [one.bleu for one in rows]
        assert np.corrcoef(y, bleu)[0, 1] < -0.999 and len(y) == len(bleu)
        assert (attribute_of(node, "stroke-dasharray") is None) == (line == order)
    for place in (0, 5):
        within(page, f'svg.chart [data-bin="{order} {place}"]').hover()
        said = []
        for line in sorted(bins, key=lambda line: line != order):
            one = bins[line][place]
            values = {"bleu": f"{one.bleu:.1f}", "half": f"{one.half_width:.1f}", "sentences": f"{one.sentences:,}"}
            told_there = LABELS["bin"].format(span=one.span, **values)
            said.append(LABELS["chart_line"].format(name=LABELS[f"order_{line}"], bins=told_there))
        expect(tip(page).locator("div")).to_have_text(said)
    count = sum(any(map(str.isalnum, word)) for word in text.split())
    expect(within(page, "svg.chart [data-here]")).to_have_attribute("data-here", str(count))
    assert not result_of_all(within(page, "svg.chart text"), OVER)


def test_the_table_says_the_same(picture):
    page, found = picture(step=R + 6, unit=7), read()
    named(page, "table").click()
    words, written, where, bleu = each(within(page, ".table-box table"))
    for w, line in enumerate(each(words.locator("tbody tr"))):
        cells = [found.words[w], ", ".join(str(i + 1) for i in found.places[w]), percent(float(found.left_out[w]))]
        assert texts_of(line.locator("th, td")) == cells
    p = np.exp(found.log_probabilities)
    lines = each(written.locator("tbody tr"))
    assert len(lines) == 6
    for t, line in enumerate(lines):
        five = zip(found.next_words[t][:5], found.next_probabilities[t][:5], strict=True)
        likeliest = ", ".join(f"{name(word)} {chance(round(float(q), 4))}" for word, q in five)
        cells = [
            name(found.target[t]),
            chance(p[t]),
            two(float(found.log_probabilities[t])),
            likeliest,
            weighed(found, t, 7),
        ]
        assert texts_of(line.locator("th, td")) == cells
    map_ = maps()["paraphrases"]
    for i, line in enumerate(each(where.locator("tbody tr"))):
        group = "–" if map_.groups[i] < 0 else str(map_.groups[i] + 1)
        cells = [map_.texts[i], group, two(round(float(map_.near[i]), 4)), two(round(float(map_.apart[i]), 4))]
        assert texts_of(line.locator("th, td")) == cells
    for i, line in enumerate(each(bleu.locator("tbody tr"))):
        cells = [f"{bins[i].bleu:.1f} ± {bins[i].half_width:.1f}" for bins in lengths().values()]
        assert texts_of(line.locator("th, td")) == [lengths()["reversed"][i].span, *cells]
    assert not faults(page)
    named(page, "table").click()
    expect(within(page, ".table-box")).to_be_hidden()


def test_the_pictures_can_be_saved(picture, tmp_path):
    page = picture(text=MARKUP, unit=3)
    with page.expect_download() as given:
        named(page, "save_svg").click()
    text = given.value.path().read_text("utf-8")
    assert (
        text.startswith("<svg")
        and len(re.findall("<image", text)) > 20
        and "<b>" not in text
        and given.value.suggested_filename.endswith(".svg")
    )
    with page.expect_download() as given:
        named(page, "save_png").click()
    given.value.save_as(tmp_path / "x.png")
    is_drawn_twice_as_large(tmp_path / "x.png", text)
