"""The lesson on analogies in Chromium: the picture's way, its chips, its numbers, own vectors, files, axe, a phone."""

import csv
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import one_context
from tests.browser.test_axe import KNOWN
from tests.browser.visits import (
    WAIT,
    address,
    choose,
    is_drawn_twice_as_large,
    no_overflow,
    open_tab,
    rested,
    wait_for_address,
)

pytestmark = pytest.mark.browser
context, page = one_context.context, one_context.page


def opened(page: Page, url: str, query: str = "") -> Page:
    page.goto(f"{url}/analogies{query}")
    page.locator(".plane .answer:visible").first.wait_for(timeout=WAIT)
    return rested(page)


def answers(page: Page) -> list[str]:
    return page.locator(".plane .answer .name").all_text_contents()


def chips(page: Page) -> str:
    return page.locator(".plane .chips").text_content()


def places(page: Page) -> dict[str, tuple[float, float]]:
    found = page.locator(".plane circle[data-word]").evaluate_all(
        "all => all.map(e => [e.dataset.word, Number(e.getAttribute('cx')), Number(e.getAttribute('cy'))])"
    )
    return {word: (x, y) for word, x, y in found}


def test_the_way_is_a_parallelogram(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    assert answers(page)[0] == "queen"
    expect(page.locator(".plane .answer .number").first).to_have_text("0.852")
    at = places(page)
    ring = page.locator(".plane circle[stroke-dasharray]")
    end = (float(ring.get_attribute("cx")), float(ring.get_attribute("cy")))
    for i in (0, 1):
        assert end[i] == pytest.approx(at["king"][i] + at["woman"][i] - at["man"][i], abs=0.3)
    stage = page.locator(".plane .stage")
    stage.press("Home")
    expect(ring).to_have_count(0)
    expect(page.locator(".plane input[type=range]")).to_have_attribute("aria-valuetext", "the words")
    stage.press("End")
    expect(ring).to_have_count(1)
    stage.press("ArrowLeft")
    expect(page.locator(".plane input[type=range]")).to_have_attribute(
        "aria-valuetext", re.compile("the same step from king")
    )
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".plane input[type=range]")).to_have_attribute("aria-valuetext", "the nearest words")


