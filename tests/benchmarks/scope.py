"""How fast the scope feels: `python -m tests.benchmarks.scope [--long 30]`, in Chromium, as JSON lines.

keys        from a key on the picture to the end of the frame in which the cursor has moved
threshold   the same for a key on the threshold's grip, when all events are found anew
playing     milliseconds between two frames while the sound plays; and how many there were in a second
bytes       what one window of the sound weighs
"""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from playwright.sync_api import Page, sync_playwright

from app.kit import wire
from app.lessons.speech.trigger_word.picture.payload import build
from tests.benchmarks.server import machine
from tests.browser import chromium
from tests.browser.serving import served
from tests.browser.waiting import quiet
from tests.conftest import HARNESS, SCRIPTS
from tests.lessons.trigger_word.samples import hearing

# Presses keys on a part of the picture; each is timed to the message after the next frame, in which all was drawn.
PRESS = """async ([part, keys, count]) => {
  const host = [...document.querySelectorAll("*")].find((e) => e.shadowRoot?.querySelector(".scope"));
  const node = host.shadowRoot.querySelector(part), times = [];
  node.focus();
  for (let k = 0; k < count; k++) {
    await new Promise((done) => setTimeout(done, 30 + 17 * Math.random()));
    const key = keys[Math.floor(k / 10) % keys.length], begun = performance.now();
    node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    await new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    }));
    times.push(performance.now() - begun);
  }
  return times;
}"""
FRAMES = """async (seconds) => {
  const times = [];
  let last = performance.now();
  const until = last + 1000 * seconds;
  while (last < until) {
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times.slice(2);
}"""


def spread(milliseconds: list[float]) -> dict[str, float | int]:
    return {f"p{p}_ms": round(float(np.percentile(milliseconds, p)), 1) for p in (50, 95)} | {
        "count": len(milliseconds)
    }


def report(benchmark: str, **figures: object) -> None:
    print(json.dumps({"benchmark": benchmark, **machine(), **figures}), flush=True)


def measure(page: Page, seconds: float) -> None:
    page.locator(".plots").wait_for()
    quiet(page)
    report("keys", long=seconds, **spread(page.evaluate(PRESS, [".plots", ["ArrowRight", "ArrowLeft"], 100])))
    report("threshold", long=seconds, **spread(page.evaluate(PRESS, [".grip", ["ArrowDown", "ArrowUp"], 100])))
    page.locator(".plots").press("Home")
    page.locator(".plots").press("Space")
    frames = page.evaluate(FRAMES, 4)
    report("playing", long=seconds, **spread(frames), frames_a_second=round(1000 * len(frames) / sum(frames), 1))


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast the scope feels in the browser.")
    parser.add_argument("--long", type=float, default=30.0, help="seconds of sound")
    seconds = parser.parse_args().long
    report("bytes", long=seconds, window=len(wire.pack(*build(hearing(seconds), 0.0))))
    with (
        TemporaryDirectory() as folder,
        served(["-c", HARNESS, str(SCRIPTS / "one.py")], Path(folder) / "server.log") as (url, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{url}/?picture=trigger_word&long={seconds}")
        measure(page, seconds)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
