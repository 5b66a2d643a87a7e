"""Files in the browser: a large one is taken, one that is refused is said to be, one that is taken away is gone."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from core.speech.presets import presets
from tests.app.strings import ENGLISH
from tests.browser.test_server import get
from tests.browser.visits import address, bring, open_folded, wait_for_address
from tests.browser.waiting import after, holds, quiet

LONG = 120_000  # milliseconds until the worker has read a file, on a machine that is busy
WORDS, DIMENSIONS = 16_000, 1000  # 64 MB of vectors, of which as many words are kept as have twelve million numbers
SEEN = """alert => {
  const { left, right, top, bottom } = alert.getBoundingClientRect();
  return alert.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
}"""
PICTURE = Path(__file__).parents[2] / "docs" / "attention.png"
FIRST = {"trigger_word": ENGLISH["sound.sentence"], "captioning": ENGLISH["captioning.photo.cameraman"]}
OWN = {"trigger_word": ENGLISH["sound.own"], "captioning": ENGLISH["captioning.photo.own"]}
BUTTON = {"trigger_word": ENGLISH["sound.upload"], "captioning": ENGLISH["captioning.upload"]}
REFUSED = {"trigger_word": ENGLISH["audio.not_audio"], "captioning": ENGLISH["captions.not_picture"]}
LIMIT = {"trigger_word": "25.0MB", "captioning": "10.0MB"}


def opened(page: Page, url: str, slug: str) -> Locator:
    """The field for a file of one's own, in its open popover."""
    page.goto(f"{url}/{slug}")
    after(quiet(page), page.get_by_role("button", name=BUTTON[slug], exact=True).click)
    return page.get_by_test_id("stPopoverBody").get_by_test_id("stFileUploader")


def is_on(page: Page, name: str) -> None:
    expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked(timeout=LONG)


def sound_or_picture(slug: str, folder: Path) -> Path:
    path = PICTURE
    if slug == "trigger_word":
        path = folder / "own.flac"
        path.write_bytes(presets()["near"].data)
    return path


def test_sixty_megabytes_of_vectors_are_taken_and_their_file_is_let_go(quiet_page: Page, app_url: str, tmp_path: Path):
    """Every word that is kept is one of the first; the file itself is not held by the server any more."""
    path, numbers = tmp_path / "own.bin", np.random.default_rng(1).standard_normal((WORDS, DIMENSIONS), np.float32)
    with path.open("wb") as file:
        file.write(f"{WORDS} {DIMENSIONS}\n".encode())
        for n, row in enumerate(numbers):
            file.write(f"w{n} ".encode() + row.tobytes() + b"\n")
    assert path.stat().st_size > 60 * 2**20
    quiet_page.goto(f"{app_url}/analogies?tab=vectors")
    panel = open_folded(quiet(quiet_page), ENGLISH["tab.vectors"])
    bring(quiet_page, panel.get_by_test_id("stFileUploader"), path)
    kept = ENGLISH["vectors.kept"].format(kept="12,000", size=DIMENSIONS, kind="word2vec binary")
    expect(panel.get_by_test_id("stAlert")).to_have_text(kept, timeout=LONG)
    expect(panel).to_contain_text(ENGLISH["vectors.trimmed"].format(kept="12,000", total="16,000"))
    wait_for_address(quiet_page, vectors="own")
    _, metrics = get(f"{app_url}/_stcore/metrics")
    held = re.findall(r'^cache_memory_bytes\{[^}]*"UploadedFileManager"[^}]*\} (\d+)', metrics.decode(), re.MULTILINE)
    assert sum(map(int, held)) < 2**20
    after(quiet_page, panel.get_by_role("button", name="Remove own.bin").click)
    expect(panel.get_by_test_id("stAlert")).to_have_count(0)
    assert "vectors" not in address(quiet_page)


@pytest.mark.parametrize("slug", FIRST)
def test_the_popover_shuts_once_a_file_is_taken_and_taken_away_it_is_gone(
    page: Page, app_url: str, slug, tmp_path: Path
):
    path = sound_or_picture(slug, tmp_path)
    field = opened(page, app_url, slug)
    is_on(page, FIRST[slug])
    bring(page, field, path)
    is_on(page, OWN[slug])
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    after(page, page.get_by_role("button", name=BUTTON[slug], exact=True).click)
    after(page, field.get_by_role("button", name=f"Remove {path.name}").click)
    is_on(page, FIRST[slug])
    expect(page.get_by_role("radio", name=OWN[slug], exact=True)).to_have_count(0)
    assert not {"clip", "photo"} & address(page).keys()


@pytest.mark.parametrize("slug", FIRST)
def test_a_file_of_the_wrong_kind_leaves_the_popover_open_beneath_its_sentence(
    page: Page, app_url: str, slug, tmp_path: Path
):
    path = tmp_path / "note.txt"
    path.write_text("hello " * 200)
    field = opened(page, app_url, slug)
    bring(page, field, path)
    alert = page.get_by_test_id("stAlert").filter(has_text=REFUSED[slug])
    expect(alert).to_be_visible(timeout=LONG)
    expect(field).to_contain_text("note.txt")
    holds(alert, SEEN)
    is_on(page, FIRST[slug])


@pytest.mark.parametrize("slug", FIRST)
def test_a_file_that_is_too_large_is_refused_with_the_limit_of_its_kind(page: Page, app_url: str, slug, tmp_path: Path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(26 * 2**20)
    field = opened(page, app_url, slug)
    bring(page, field, path)
    expect(field).to_contain_text(f"File must be {LIMIT[slug]} or smaller.")
    is_on(page, FIRST[slug])