def test_an_answer_is_pinned_and_its_numbers_show(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    page.locator(".plane .stage").press("ArrowDown")
    page.locator(".plane .stage").press("ArrowDown")
    wait_for_address(page, pinned="throne")
    expect(page.locator(".plane .numbers")).to_contain_text("0.766")
    score, dot, u, x = map(float, re.findall(r"\d\.\d+", page.locator(".plane .numbers div").first.text_content()))
    assert score == pytest.approx(dot / (u * x), abs=2e-3)
    term = page.locator(".plane .term[data-term=x]")
    term.hover()
    expect(term).to_have_class(re.compile("marked"))
    expect(page.locator(".plane .numbers .marked")).to_have_count(1)
    page.locator(".plane .stage").press("Escape")
    page.wait_for_url(lambda url: "pinned" not in url)


def test_chips_change_the_equation(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    field = page.get_by_label("Add a word")
    field.fill("youn")
    expect(page.locator('.plane datalist option[value="young"]')).to_have_count(1)
    field.fill("young")
    field.press("Enter")
    wait_for_address(page, text="king - man + woman + young")
    rested(page)
    expect(page.locator(".plane .chip button")).to_have_count(4)
    page.get_by_role("button", name="Remove man").click()
    wait_for_address(page, text="king + woman + young")
    field.fill("qeen")
    page.get_by_role("button", name="Subtract the word").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("queen")
    assert "qeen" not in chips(page) and address(page)["text"] == "king + woman + young"


def test_words_glide_to_their_new_places(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    before = places(page)
    choose(page, "How to search", "Euclid")
    wait_for_address(page, method="euclid")
    expect(page.locator(".plane .side .caption")).to_contain_text("distance")
    rested(page)
    page.wait_for_timeout(500)
    assert places(page)["king"] != before["king"]


def test_the_mistake_and_the_referee(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, "?tab=bug")
    page.locator("label", has=page.get_by_role("switch", name=re.compile("own words"))).click()
    wait_for_address(page, bug="1")
    expect(page.locator(".plane .answer .name").first).to_have_text("king")
    panel = open_tab(page, "Referee")
    panel.get_by_role("button", name="Run the check").click()
    row = panel.locator("tr", has_text="places that agree")
    expect(row).to_contain_text("10/10")


def test_own_vectors(quiet_page: Page, app_url: str, tmp_path: Path):
    page = opened(quiet_page, app_url, "?tab=vectors")
    path = tmp_path / "mine.pkl"
    lines = [f"word{i} {i % 7} {i % 5} {i % 3} 1" for i in range(300)]
    path.write_text("\n".join([*lines[:9], "bad 1 2", *lines[9:]]), "utf-8")
    field = page.locator("[class*=st-key-analogies-vectors-file] input[type=file]")
    field.set_input_files(path)
    expect(page.get_by_text("Line 10 should have a word and numbers")).to_be_visible(timeout=3 * WAIT)
    rested(page)
    path = tmp_path / "again.pkl"
    path.write_text("\n".join(lines), "utf-8")
    field.set_input_files(path)
    expect(page.get_by_text("300 words with 4 numbers each")).to_be_visible(timeout=3 * WAIT)
    page.get_by_role("textbox", name="An equation of words").fill("word1 - word2 + word3")
    page.get_by_role("textbox", name="An equation of words").press("Enter")
    expect(page.locator(".plane .answer .name").first).to_contain_text("word")


def test_files(context: BrowserContext, app_url: str):
    page = context.new_page()
    opened(page, app_url)
    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawn = Path(svg.value.path()).read_text("utf-8")
    assert drawn.startswith("<svg") and "king" in drawn and "script" not in drawn
    with page.expect_download() as png:
        page.get_by_role("button", name="PNG", exact=True).click()
    is_drawn_twice_as_large(png.value.path(), drawn)
    page.get_by_role("button", name="Take it with you").click()
    with page.expect_download() as numbers:
        page.get_by_role("button", name="Numbers").click()
    rows = list(csv.DictReader(Path(numbers.value.path()).read_text("utf-8-sig").splitlines()))
    assert next(row for row in rows if row["word"] == "queen")["score"].startswith("0.852")
    with page.expect_download() as book:
        page.get_by_role("button", name="Jupyter notebook").click()
    cells = json.loads(Path(book.value.path()).read_text("utf-8"))["cells"]
    code = "\n".join("".join(c["source"]) for c in cells[1:3] if c["cell_type"] == "code")
    names: dict = {}
    exec(code, names)
    assert names["answer"].words[0] == "queen"
    page.close()


def test_a_table_tells_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, "?text=dog")
    page.get_by_role("button", name="as table").click()
    table = page.locator(".plane .table-box")
    expect(table.locator("tr", has_text="cat").first).to_contain_text("0.9218")
    assert table.locator("tbody tr").count() == 12


def test_hostile_words_are_text(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    for text in ("<img src=x onerror=alert(1)>", "🙂", "x" * 5000, "[a](http://b)"):
        field = page.get_by_role("textbox", name="An equation of words")
        field.fill(text)
        field.press("Enter")
        expect(page.get_by_test_id("stAlert").first).to_be_visible()
        rested(page)
    assert page.locator("[data-testid=stAlert] img, [data-testid=stAlert] a").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(page: Page, app_url: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url)
    page.get_by_role("button", name="as table").click()
    found = {
        (violation["id"], node["html"][:300])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    }
    assert not {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}


def test_on_a_phone(browser: Browser, app_url: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(context.new_page(), app_url)
    no_overflow(page)
    page.locator(".plane .answer").nth(1).tap()
    wait_for_address(page, pinned="throne")
    for tab in ("Axes and likeness", "Scores"):
        open_tab(page, tab)
        no_overflow(page)
    context.close()
