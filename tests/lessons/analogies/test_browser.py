"""The lesson on analogies in Chromium: the picture's way, its chips, its numbers, own vectors, files, the table, a finger."""

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.test_visits import PHONE, faults
from tests.browser.visits import address, bring, choose, is_drawn_twice_as_large, open_folded, switch, wait_for_address
from tests.browser.waiting import WAIT, after, attribute_of, box_of, quiet, result_of_all, text_of

LONG = 6 * WAIT  # until a worker is free
KING = "?text=king%20-%20man%20%2B%20woman"
PLACES = "all => all.map(e => [e.dataset.word, Number(e.getAttribute('cx')), Number(e.getAttribute('cy'))])"


def opened(page: Page, url: str, query: str = "") -> Page:
    page.goto(f"{url}/analogies{query}")
    expect(answer(quiet(page))).to_be_visible()
    return quiet(page)


def answer(page: Page) -> Locator:
    """The name of the nearest word."""
    return page.locator(".plane .answer .name").first


def stage(page: Page) -> Locator:
    return page.locator(".plane .stage")


def ask(page: Page, text: str) -> None:
    """Type an equation and wait for its answer."""
    field = page.get_by_role("textbox", name="An equation of words")
    field.fill(text)
    after(page, lambda: field.press("Enter"))


def places(page: Page) -> dict[str, tuple[float, float]]:
    found = result_of_all(page.locator(".plane circle[data-word]"), PLACES)
    return {word: (x, y) for word, x, y in found}


def test_the_way_is_a_parallelogram_and_an_answer_is_pinned(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, KING)
    expect(answer(page)).to_have_text("queen")
    expect(page.locator(".plane .answer .number").first).to_have_text("0.852")
    at = places(page)
    ring = page.locator(".plane circle[stroke-dasharray]")
    end = [float(attribute_of(ring, name)) for name in ("cx", "cy")]
    for i in (0, 1):
        assert end[i] == pytest.approx(at["king"][i] + at["woman"][i] - at["man"][i], abs=0.3)
    slider = page.locator(".plane input[type=range]")
    stage(page).press("Home")
    expect(ring).to_have_count(0)
    expect(slider).to_have_attribute("aria-valuetext", "the words")
    stage(page).press("End")
    expect(ring).to_have_count(1)
    stage(page).press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("the same step from king"))
    page.get_by_role("button", name="Play", exact=True).click()
    expect(slider).to_have_attribute("aria-valuetext", "the nearest words")

    stage(page).press("ArrowDown")
    stage(page).press("ArrowDown")
    wait_for_address(page, pinned="throne")
    numbers = page.locator(".plane .numbers")
    expect(numbers).to_contain_text("0.766")
    score, dot, u, x = map(float, re.findall(r"\d\.\d+", text_of(numbers.locator("div").first)))
    assert score == pytest.approx(dot / (u * x), abs=2e-3)
    term = page.locator(".plane .term[data-term=x]")
    term.hover()
    expect(term).to_have_class(re.compile("marked"))
    expect(page.locator(".plane .numbers .marked")).to_have_count(1)
    after(page, lambda: stage(page).press("Escape"))
    assert "pinned" not in address(page)


def test_what_a_newcomer_sees(stranger: BrowserContext, app_url: str):
    """The sum ends on its answer; the notes stand under what they speak of; an experiment sets another equation."""
    page = opened(stranger.new_page(), app_url)
    expect(answer(page)).to_have_text("warsaw")
    ring, at = page.locator(".plane circle[stroke-dasharray]"), places(page)
    end = [float(attribute_of(ring, name)) for name in ("cx", "cy", "r")]
    away = {word: (end[0] - x) ** 2 + (end[1] - y) ** 2 for word, (x, y) in at.items()}
    assert min(away, key=away.get) == "warsaw" and away["warsaw"] < (2 * end[2]) ** 2
    notes = page.locator(".plane .note")
    expect(notes).to_have_count(3)
    expect(notes.nth(0)).to_contain_text("from france to paris, again from poland")
    expect(notes.nth(2)).to_contain_text("of 50,102 words the nearest is warsaw")
    under, over, note = box_of(stage(page)), box_of(page.locator(".plane .beneath")), box_of(notes.nth(0))
    assert under["y"] + under["height"] <= note["y"] and note["y"] + note["height"] <= over["y"]
    after(page, page.locator(".plane [data-try='2']").click)
    wait_for_address(page, text="king - man + woman")
    expect(answer(page)).to_have_text("queen")
    expect(notes.nth(0)).to_be_hidden()


