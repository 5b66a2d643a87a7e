"""The panels of the picture of GloVe in Chromium: f and its knee, the fit and its film, the ratios, the formula's terms."""

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import attribute_of, box_of, result_of, result_of_all
from tests.lessons.glove.picturing import alone, at, named, shows, told, within
from tests.lessons.glove.samples import (
    LABELS,
    USUAL,
    Cell,
    cell,
    count,
    counts,
    epoch,
    fixed,
    pair,
    scene,
    weight,
)  # fmt: skip

FIRST = scene()
JUICE = len(FIRST.counted.read) + 6
END = len(FIRST.fit.epochs) - 1
POINTS = "all => all.map(point => ['cx', 'cy'].map(name => Number(point.getAttribute(name))))"
LINE = "path => path.getAttribute('d').match(/-?[\\d.]+/g).map(Number)"


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


# f and its knee


def weighs(page: Page, x_max: float, stop: int = JUICE) -> None:
    """The pinned cell stands on the curve, which begins at f(0) = 0 and has its knee where f is 1."""
    x = counts(FIRST, USUAL, stop)[6, 5]
    f = min(1, (x / x_max) ** 0.75)
    (px, py), line = result_of_all(within(page, "[data-pinned=weight]"), POINTS)[0], result_of(
        within(page, "[data-curve]"), LINE
    )  # fmt: skip
    (left, base), (knee, top) = line[:2], line[-4:-2]
    assert px == pytest.approx(min(left + (knee - left) * x / x_max, line[-2]), abs=0.3)
    assert py == pytest.approx(base + (top - base) * f, abs=0.3)
    handle = box_of(within(page, ".knee-handle"))
    drawn = box_of(within(page, ".weight-part svg"))
    assert handle["x"] + 11 - drawn["x"] == pytest.approx(knee, abs=1)
    expect(within(page, ".weight-part text[data-term=f]")).to_have_text(f"f({count(x)}) = {weight(f)}")
    expect(within(page, ".knee-handle")).to_have_attribute("aria-valuetext", LABELS["knee"].format(x=f"{x_max:g}"))


def test_the_knee_by_its_slider_and_by_keys(picture):
    page = picture()
    handle = within(page, ".knee-handle")
    weighs(page, 100)
    slider = within(page, ".slide.knee")
    slider.press("End")
    told(page, at(JUICE, x_max=1000.0))
    weighs(page, 1000)
    slider.press("ArrowLeft")
    told(page, at(JUICE, x_max=900.0))
    for key, x_max in (("Home", 1.0), ("ArrowRight", 1.1), ("PageUp", 2.2), ("End", 1000.0), ("PageDown", 500.0)):
        handle.press(key)
        told(page, at(JUICE, x_max=x_max))
        expect(slider).to_have_attribute("aria-valuetext", f"{x_max:g}")
    weighs(page, 500)
    shows(page, at(JUICE, x_max=500.0), JUICE)


def test_the_knee_is_dragged_and_the_page_is_told_once_it_is_let_go(picture):
    page = picture()
    drawn, handle = box_of(within(page, ".weight-part svg")), box_of(within(page, ".knee-handle"))
    line = result_of(within(page, "[data-curve]"), LINE)
    unit = (line[-4] - line[0]) / 100
    page.mouse.move(handle["x"] + 11, handle["y"] + 11)
    page.mouse.down()
    page.mouse.move(drawn["x"] + line[0] + 40 * unit, handle["y"] + 30, steps=5)
    expect(within(page, ".slide.knee")).to_have_attribute("aria-valuetext", "40")
    expect(page.get_by_text("x_max=100.0")).to_be_visible()
    page.mouse.up()
    told(page, at(JUICE, x_max=40.0))
    weighs(page, 40)
    share = "all => all.map(point => point.getAttribute('fill'))"
    assert len({*result_of_all(within(page, ".fit-part svg > g:nth-of-type(2) circle"), share)}) > 10


def test_a_tick_for_every_count_that_there_is_room_for(picture):
    page = picture(step=-1, x_max=20)
    X = counts(FIRST, USUAL, -1)
    beyond = int((X > 40).sum())
    expect(within(page, ".weight-part svg")).to_contain_text(LABELS["beyond"].format(count=beyond))
    ticks = int(attribute_of(within(page, "[data-rug]"), "data-rug"))
    assert ticks == len({*X[(X > 0) & (X <= 40)].tolist()})


# The fit


def lies(page: Page, moment: int, x_max: float = 100.0) -> None:
    """Every point stands at log X and at what the vectors say, on the scales in which the diagonal is where both agree."""
    fit = FIRST.fit
    made = [Cell(fit, s, moment, x_max) for s in range(len(fit.x))]
    points = np.array(result_of_all(within(page, ".fit-part svg > g:nth-of-type(2) circle"), POINTS))
    log, said = np.array([one.log for one in made]), np.array([one.sum for one in made])
    assert points.shape == (len(made), 2) and np.ptp(log) > 3
    across, left = np.polyfit(log, points[:, 0], 1)
    np.testing.assert_allclose(points[:, 0], left + across * log, atol=0.12)
    x0, y0, x1, y1 = result_of(within(page, "[data-diagonal]"), LINE)
    up, base = (y1 - y0) / ((x1 - x0) / across), y0 - (y1 - y0) / (x1 - x0) * (x0 - left)
    np.testing.assert_allclose(points[:, 1], base + up * said, atol=0.35)
    assert across > 5 and up < -5
    said_of = LABELS["fit_said"].format(count=len(made), moment=epoch(FIRST, moment))
    expect(within(page, ".fit-part svg")).to_have_attribute("aria-label", said_of)


