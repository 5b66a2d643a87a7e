"""One visit to each page: it opens quietly, holds what it must in light and dark, wide and on a phone, in every tab; axe."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.lessons.registry import LESSONS
from tests.browser.visits import no_overflow, open_folded, open_tab, out_of_sight
from tests.browser.waiting import quiet, result_of, texts_of

SLUGS = tuple(lesson.slug for lesson in LESSONS)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# (rule, what the fault's place contains) -> why it is Streamlit's
KNOWN = {
    ("list", "stSidebarNavItems"): "sections of the navigation put other elements between the list and its items",
    ("listitem", '<li class="st-emotion-cache'): "the same sections, seen from the items",
    ("presentation-role-conflict", "stFileUploaderDropzone"): "the drop zone of files has a role and a name",
    ("scrollable-region-focusable", "katex-display"): "a formula that is wider than a phone takes no focus",
    ("scrollable-region-focusable", '<pre class="st-emotion-cache'): "nor does code",
}
# Every colour of the pictures' canvases and drawings, outside of the page's own elements.
INK = """() => {
  const colours = new Set(), add = (colour) => colours.add(colour);
  for (const { shadowRoot } of document.querySelectorAll("[data-testid=stBidiComponentIsolated]")) {
    for (const canvas of shadowRoot?.querySelectorAll("canvas") ?? []) {
      const { width, height } = canvas;
      if (!width || !height || !canvas.checkVisibility()) continue;
      const context = canvas.getContext("2d");
      if (!context) continue;
      const pixels = context.getImageData(0, 0, width, height).data;
      for (let i = 0; i < pixels.length; i += 4 * 97) add(pixels.slice(i, i + 4).join());
    }
    for (const shape of shadowRoot?.querySelectorAll("svg :is(path, rect, circle, line, text)") ?? []) {
      const { fill, stroke } = getComputedStyle(shape);
      add(fill), add(stroke);
    }
  }
  return colours.size;
}"""


def faults(page: Page, within: str = "html") -> set[tuple[str, str]]:
    """What axe finds that is not Streamlit's own: rule and place."""
    found = {
        (violation["id"], node["html"][:300])
        for violation in Axe().run(quiet(page), context=within).response["violations"]
        for node in violation["nodes"]
    }
    return {fault for fault in found if not any(fault[0] == rule and place in fault[1] for rule, place in KNOWN)}


def tabs(page: Page) -> Iterator[str]:
    """Open one tab after the other, those that are folded into *More* too; gives the names."""
    for tab in texts_of(page.get_by_role("tab")):
        panel = open_tab(page, tab)
        folded = panel.locator("[class*=more-tabs]").get_by_role("radio")
        for name in texts_of(folded) if tab == "More" else ():
            open_folded(page, name)
            yield name
        if tab != "More":
            yield tab


@pytest.mark.parametrize("slug", ["", *SLUGS, "credits"], ids=lambda slug: slug or "home")
def test_a_page_holds(quiet_page: Page, app_url: str, slug: str):
    page = quiet_page
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    page.goto(f"{app_url}/{slug}")
    quiet(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if slug in SLUGS:
        expect(page.locator(".view, .stepper").first).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        no_overflow(page)
        assert not faults(page)
        if slug in SLUGS:
            is_dark = re.compile(r"\bdark\b" if scheme == "dark" else r"^(?!.*\bdark\b)")
            expect(page.locator(".view").first).to_have_class(is_dark)
            assert result_of(page, INK) > 8, "a picture has more than its ground"
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.set_viewport_size(PHONE)
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    no_overflow(page)
    for tab in tabs(page) if slug in SLUGS else ():
        no_overflow(page)
        assert not out_of_sight(page), f"in {tab}"
        assert not faults(page, "[role=tabpanel]"), f"in {tab}"
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_test_id("stMain")).not_to_contain_text(re.compile("Traceback|Error:"))