def test_chips_change_the_equation_and_hostile_words_are_text(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, KING)
    field = page.get_by_label("Add a word")
    field.fill("youn")
    expect(page.locator('.plane datalist option[value="young"]')).to_have_count(1)
    field.fill("young")
    field.press("Enter")
    wait_for_address(page, text="king - man + woman + young")
    expect(page.locator(".plane .chip button")).to_have_count(4)
    page.get_by_role("button", name="Remove man").click()
    wait_for_address(page, text="king + woman + young")
    expect(page.locator(".plane .chip button")).to_have_count(3)
    field.fill("qeen")
    after(page, page.get_by_role("button", name="Subtract the word").click)
    expect(page.get_by_test_id("stAlert")).to_contain_text("queen")
    expect(page.locator(".plane .equation-terms")).not_to_contain_text("qeen")
    assert address(page)["text"] == "king + woman + young"

    for text in ("<img src=x onerror=alert(1)>", "🙂", "x" * 5000, "[a](http://b)"):
        ask(page, text)
        expect(page.get_by_test_id("stAlert").first).to_be_visible()
        expect(page.locator("[data-testid=stAlert] :is(img, a)")).to_have_count(0)


def test_words_glide_to_their_new_places(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, KING)
    before = places(page)
    after(page, page.get_by_role("button", name="More").click)
    choose(page, "How to search", "Euclid")
    wait_for_address(page, method="euclid")
    expect(page.locator(".plane .side .caption")).to_contain_text("distance")
    assert places(page)["king"] != before["king"]


def test_the_mistake_and_the_referee(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, f"{KING}&tab=bug")
    switch(page, re.compile("words of the equation"))
    wait_for_address(page, bug="1")
    expect(answer(page)).to_have_text("king")
    panel = open_folded(page, "Referee")
    panel.get_by_role("button", name="Run the check").click()
    expect(panel.locator("tr", has_text="places that agree")).to_contain_text("8/8", timeout=LONG)


def test_own_vectors(quiet_page: Page, app_url: str, tmp_path: Path):
    page = opened(quiet_page, app_url, "?tab=vectors")
    path = tmp_path / "mine.pkl"
    lines = [f"word{i} {i % 7} {i % 5} {i % 3} 1" for i in range(300)]
    path.write_text("\n".join([*lines[:9], "bad 1 2", *lines[9:]]), "utf-8")
    uploader = page.locator("[class*=st-key-analogies-vectors-file]")
    bring(page, uploader, path)
    expect(page.get_by_text("Line 10 should have a word and numbers")).to_be_visible(timeout=LONG)
    path = tmp_path / "again.pkl"
    path.write_text("\n".join(lines), "utf-8")
    bring(quiet(page), uploader, path)
    expect(page.get_by_text("300 words with 4 numbers each")).to_be_visible(timeout=LONG)
    ask(quiet(page), "word1 - word2 + word3")
    expect(page.locator(".plane .chip button")).to_have_count(3)
    expect(answer(page)).to_contain_text("word")


def test_files(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, KING)
    with page.expect_download() as svg:
        page.get_by_role("button", name="SVG", exact=True).click()
    drawn = Path(svg.value.path()).read_text("utf-8")
    assert drawn.startswith("<svg") and "king" in drawn and "script" not in drawn
    with page.expect_download() as png:
        page.get_by_role("button", name="PNG", exact=True).click()
    is_drawn_twice_as_large(png.value.path(), drawn)
    after(page, page.get_by_role("button", name="Take it with you").click)
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


def test_a_table_tells_the_same(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, "?text=dog")
    page.get_by_role("button", name="as table").click()
    table = page.locator(".plane .table-box")
    expect(table.locator("tr", has_text="cat").first).to_contain_text("0.9218")
    expect(table.locator("tbody tr")).to_have_count(10)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        assert not faults(page)


def test_a_finger_pins_an_answer(browser: Browser, app_url: str):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = opened(context.new_page(), app_url)
    page.locator(".plane .answer").nth(1).tap()
    wait_for_address(page, pinned="prague")
    context.close()
