"""How soon words move: `python -m tests.benchmarks.maps [--words 500 5000]`, in Chromium on the t-SNE page, as JSON lines.

From the click to the first frame in which they have moved, and to the end of the map, in seconds, with
the worker's processor time beside it, which others on the machine disturb less.
"""

import argparse
import json
import re
import sys
import time

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.server import Server, machine, running
from tests.browser import chromium

PICTURE = ".point-map .status"
LIMIT = 600.0  # seconds


def processor(server: Server) -> dict[int, float]:
    """Processor time of each of the server's workers so far."""
    found = {child.pid: child.cpu_times() for child in server.process.children(recursive=True)}
    return {pid: times.user + times.system for pid, times in found.items()}


def said(page: Page) -> tuple[bool, int]:
    """Whether the map is being made, and the iteration that is on screen."""
    text = page.locator(PICTURE).first.text_content(timeout=60_000) or ""
    found = re.search(r"iteration (\d+)", text)
    return text.startswith("running"), int(found.group(1)) if found else 0


def measure(page: Page, server: Server, words: int) -> dict:
    """One map, chosen while PCA of the same words is on screen."""
    page.goto(f"{server.url}/tsne?words=frequent&count={words}&method=pca", wait_until="commit")
    page.locator(PICTURE, has_text="PCA").wait_for(timeout=240_000)
    page.wait_for_timeout(2000)
    before = processor(server)
    page.get_by_role("radio", name="t-SNE", exact=True).click()
    began, moved = time.perf_counter(), 0.0
    while time.perf_counter() - began < LIMIT:
        is_live, at = said(page)
        if at and not moved:
            moved = time.perf_counter() - began
        if moved and not is_live:
            break
        page.wait_for_timeout(20)
    used = sum(seconds - before.get(pid, 0.0) for pid, seconds in processor(server).items())
    return {
        "to_first_move_s": round(moved, 2),
        "to_the_end_s": round(time.perf_counter() - began, 1),
        "workers_cpu_s": round(used, 1),
        "iteration": said(page)[1],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="How soon words move.")
    parser.add_argument("--words", type=int, nargs="+", default=[500, 5000])
    options = parser.parse_args()
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
        for words in options.words:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            found = measure(context.new_page(), server, words)
            print(json.dumps({"benchmark": "map", "words": words, **machine(), **found}), flush=True)
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
