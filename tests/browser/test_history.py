"""Back and Forward: a step takes the place of the one before, a text is an entry, and Back at any moment goes back."""

from playwright.sync_api import Page, expect

from tests.browser.visits import (
    address,
    open_english,
    open_lesson,
    open_tab,
    stage,
    status,
    step_to,
    type_text,
    wait_for_address,
)
from tests.browser.waiting import after, quiet, result_of, value_of

ENTRIES = "history.length"


def field(page: Page):
    return page.get_by_role("textbox", name="Your own text")


def test_five_steps_are_no_entries_and_a_text_is_one(quiet_page: Page, app_url: str):
    page = open_english(quiet_page, app_url, "gru")
    entries = result_of(page, ENTRIES)
    step_to(page, "Home", "step 1 of")
    for place in range(2, 6):
        after(page, lambda: stage(page).press("ArrowRight"))
        expect(status(page)).to_contain_text(f"step {place} of")
    after(page, lambda: stage(page).press("ArrowDown"))
    wait_for_address(page, step="4", unit="0")
    assert result_of(page, ENTRIES) == entries
    after(page, lambda: type_text(page, "to be or not"))
    assert result_of(page, ENTRIES) == entries + 1
    after(page, lambda: stage(page).press("End"))
    assert result_of(page, ENTRIES) == entries + 1
    after(page, page.go_back)
    expect(status(page)).to_contain_text("step 5 of 38")
    assert address(page)["text"].startswith("The cat, which") and address(page)["step"] == "4"
    assert value_of(field(page)).startswith("The cat, which")
    after(page, page.go_forward)
    expect(status(page)).to_contain_text("step 13 of 13")
    expect(field(page)).to_have_value("to be or not")


def test_back_at_once_goes_back(quiet_page: Page, app_url: str):
    """Without waiting for anything but the changed address: no event has come from behind the change yet."""
    page = open_lesson(quiet_page, app_url, "gru")
    for text in ("to be", "or not", "that is"):
        type_text(page, text)
        wait_for_address(page, text=text)
        after(page, page.go_back)
        expect(field(page)).to_have_value("the cat (near the old dogs by the tree) is small.")
        assert "text" not in address(page)


def test_one_deed_is_one_entry(quiet_page: Page, app_url: str):
    """Words of one's own choose the map of one's own with them: Back leads to no map of other words under this text."""
    page = quiet_page
    page.goto(f"{app_url}/tsne")
    before = address(page), result_of(page, ENTRIES)
    words = page.get_by_role("textbox").first
    words.fill("red green blue")
    after(page, lambda: words.press("Enter"))
    wait_for_address(page, words="own", text="red green blue")
    assert result_of(page, ENTRIES) == before[1] + 1
    after(page, page.go_back)
    assert address(page) == before[0]
    after(page, page.go_forward)
    wait_for_address(page, words="own", text="red green blue")


def test_back_returns_to_the_page_before_as_it_was_left(quiet_page: Page, app_url: str):
    page = open_lesson(quiet_page, app_url, "gru")
    after(page, lambda: type_text(page, "to be"))
    after(page, lambda: type_text(page, "or not"))
    after(page, lambda: page.get_by_test_id("stSidebar").get_by_role("link", name="LSTM").click())
    page.wait_for_url("**/lstm")
    open_tab(page, "Find the bug")
    after(page, lambda: page.get_by_test_id("stSidebar").get_by_role("link", name="GRU").click())
    wait_for_address(page, text="or not")
    after(page, page.go_back)
    page.wait_for_url("**/lstm?tab=bug")
    after(page, page.go_back)
    page.wait_for_url("**/lstm")
    after(page, page.go_back)
    expect(field(page)).to_have_value("or not")
    after(page, page.go_back)
    expect(field(page)).to_have_value("to be")
    wait_for_address(page, text="to be")


def test_typing_on_a_slow_server_is_not_undone(quiet_page: Page, app_url: str):
    """Keys pressed while the text is on its way: their messages still carry the old address."""
    page = open_lesson(quiet_page, app_url, "gru")
    type_text(page, "to be or not to be")
    for _ in range(3):
        stage(page).press("ArrowLeft")
    quiet(page)
    expect(status(page)).to_contain_text("of 19")
    expect(field(page)).to_have_value("to be or not to be")
    wait_for_address(page, text="to be or not to be")
