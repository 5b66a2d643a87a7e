"""How smooth many points are: `python -m tests.benchmarks.points [--count 10000]`, in Chromium, as a JSON line each.

pan, zoom, hover: milliseconds from one frame to the next while the pointer works, over three seconds.
"""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.load import percentile
from tests.benchmarks.server import machine
from tests.browser import chromium
from tests.browser.serving import served
from tests.conftest import HARNESS

SCRIPT = Path(__file__).resolve().parents[1] / "lessons" / "tsne" / "harness_tsne.py"
RECORD = """() => {
  window.gaps = []; window.recording = true; let last = performance.now();
  const frame = (now) => { window.gaps.push(now - last); last = now; if (window.recording) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""
STOP = "() => { window.recording = false; return window.gaps.slice(2); }"
SECONDS = 3.0


def frames(page: Page, act) -> dict:
    """The gaps between frames while `act(i)` is done again and again."""
    page.evaluate(RECORD)
    for i in range(int(SECONDS * 40)):
        act(i)
        page.wait_for_timeout(5)
    gaps = page.evaluate(STOP)
    return {f"p{p}_ms": round(percentile(gaps, p), 1) for p in (50, 95)} | {"frames": len(gaps)}


def measure(page: Page, url: str, count: int) -> None:
    page.goto(f"{url}/?count={count}")
    page.locator(".point-map .status").wait_for(timeout=120_000)
    page.wait_for_timeout(2000)
    box = page.locator(".point-map .stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def report(name: str, found: dict) -> None:
        print(json.dumps({"benchmark": "points", "kind": name, "points": count, **machine(), **found}), flush=True)

    report("hover", frames(page, lambda i: page.mouse.move(x + (i * 37) % 300 - 150, y + (i * 23) % 200 - 100)))
    page.mouse.move(x, y)
    page.mouse.down()
    report("pan", frames(page, lambda i: page.mouse.move(x + (i % 60) * 2, y + i % 40)))
    page.mouse.up()
    page.locator(".point-map .stage").focus()
    report("zoom", frames(page, lambda i: page.mouse.wheel(0, 60 if i % 40 < 20 else -60)))


def main() -> int:
    parser = argparse.ArgumentParser(description="How smooth many points are.")
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        with served(["-c", HARNESS, str(SCRIPT)], Path(folder) / "log") as (url, _):
            browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
            measure(browser.new_page(viewport={"width": 1280, "height": 900}), url, count)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
