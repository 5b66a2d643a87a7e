"""The one way to wait: do something, wait until the page has answered and its pictures rest, and only then read.

The frame gives each run of the script a number, a picture shows whether it has something to do (see `turns.numbered` and
`app/kit/js/view.js`). The page is quiet when the run that began last is there whole, no picture moves or has something to
send, and what a picture asked the server has been answered by a newer run. Tests read the page by what is below, or by
Playwright's `expect`, which waits by itself; never at once.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page

WAIT = 30_000  # milliseconds; machines that run tests are often busy

QUIET = """before => {
  const number = (name) => Number(document.querySelector(`[data-${name}]`)?.dataset[name] ?? 0);
  const run = number("run"), resting = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
  if (!resting || run <= before || number("done") !== run || document.querySelector("[data-testid=stSkeleton]")) return false;
  const isQuiet = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")].every(({ shadowRoot }) =>
    !shadowRoot?.querySelector("[data-busy]") && [...shadowRoot?.querySelectorAll("[data-asked]") ?? []].every(
      ({ dataset }) => Number(dataset.asked) < run));
  // Streamlit hands a run's data to the pictures a moment after the run's end is on the page: up to two frames were seen.
  if (window.quietRun !== run) [window.quietRun, window.quietFrames] = [run, 0];
  return isQuiet && ++window.quietFrames > 3;
}"""
RUN = "Number(document.querySelector('[data-run]')?.dataset.run ?? 0)"


def quiet(page: Page, timeout: float = WAIT) -> Page:
    """Wait until nothing is under way: for what may or may not ask the server, and for a page that has just been opened.

    Of a page that has just been opened it comes before any `expect`, which looks ever more seldom.
    """
    page.wait_for_function(QUIET, arg=0, timeout=timeout)
    return page


def after(page: Page, action: Callable[[], object], timeout: float = WAIT) -> Page:
    """Do something that the server must answer; wait for a newer run than the one that was there, and for quiet."""
    before = page.evaluate(RUN)
    action()
    page.wait_for_function(QUIET, arg=before, timeout=timeout)
    return page


def resized(page: Page, width: int, height: int) -> Page:
    """Make the window as large as this; wait until it is, and for the frames in which pictures are drawn for it.

    No run of the script comes of it, so that quiet alone would not wait at all.
    """
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "size => innerWidth === size[0] && innerHeight === size[1]", arg=[width, height], timeout=WAIT
    )
    page.evaluate("window.quietFrames = 0")
    return quiet(page)


def until(page: Page, script: str, arg: object = None, timeout: float = WAIT) -> Any:
    """Wait until the script, a function of `arg`, gives something true; returns that.

    For what `expect` can't see, as what is drawn on a canvas.
    """
    return page.wait_for_function(script, arg=arg, timeout=timeout).json_value()


def holds(at: Locator, script: str, arg: object = None, timeout: float = WAIT) -> None:
    """Wait until `script`, a function of the element and `arg`, is true of the one element there."""
    element = at.element_handle(timeout=timeout)
    at.page.wait_for_function(f"([element, arg]) => ({script})(element, arg)", arg=[element, arg], timeout=timeout)


def text_of(at: Locator) -> str:
    """What the element says, once the page is quiet."""
    return _still(at).text_content()


def texts_of(at: Locator) -> list[str]:
    """What each of the elements says, once the page is quiet."""
    return _still(at).all_text_contents()


def each(at: Locator) -> list[Locator]:
    """The elements, one by one, once the page is quiet."""
    return _still(at).all()


def number_of(at: Locator) -> int:
    """How many elements there are, once the page is quiet."""
    return _still(at).count()


def attribute_of(at: Locator, name: str) -> str | None:
    """The element's attribute, once the page is quiet."""
    return _still(at).get_attribute(name)


def value_of(at: Locator) -> str:
    """What a field holds, once the page is quiet."""
    return _still(at).input_value()


def box_of(at: Locator) -> FloatRect:
    """Where the element is, in pixels of the window, once the page is quiet."""
    found = _still(at).bounding_box()
    assert found is not None, "it can't be seen"
    return found


def result_of(at: Page | Locator, script: str, arg: object = None) -> Any:
    """The value of a script on the page, or of a function of the one element there, once the page is quiet."""
    return _still(at).evaluate(script, arg)


def result_of_all(at: Locator, script: str, arg: object = None) -> Any:
    """The value of a function of all the elements there, once the page is quiet."""
    return _still(at).evaluate_all(script, arg)


def _still(at: Page | Locator) -> Any:
    quiet(at if isinstance(at, Page) else at.page)
    return at
