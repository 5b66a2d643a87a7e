"""How a picture moves, frame by frame."""

from playwright.sync_api import Locator

from tests.browser.waiting import quiet, until

# The canvas as it is after the first frame that follows a key; the task comes after all that is drawn in that frame.
WATCH = """canvas => {
  window.firstFrame = "";
  const keep = () => { window.firstFrame = canvas.toDataURL(); };
  addEventListener("keydown", () => requestAnimationFrame(() => setTimeout(keep)), { capture: true, once: true });
}"""


def first_frame(canvas: Locator, stage: Locator, key: str) -> str:
    """Press a key on the stage; returns the canvas's picture as it was first drawn after it, once the page is quiet."""
    quiet(canvas.page)
    canvas.evaluate(WATCH)
    stage.press(key)
    drawn = until(canvas.page, "() => window.firstFrame")
    quiet(canvas.page)
    return drawn
