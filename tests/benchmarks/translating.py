"""How soon a translation is seen: `python -m tests.benchmarks.translating`, in Chromium, as JSON lines.

start   from asking for the page to its first picture
own     a sentence of one's own, about fifteen words, from Enter to its picture; `ratio`: over what core alone needs for it,
        in another process of the same run
keys    from an arrow key to the frame in which the picture has moved on by a step

No sentence is one that the server or its visitors know, and no two are alike.
"""

import time
from collections.abc import Callable

import torch
from playwright.sync_api import Browser, sync_playwright

from app.lessons.translate.attention.options import Options as AttentionOptions
from app.lessons.translate.beam_search.options import Options as BeamOptions
from core.translate import shown, studies
from core.translate.translator import Translator
from tests.benchmarks.browser import fresh_page, keys, open_page, own_texts, report, spread
from tests.benchmarks.server import running
from tests.browser import chromium
from tests.browser.waiting import quiet

COUNT, WORDS, STEPS = 20, 14, 8


def texts(language: str) -> list[str]:
    """Sentences of about fifteen words, which differ from the ones that are shown by their last mark."""
    every = [one.en if language == "en" else one.fr[0] for one in shown.sentences()]
    nearest = sorted(every, key=lambda text: (abs(len(text.split()) - WORDS), text))[:COUNT]
    return [text.rstrip(".?! ") for text in nearest]


def alone(work: Callable[[str], object], sentences: list[str]) -> dict:
    """What core needs for each, in this process."""
    work(sentences[0])
    found = []
    for text in sentences:
        began = time.perf_counter()
        work(text)
        found.append((time.perf_counter() - began) * 1e3)
    return spread(found)


def decoded(text: str) -> object:
    return Translator.load(AttentionOptions().task).decoding(text)


def searched(text: str) -> object:
    return studies.searched(BeamOptions().task, text, BeamOptions().width)


PAGES = {
    "attention": (".attention", AttentionOptions().task, decoded),
    "beam_search": (".beam", BeamOptions().task, searched),
}


def measure(browser: Browser, url: str, slug: str) -> None:
    """One page in a fresh browser."""
    picture, task, work = PAGES[slug]
    sentences, address = texts(task[:2]), f"{url}/{slug}"
    first = []
    for _ in range(5):
        with fresh_page(browser) as page:
            first.append(open_page(page, address, f"{picture} .status") * 1000)
    report("start", kind="warm, empty browser cache", page=slug, **spread(first))
    with fresh_page(browser) as page:
        open_page(page, address, f"{picture} .status")
        quiet(page)
        seen, core = own_texts(page, sentences, picture), alone(work, sentences)
        ratio = round(seen["p50_ms"] / core["p50_ms"], 1)
        report("own", page=slug, **seen, core_p50_ms=core["p50_ms"], ratio=ratio)
        report("keys", kind="one by one", page=slug, **keys(page, 5 * STEPS, 400, picture, STEPS))


def main() -> None:
    torch.set_num_threads(1)
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.installed(), args=chromium.ARGS)
        for slug in PAGES:
            measure(browser, server.url, slug)
        browser.close()


if __name__ == "__main__":
    main()
