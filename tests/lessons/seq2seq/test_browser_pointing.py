"""What the picture of encoder and decoder tells where it is pointed at and pressed, in Chromium."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.waiting import result_of
from tests.lessons.seq2seq.samples import LABELS, chance, isolated, name, percent, read, two, unit_said, without_said
from tests.lessons.seq2seq.samples import after as weighed
from tests.lessons.seq2seq.seeing import boxes, column, hover, is_said, named, row, shows, stage, tip, told, within

R, T = 10, 11  # pieces of the first sentence, and of its translation


def test_a_number_of_c_tells_what_the_words_become_without_it(picture):
    page, found = picture(step=R + 6), read()
    unit = int(np.abs(found.zeroed[:, 5] - np.exp(found.log_probabilities[5])).argmax())
    for one in (unit, 0, 255):
        hover(page, *row(page, one))
        expect(tip(page).locator("div")).to_have_text(
            [unit_said(found, one), without_said(found, one, 5), LABELS["pin"]]
        )
    stage(page).click(position=dict(zip("xy", row(page, unit), strict=True)))
    told(page, R + 6, unit)
    is_said(page, R + 6, unit)
    within(page, ".status").hover()
    expect(tip(page)).to_be_hidden()
    p = np.exp(found.log_probabilities)
    changed = [t for t in range(6) if weighed(found, t, unit) != chance(p[t])]
    marks = boxes(within(page, ".stage [data-without]"))
    assert list(marks) == [str(t) for t in changed] and 5 in changed
    for t in changed:
        assert marks[str(t)]["height"] == pytest.approx(max(1, 27 * round(float(found.zeroed[unit, t]), 2)), abs=0.11)
    expect(stage(page)).to_contain_text(f"{chance(p[5])} → {weighed(found, 5, unit)}")
    stage(page).press("Escape")
    told(page, R + 6)
    expect(within(page, ".stage [data-without]")).to_have_count(0)


def test_numbers_of_c_by_keys(picture):
    page = picture()
    stage(page).press("ArrowDown")
    told(page, unit=0)
    is_said(page, -1, 0)
    stage(page).press("ArrowUp")
    stage(page).press("Escape")
    told(page)
    stage(page).press("ArrowUp")
    told(page, unit=255)
    stage(page).press("ArrowLeft")
    told(page, R + T - 1, 255)
    expect(within(page, ".stage [data-unit]")).to_have_count(1)


def test_parts_tell_what_they_are(picture):
    page, found = picture(step=R + 6), read()
    unit = 128
    for i in (0, 4, 9):
        hover(page, *column(page, i, (unit + 0.5) / 256))
        value = two(float(np.rint(100 * found.encoder[i, unit])) / 100)
        expect(tip(page)).to_have_text(LABELS["value"].format(state=f"a⟨{i + 1}⟩", number=unit + 1, value=value))
    for t in (0, 5):
        hover(page, *column(page, t, (unit + 0.5) / 256, "written"))
        value = two(float(np.rint(100 * found.states[t, unit])) / 100)
        expect(tip(page)).to_have_text(LABELS["value"].format(state=f"s⟨{t + 1}⟩", number=unit + 1, value=value))
        x, _ = column(page, t, kind="bar")
        hover(page, x, boxes(within(page, ".stage [data-written]"))["0"]["y"] - 4)
        five = zip(found.next_probabilities[t][:5], found.next_words[t][:5], strict=True)
        expect(tip(page).locator("div")).to_have_text(
            [f"{chance(round(float(p), 4))} {isolated(name(w))}" for p, w in five]
        )
    lost = boxes(within(page, ".stage [data-lost]"))
    for w in (0, 7):
        hover(page, lost[str(w)]["x"] + lost[str(w)]["width"] / 2, lost[str(w)]["y"] + 2)
        expect(tip(page)).to_have_text(
            LABELS["lost_word"].format(word=isolated(found.words[w]), by=percent(float(found.left_out[w])))
        )
    x, _ = column(page, 5, kind="written")
    box = boxes(within(page, ".stage [data-written]"))["5"]
    hover(page, x, box["y"] + box["height"] + 10)
    expect(tip(page)).to_contain_text(LABELS["feeds"].format(step=7))


def test_a_press_goes_to_the_step(picture):
    page = picture()
    stage(page).click(position=dict(zip("xy", column(page, 2), strict=True)))
    told(page, 3)
    shows(page, 3)
    named(page, "to_end").click()
    stage(page).click(position=dict(zip("xy", column(page, 3, kind="written"), strict=True)))
    told(page, R + 4)
    shows(page, R + 4)


@pytest.mark.parametrize(
    ("term", "part"),
    [
        ("a", "[data-column='3']"),
        ("s", "[data-written='3']"),
        ("P", "[data-bar='3']"),
        ("y", "[data-arc='3']"),
        ("c", "[data-vector]"),
    ],
)
def test_a_term_marks_its_part(picture, term, part):
    page = picture()
    before = result_of(within(page, f".stage {part}"), "node => node.outerHTML")
    node = within(page, f".term[data-term={term}]")
    for begin, end in ((node.hover, within(page, ".status").hover), (node.focus, node.blur)):
        begin()
        assert result_of(within(page, f".stage {part}"), "node => node.outerHTML") != before
        expect(within(page, f".term[data-term={term}]")).to_have_class(re.compile("marked"))
        end()
        assert result_of(within(page, f".stage {part}"), "node => node.outerHTML") == before
    hover(page, *column(page, 3))
    expect(within(page, ".term[data-term=a]")).to_have_class(re.compile("marked"))
