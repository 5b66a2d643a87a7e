"""How fast it feels: `python -m tests.benchmarks.browser [--page lstm]`, in Chromium, as JSON lines.

keys      from the key's event to the frame in which the picture has moved (and, to the next 8 ms, until it was shown)
control   a control that asks the server: own texts, which no cache knows, and presets, until the picture has changed
start     from starting the server (cold), or from asking for the page (warm), to the first picture
bytes     what a first visit loads, and what one trace of 200 steps weighs
large     a picture of 128 units, from a key to the end of the frame with the next step; a move of the pointer on 200 tokens
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.benchmarks.load import percentile, sentence
from tests.benchmarks.server import Server, machine, running
from tests.benchmarks.visitor import Visitor
from tests.browser import chromium
from tests.browser.serving import served
from tests.browser.waiting import after, quiet
from tests.conftest import HARNESS, SCRIPTS

PICTURE = ".stepper"
FIELD = "[data-testid=stMain] input[type=text]"
PRESETS = "[data-testid=stMain] [data-testid=stButtonGroup] button"
LONG = "Shall I compare thee to a summer's day? Thou art more lovely and more temperate. " * 3

# Waits for the event, then for the first change inside the picture, then for the end of that frame.
MEASURE = """(picture, type) => {
  const root = picture.getRootNode();
  window.measured = new Promise((resolve) => {
    addEventListener(type, (event) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - event.timeStamp);
        requestAnimationFrame(() => port2.postMessage(0));
      });
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }, { once: true, capture: true });
  });
}"""
WATCH_EVENTS = """() => {
  window.shown = [];
  window.watching ||= new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") window.shown.push(entry.duration);
  });
  window.watching.observe({ type: "event", durationThreshold: 16 });
}"""
# Presses arrows on a picture, ten to the right, ten to the left; each is timed to the message after its frame.
PRESS = """async (stage, presses) => {
  const times = [];
  for (let k = 0; k < presses; k++) {
    await new Promise((done) => setTimeout(done, 30 + 17 * Math.random()));
    const key = k % 20 < 10 ? "ArrowRight" : "ArrowLeft", begun = performance.now();
    stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, repeat: true }));
    await new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    }));
    times.push(performance.now() - begun);
  }
  return times;
}"""
# Points at one token after another, and has the page laid out after each.
POINT = """(strip, moves) => {
  const text = strip.querySelector(".text"), boxes = [...strip.querySelectorAll(".tok")], times = [];
  for (let k = 0; k < moves; k++) {
    const box = boxes[(k * 37) % boxes.length].getBoundingClientRect(), begun = performance.now();
    const at = { clientX: box.left + 3, clientY: box.top + 8, isPrimary: true, pointerType: "mouse" };
    text.dispatchEvent(new PointerEvent("pointermove", at));
    text.getBoundingClientRect();
    times.push(performance.now() - begun);
  }
  return times;
}"""
LOADED = """() => {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const sum = (key) => entries.reduce((total, entry) => total + entry[key], 0);
  return { requests: entries.length, sent: sum("transferSize"), unpacked: sum("decodedBodySize") };
}"""


def report(benchmark: str, **figures: object) -> None:
    print(json.dumps({"benchmark": benchmark, **machine(), **figures}), flush=True)


def spread(milliseconds: list[float]) -> dict[str, float | int | None]:
    found = {f"p{p}_ms": percentile(milliseconds, p) for p in (50, 95)}
    return {name: value and round(value, 1) for name, value in found.items()} | {"count": len(milliseconds)}


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has nothing in its cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def open_page(page: Page, url: str, picture: str = PICTURE) -> float:
    """Open a page and wait for its picture; gives the seconds."""
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(picture).first.wait_for(state="visible", timeout=60_000)
    return time.perf_counter() - began


def timed(page: Page, event: str, act: Callable[[], None], picture: str = PICTURE) -> float:
    """Milliseconds from `event`, which `act` causes, to the frame in which the picture changes."""
    page.locator(picture).first.evaluate(MEASURE, event)
    act()
    return page.evaluate("Promise.race([window.measured, new Promise((r) => setTimeout(() => r(NaN), 10000))])")


def keys(page: Page, count: int, pause: float, picture: str = PICTURE, steps: int = 60) -> dict:
    """Press the right arrow `count` times, `pause` ms apart; after `steps` the left one, and so on."""
    page.locator(f"{picture} [tabindex='0']").first.focus()
    page.keyboard.press("Home")
    quiet(page)
    page.evaluate(WATCH_EVENTS)
    found = []
    for i in range(count):
        arrow = ("ArrowRight", "ArrowLeft")[i // steps % 2]
        found.append(timed(page, "keydown", lambda arrow=arrow: page.keyboard.press(arrow), picture))
        page.wait_for_timeout(pause)
    page.wait_for_timeout(200)
    shown = page.evaluate("window.shown.splice(0)")
    below = [8.0] * (count - len(shown))  # those under 16 ms are not told
    return {**spread(found), "shown": spread(below + shown)}


def own_texts(page: Page, texts: Iterable[str], picture: str = PICTURE) -> dict:
    """Type each of these texts and press Enter."""
    found = []
    for text in texts:
        page.locator(FIELD).first.fill(text)
        page.wait_for_timeout(300)
        found.append(timed(page, "keydown", lambda: page.keyboard.press("Enter"), picture))
        quiet(page)
    return spread(found)


def presets(page: Page, count: int) -> dict:
    """Choose one preset after another."""
    buttons: Locator = page.locator(PRESETS)
    found = []
    for i in range(count):
        found.append(timed(page, "click", lambda i=i: buttons.nth(i % min(3, buttons.count())).click()))
        quiet(page)
    return spread(found)


async def trace_bytes(server: Server, slug: str) -> dict:
    """What one reading of 200 steps weighs on the wire, and its data alone."""
    async with Visitor(server.url, slug, random.Random(0)) as visitor:
        await visitor.open()
        answer = await visitor.type(LONG[:200])
        pictures = [e for _, e in visitor.widgets.values() if "cell_stepper" in getattr(e, "component_name", "")]
        data = sum(len(e.json) + len(e.bytes) + len(e.mixed.json) for e in pictures)
    return {"steps": 200, "answer_bytes": answer.bytes, "pictures": len(pictures), "data_bytes": data}


def in_thread(work: Coroutine) -> dict:
    """Run a coroutine beside Playwright's own loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def measure(browser: Browser, slug: str) -> None:
    began = time.perf_counter()
    with running() as server:
        ready = time.perf_counter() - began
        with fresh_page(browser) as page:
            open_page(page, f"{server.url}/{slug}")
            report("start", kind="cold", page=slug, server_s=round(ready, 2), s=round(time.perf_counter() - began, 2))
        warm, again = [], []
        for _ in range(5):
            with fresh_page(browser) as page:
                warm.append(open_page(page, f"{server.url}/{slug}") * 1000)
                quiet(page)
                loaded = page.evaluate(LOADED)
                again.append(open_page(page, f"{server.url}/{slug}") * 1000)
        report("start", kind="warm, empty browser cache", page=slug, **spread(warm))
        report("start", kind="warm, second visit", page=slug, **spread(again))
        report("bytes", kind="first visit", page=slug, **loaded)
        report("bytes", kind="trace", page=slug, **in_thread(trace_bytes(server, slug)))
        with fresh_page(browser) as page:
            open_page(page, f"{server.url}/{slug}")
            quiet(page)
            rng = random.Random(7)
            report("control", kind="own text", page=slug, **own_texts(page, [sentence(rng) for _ in range(20)]))
            report("control", kind="preset", page=slug, **presets(page, 20))
            page.locator(FIELD).first.fill(LONG[:200])
            after(page, lambda: page.locator(FIELD).first.press("Enter"))
            report("keys", kind="one by one", page=slug, **keys(page, 60, 400))
            report("keys", kind="quickly", page=slug, **keys(page, 60, 60))


def measure_large(browser: Browser) -> None:
    """Pictures that are larger than the lessons', each alone on its page."""
    with (
        TemporaryDirectory() as folder,
        served(["-c", HARNESS, str(SCRIPTS / "one.py")], Path(folder) / "server.log") as (url, _),
        fresh_page(browser) as page,
    ):
        open_page(page, f"{url}/?picture=stepper&equation=lstm&units=128&times=6&step=60")
        stage = quiet(page).locator(".stepper .stage")
        after(page, lambda: stage.press("ArrowDown"))
        report("large", kind="key to paint", units=128, steps=222, **spread(stage.evaluate(PRESS, 100)))
        open_page(page, f"{url}/?picture=text_strips", ".strip")
        strip = quiet(page).locator(".strip").first
        report("large", kind="pointer", tokens=200, **spread(strip.evaluate(POINT, 100)))


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast it feels in the browser.")
    parser.add_argument("--page", default="lstm")
    slug = parser.parse_args().page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
        measure(browser, slug)
        measure_large(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
