"""How soon a visitor's sound is seen: `python -m tests.benchmarks.upload`, in Chromium, as JSON lines.

From giving the browser a file of ten seconds until its picture stands: sent, read and heard by the worker, drawn. Each
file is another sound, so that nothing is known beforehand. Target: 1.5 seconds, warm: the first of each kind, which may
come while the workers of a new server are still loading, is not counted.
"""

import io
import re
import time

import numpy as np
import soundfile
from playwright.sync_api import Page, expect, sync_playwright

from tests.benchmarks.browser import report, spread
from tests.benchmarks.server import running
from tests.browser import chromium
from tests.browser.waiting import quiet

KINDS = (("WAV", 16_000), ("WAV", 44_100), ("MP3", 44_100), ("FLAC", 48_000))
TIMES = 5
PAGES = {"trigger_word": ".scope .status", "ctc": ".ctc .status"}  # what says how long the sound lasts


def sound(kind: str, rate: int, seconds: float, seed: int) -> bytes:
    """Noise that swells and fades, as a file of that kind."""
    generator, target = np.random.default_rng(seed), io.BytesIO()
    t = np.arange(int(seconds * rate)) / rate
    soundfile.write(target, 0.2 * np.sin(3 * t) ** 2 * generator.normal(size=len(t)), rate, format=kind)
    return target.getvalue()


def main() -> None:
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
        for name, status in PAGES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{server.url}/{name}")
            page.locator(status).wait_for(timeout=60_000)
            for kind, rate in KINDS:
                took = [upload(page, name, status, kind, rate, turn) for turn in range(TIMES + 1)]
                report("upload", page=name, kind=kind, rate=rate, seconds=10, **spread(took[1:]), target_ms=1500)
            page.close()
        browser.close()


def upload(page: Page, name: str, status: str, kind: str, rate: int, turn: int) -> float:
    """Milliseconds from giving the browser a file until the picture is that of its sound."""
    data = sound(kind, rate, 9.5 + 0.1 * turn + 0.01 * KINDS.index((kind, rate)), turn)
    quiet(page)
    page.get_by_role("button", name="Upload", exact=True).click()
    field = page.locator(f".st-key-{name}-file input[type=file]")
    field.wait_for(state="attached")
    before, started = page.locator(status).text_content(), time.perf_counter()
    field.set_input_files({"name": f"{turn}.{kind.lower()}", "mimeType": "audio/*", "buffer": data})
    of = re.search(r"of [\d.]+ s", before)[0]
    expect(page.locator(status)).not_to_contain_text(of, timeout=60_000)
    took = (time.perf_counter() - started) * 1e3
    quiet(page)
    return took


if __name__ == "__main__":
    main()
