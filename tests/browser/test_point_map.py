"""The map of points in Chromium: it moves, says true neighbours, and gives back what was chosen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.app.point_samples import film
from tests.browser.visits import WAIT, no_overflow, rested

pytestmark = pytest.mark.browser
HARNESS = Path(__file__).parent / "harness" / "points.py"


@pytest.fixture
def points(quiet_page: Page, serve: Callable[[Path], str]) -> Callable[..., Page]:
    url = serve(HARNESS)

    def open_it(**address: object) -> Page:
        quiet_page.goto(f"{url}/?{'&'.join(f'{name}={value}' for name, value in address.items())}")
        quiet_page.locator(".point-map .status").wait_for(timeout=WAIT)
        return rested(quiet_page)

    return open_it


def stage(page: Page):
    return page.locator(".point-map .stage")


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
    expect(page.get_by_text(f"rest -1 {point}")).to_be_visible(timeout=WAIT)
    found = page.locator(".point-map .near .word").evaluate_all(
        "nodes => nodes.map(node => node.dataset.kept === 'true')"
    )
    assert found == kept(made, point)


def test_keys_go_through_the_film_and_the_neighbours(points):
    page, made = points(count=60), film(60, k=10, seed=0)
    stage(page).press("Home")
    expect(page.locator(".point-map .status")).to_have_text("iteration 0 of 400")
    expect(page.get_by_text("rest 0 -1")).to_be_visible(timeout=WAIT)
    stage(page).press("ArrowRight")
    expect(page.locator(".point-map .status")).to_have_text("iteration 100 of 400")
    stage(page).press("Enter")
    stage(page).press("ArrowDown")
    stage(page).press("Enter")
    expect(page.get_by_text(f"rest 1 {made.near[0, 0]}")).to_be_visible(timeout=WAIT)
    stage(page).press("Escape")
    expect(page.get_by_text("rest 1 -1")).to_be_visible(timeout=WAIT)


def test_lasso_gives_the_points_inside(points):
    page = points(count=60)
    page.get_by_role("button", name="Select by drawing around").click()
    box = stage(page).bounding_box()
    x, y, w, h = box["x"], box["y"], box["width"], box["height"]
    page.mouse.move(x + 2, y + 2)
    page.mouse.down()
    for at in ((x + w - 3, y + 2), (x + w - 3, y + h - 3), (x + 2, y + h - 3)):
        page.mouse.move(*at, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Map only these").click()
    expect(page.get_by_text("chosen 60")).to_be_visible(timeout=WAIT)


def test_new_frames_glide_and_the_picture_stays(points):
    page = points(count=300, live=1)
    page.locator(".point-map").evaluate("node => { node.mark = 1; }")
    before = page.locator(".point-map canvas").first.evaluate("canvas => canvas.toDataURL()")
    page.get_by_role("button", name="Newer frame").click()
    page.wait_for_function(
        "before => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".some(e => e.shadowRoot.querySelector('canvas')?.toDataURL() !== before)",
        arg=before,
        timeout=WAIT,
    )
    assert page.locator(".point-map").evaluate("node => node.mark") == 1


def test_three_dimensions_turn(points):
    page = points(count=60, dimensions=3)
    picture = page.locator(".point-map canvas").first
    before = picture.evaluate("canvas => canvas.toDataURL()")
    box = stage(page).bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 180, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert picture.evaluate("canvas => canvas.toDataURL()") != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_a_phone(points, scheme):
    page = points(count=60)
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="Table").click()
    found = Axe().run(page, context="[data-testid=stBidiComponentIsolated]").response["violations"]
    assert [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]] == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    no_overflow(page)
