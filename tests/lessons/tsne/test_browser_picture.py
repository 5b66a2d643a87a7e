"""The map of points in Chromium: it moves, says true neighbours, and gives back what was chosen."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_visits import PHONE
from tests.browser.visits import no_overflow
from tests.browser.waiting import after, box_of, quiet, result_of, result_of_all
from tests.lessons.tsne.samples import film

DRAWN = "canvas => canvas.toDataURL()"
KEPT = "nodes => nodes.map(node => node.dataset.kept === 'true')"


@pytest.fixture
def points(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    def open_it(**address: object) -> Page:
        quiet_page.goto(harness("tsne", **address))
        expect(status(quiet(quiet_page))).to_be_visible()
        return quiet(quiet_page)

    return open_it


def stage(page: Page) -> Locator:
    return page.locator(".point-map .stage")


def status(page: Page) -> Locator:
    return page.locator(".point-map .status")


def picture(page: Page) -> str:
    """What is drawn, once it rests."""
    return result_of(page.locator(".point-map canvas").first, DRAWN)


def kept(made, point: int) -> list[bool]:
    """Which of a point's true neighbours are among as many nearest on the map, by plain sorting."""
    Y = made.frames[-1]
    away = ((Y - Y[point]) ** 2).sum(axis=1)
    mapped = np.argsort(away)[1 : 1 + made.near.shape[1]]
    return [int(j) in mapped for j in made.near[point]]


def test_pinning_shows_true_neighbours_and_which_were_kept(points):
    page, made = points(count=60), film(60, k=10, seed=0)
    point = next(i for i in range(60) if 3 < sum(kept(made, i)) < 9)
    page.locator(".point-map .find").fill(f"w{point}")
    page.locator(".point-map .find").press("Enter")
    expect(page.locator(".point-map .near li bdi")).to_have_text([f"w{j}" for j in made.near[point]])
    expect(page.get_by_text(f"rest -1 {point}")).to_be_visible()
    assert result_of_all(page.locator(".point-map .near .word"), KEPT) == kept(made, point)


def test_keys_go_through_the_film_and_the_neighbours(points):
    page, made = points(count=60), film(60, k=10, seed=0)
    stage(page).press("Home")
    expect(status(page)).to_have_text("iteration 0 of 400")
    expect(page.get_by_text("rest 0 -1")).to_be_visible()
    stage(page).press("ArrowRight")
    expect(status(page)).to_have_text("iteration 100 of 400")
    stage(page).press("Enter")
    stage(page).press("ArrowDown")
    stage(page).press("Enter")
    expect(page.get_by_text(f"rest 1 {made.near[0, 0]}")).to_be_visible()
    stage(page).press("Escape")
    expect(page.get_by_text("rest 1 -1")).to_be_visible()


def test_lasso_gives_the_points_inside(points):
    page = points(count=60)
    page.get_by_role("button", name="Select by drawing around").click()
    box = box_of(stage(page))
    x, y, w, h = box["x"], box["y"], box["width"], box["height"]
    page.mouse.move(x + 2, y + 2)
    page.mouse.down()
    for at in ((x + w - 3, y + 2), (x + w - 3, y + h - 3), (x + 2, y + h - 3)):
        page.mouse.move(*at, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Map only these").click()
    expect(page.get_by_text("chosen 60")).to_be_visible()


def test_new_frames_glide_and_the_picture_stays(points):
    page = points(count=300, live=1)
    result_of(page.locator(".point-map"), "node => { node.mark = 1; }")
    before = picture(page)
    after(page, page.get_by_role("button", name="Newer frame").click)
    assert picture(page) != before
    assert result_of(page.locator(".point-map"), "node => node.mark") == 1


def test_three_dimensions_turn(points):
    page = points(count=60, dimensions=3)
    before, box = picture(page), box_of(stage(page))
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 180, steps=5)
    page.mouse.up()
    assert picture(page) != before


def test_axe_and_a_phone(points):
    page = points(count=60)
    page.get_by_role("button", name="Table").click()
    expect(page.locator(".point-map .table-box")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        found = Axe().run(quiet(page), context="[data-testid=stBidiComponentIsolated]").response["violations"]
        assert [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]] == []
    page.set_viewport_size(PHONE)
    expect(page.locator(".point-map")).to_have_class(re.compile(r"\bnarrow\b"))
    no_overflow(page)