def costs(page: Page, moment: int) -> None:
    """J and how far the training is, beneath the picture."""
    J, first = (f"{math.floor(float(np.float32(FIRST.fit.cost[i])) + 0.5):,}" for i in (moment, 0))
    values = {"cost": J, "epoch": epoch(FIRST, moment), "first": first, "cells": f"{FIRST.fit.nonzeros:,}"}
    beneath = within(page, ".numbers > div")
    expect(beneath.nth(2)).to_have_text(LABELS["cost" if moment else "cost_first"].format(**values))
    near = FIRST.nearest
    for word, row in zip(near.asked, near.answers[moment], strict=True):
        if word in near.asked[:2]:
            found = ", ".join(f"\u2068{near.names[i]}\u2069" for i in row[: 3 if word == near.asked[0] else 2])
            expect(beneath.last).to_contain_text(f"“\u2068{word}\u2069”: {found}")


def test_the_fit_at_its_moments(picture):
    page = picture()
    lies(page, END)
    costs(page, END)
    slider = within(page, ".slide.moment")
    slider.press("Home")
    told(page, at(JUICE, moment=0))
    lies(page, 0)
    costs(page, 0)
    slider.fill("3")
    told(page, at(JUICE, moment=3))
    lies(page, 3)
    costs(page, 3)
    shows(page, at(JUICE, moment=3), JUICE)
    slider.press("End")
    told(page, at(JUICE))


def test_the_film_plays_to_its_end_and_from_there_anew(picture):
    page = picture(moment=END - 1)
    page.emulate_media(reduced_motion="no-preference")
    named(page, LABELS["film_play"]).click()
    told(page, at(JUICE))
    lies(page, END)
    named(page, LABELS["film_play"]).click()
    expect(named(page, LABELS["film_pause"])).to_be_visible()
    expect(within(page, ".value.moment")).not_to_have_text(epoch(FIRST, END))
    named(page, LABELS["film_pause"]).click()
    expect(page.get_by_text(re.compile(r" moment=\d+ "))).to_be_visible()
    expect(named(page, LABELS["film_play"])).to_be_visible()


def test_what_is_pinned_has_its_way_to_the_diagonal(picture):
    page, one = picture(), cell(FIRST, "juice", "orange")
    (x, y), (x0, y0, x1, y1) = result_of_all(within(page, "[data-pinned=fit]"), POINTS)[0], result_of(
        within(page, "[data-residual]"), LINE
    )  # fmt: skip
    a0, b0, a1, b1 = result_of(within(page, "[data-diagonal]"), LINE)
    assert (x0, y0) == pytest.approx((x, y), abs=0.1) and x1 == pytest.approx(x, abs=0.1)
    assert y1 == pytest.approx(b0 + (b1 - b0) * (x - a0) / (a1 - a0), abs=0.3), "it ends on the diagonal"
    expect(within(page, ".fit-part text[data-term=J]")).to_have_text(
        ("+" if one.residual > 0 else "") + fixed(one.residual)
    )


def test_a_point_tells_of_its_cell_and_pins_it(picture):
    page, fit, words = picture(), FIRST.fit, FIRST.counted.words
    points = result_of_all(within(page, ".fit-part svg > g:nth-of-type(2) circle"), POINTS)
    names = [(fit.names[i], fit.names[j]) for i, j in zip(fit.left, fit.right, strict=True)]
    away = np.linalg.norm(np.array(points)[:, None] - np.array(points), axis=-1) + 99 * np.eye(len(points))
    alone_at = sorted(range(len(names)), key=lambda s: -away[s].min())
    mine = next(s for s in alone_at if {*names[s]} <= {*words} and names[s] != ("juice", "orange"))
    other = next(s for s in alone_at if not {*names[s]} <= {*words})
    box = box_of(within(page, ".fit-part svg"))
    for s in (other, mine):
        page.mouse.move(box["x"] + points[s][0], box["y"] + points[s][1])
        one = Cell(fit, s, END, 100)
        expect(within(page, ".tip > div").first).to_have_text(f"{pair(*names[s])}: X = {count(one.x)}")
        expect(within(page, ".tip > div").last).to_have_text(f"{LABELS['residual']} {fixed(one.residual)}")
        page.mouse.down()
        page.mouse.up()
    told(page, at(JUICE, row=names[mine][0], column=names[mine][1]))
    shows(page, at(JUICE, row=names[mine][0], column=names[mine][1]), JUICE)
