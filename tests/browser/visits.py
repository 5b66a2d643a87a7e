"""What a visitor does on a lesson's page, in words of the tests: open it, step, type, choose, and read the picture."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import WAIT, after, attribute_of, quiet, result_of, text_of, until

LESSONS = ("rnn", "gru", "lstm")
ENGLISH = {"model": "shakespeare", "text": "The cat, which already ate, was full.", "step": 20, "unit": "-"}
ENGLISH |= {"order": "network", "try": 0}
INK = """canvas => {
  const { width, height } = canvas, colours = new Set();
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  for (let i = 0; i < pixels.length; i += 4 * 97) colours.add(pixels.slice(i, i + 4).join());
  return colours.size;
}"""
BEYOND = """() => {
  const found = [], held = "[data-testid=stButtonGroup], [data-testid=stMarkdownContainer], .chips, .chips-row, .line, .caption";
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const scrolls = getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      if (!scrolls || element.clientWidth < 2 || element.matches("pre, .u-wide") || !element.checkVisibility()) continue;
      if (element.closest(held)) found.push(element.textContent.trim().slice(0, 60));
    }
  };
  look(document.querySelector("[data-testid=stMain]"));
  return found;
}"""
PICTURE = """() => {
  const stepper = document.querySelector("[class*=picture] [data-testid=stBidiComponentIsolated]").shadowRoot;
  return [stepper.querySelector("canvas").toDataURL(), stepper.querySelector(".status").textContent,
    stepper.querySelector(".lines").textContent, stepper.querySelector(".predictions").textContent].join("|");
}"""


def open_lesson(page: Page, url: str, slug: str, **query: object) -> Page:
    """Open a lesson with this address and wait until its picture stands."""
    page.goto(f"{url}/{slug}?{urlencode(query)}")
    return drawn(page)


def open_english(page: Page, url: str, slug: str, **query: object) -> Page:
    """Open a recurrent lesson on 38 symbols of English, with nothing pinned, before whatever else the address says."""
    return open_lesson(page, url, slug, **(ENGLISH | query))


def drawn(page: Page) -> Page:
    """Wait until the picture stands and the script rests."""
    expect(quiet(page).locator(".stepper .predictions li:visible").first).to_be_visible()
    return quiet(page)


def colours(page: Page) -> int:
    """How many colours there are among some of the picture's pixels."""
    return result_of(page.locator(".stepper canvas").first, INK)


def status(page: Page) -> Locator:
    """The line that says where the picture stands."""
    return page.locator(".stepper .status").first


def stage(page: Page) -> Locator:
    """The picture itself, which takes the keys."""
    return page.locator(".stepper .stage").first


def step_to(page: Page, key: str, where: str) -> None:
    """Press a key on the picture and wait until its line says `where`."""
    stage(page).press(key)
    expect(status(page)).to_contain_text(where)


def address(page: Page) -> dict[str, str]:
    """The names and values of the address, once the page is quiet."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link(page)).query, keep_blank_values=True).items()}


def link(page: Page) -> str:
    """The whole address, once the page is quiet."""
    return result_of(page, "location.href")


def wait_for_address(page: Page, **wanted: str) -> None:
    """Wait until the address holds these values."""

    def holds(url: str) -> bool:
        found = parse_qs(urlsplit(url).query)
        return all(found.get(name) == [value] for name, value in wanted.items())

    page.wait_for_url(holds, timeout=WAIT)


def changes(page: Page, action: Callable[[], object]) -> str:
    """Do something that must change the picture; returns the picture (as text) before it."""
    before = result_of(page, PICTURE)
    action()
    until(page, f"before => ({PICTURE})() !== before", before)
    quiet(page)
    return before


def type_text(page: Page, text: str) -> None:
    """Type the visitor's own text."""
    field = page.get_by_role("textbox", name="Your own text")
    field.fill(text)
    field.press("Enter")


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def open_tab(page: Page, name: str) -> Locator:
    """Open a tab; returns its panel once it is filled."""
    tab = page.get_by_role("tab", name=name, exact=True)
    if attribute_of(tab, "aria-selected") != "true":
        after(page, tab.click)
    panel = page.get_by_role("tabpanel", name=name, exact=True)
    expect(panel.get_by_test_id("stVerticalBlock").first).not_to_be_empty()
    return panel


def open_folded(page: Page, name: str) -> Locator:
    """Open one of the tabs that are folded into *More*; returns the panel once it is filled."""
    panel = open_tab(page, "More")
    choice = panel.get_by_role("radio", name=name, exact=True)
    if attribute_of(choice, "aria-checked") != "true":
        after(page, choice.click)
    return panel


def bring(page: Page, uploader: Locator, path: Path) -> None:
    """Choose a file in the dialog, as a visitor does. To the bare field a file of the same name is no change."""
    with page.expect_file_chooser() as chooser:
        uploader.get_by_test_id("stFileUploaderDropzone").get_by_role("button").last.click()
    chooser.value.set_files(path)


def pick(group: Page | Locator, option: str) -> None:
    """Choose one of some options that stand side by side."""
    group.get_by_role("radio", name=option, exact=True).click()


def switch(page: Page, name: str | re.Pattern) -> None:
    """Turn a switch."""
    page.locator("label", has=page.get_by_role("switch", name=name)).click()


def number(text: str) -> float:
    """A number as the picture writes it."""
    return float(text.replace("−", "-"))


def picture_value(page: Page, place: int) -> float:
    """The pinned unit's number under a column of the picture, counted from the left."""
    return number(text_of(page.locator(".stepper .values .value").nth(place)))


def is_drawn_twice_as_large(path: Path, svg: str) -> None:
    """The file is a PNG of twice the drawing's size, with the drawing's colours in it."""
    wide, high = (float(re.search(rf'<svg[^>]* {side}="([\d.]+)"', svg)[1]) for side in ("width", "height"))
    with Image.open(path) as image:
        assert image.format == "PNG" and image.size == (round(2 * wide), round(2 * high))
        found = {"#{:02x}{:02x}{:02x}".format(*pixel[:3]) for _, pixel in image.convert("RGB").getcolors(2**24)}
    filled = set(re.findall(r'<(?:rect|circle|path)[^>]* (?:fill|stroke)="(#[0-9a-f]{6})"', svg))
    assert len(found & filled) > 1, "more than the page's colour"


def out_of_sight(page: Page) -> list[str]:
    """The answers, chips, prompts and formulas of which a part lies beyond the edge of what holds them, by their words."""
    return result_of(page, BEYOND)


def no_overflow(page: Page) -> None:
    """Nothing can be scrolled sideways, neither the document nor Streamlit's main part."""
    beyond = result_of(
        page, "[document.documentElement, document.querySelector('.stMain')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert beyond == [0, 0], f"wider than the page by {beyond} pixels"
