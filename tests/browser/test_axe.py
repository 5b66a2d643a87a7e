"""axe on every page, light and dark: nothing is found but faults of Streamlit's own, which are listed here by name."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.browser import one_context
from tests.browser.visits import LESSONS, drawn, rested

pytestmark = pytest.mark.browser
context = one_context.context

# rule -> (why it is Streamlit's, what the fault's place must contain)
KNOWN = {
    "list": ("sections of the navigation put other elements between the list and its items", "stSidebarNavItems"),
    "listitem": ("the same sections, seen from the items", '<li class="st-emotion-cache'),
    "presentation-role-conflict": ("the drop zone of files has a role and a name", "stFileUploaderDropzone"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["", *LESSONS, "credits"], ids=lambda slug: slug or "home")
def test_axe_finds_nothing_of_ours(context: BrowserContext, app_url: str, slug: str, scheme: str):
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app_url}/{slug}")
    (drawn if slug in LESSONS else rested)(page)
    if slug == "":
        page.locator("figure canvas[aria-label]").wait_for()
    found = {
        (violation["id"], node["html"][:300])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    }
    page.close()
    ours = {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}
    assert not ours
