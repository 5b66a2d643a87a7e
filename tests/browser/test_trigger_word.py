"""The trigger word as a visitor meets it: clips, uploads of all sorts, the microphone, the threshold, links, files, axe."""

import io
import json
import re
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from core.speech import audio
from core.speech.presets import presets
from tests.browser import chromium, one_context
from tests.browser.conftest import record
from tests.browser.serving import ROOT
from tests.browser.test_axe import KNOWN
from tests.browser.test_lesson_parts import RUN_NOTEBOOK
from tests.browser.visits import WAIT, address, no_overflow, open_tab, rested, wait_for_address

pytestmark = pytest.mark.browser
context, page = one_context.context, one_context.page
SLUG = "trigger_word"
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
TABS = (
    "Predict, then see",
    "Explain",
    "How good is it?",
    "Make an example",
    "Your own word",
    "Try this",
    "Find the bug",
)
TABS += ("Referee", "Under the hood")


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?" + "&".join(f"{name}={value}" for name, value in query.items()))
    return drawn(page)


def drawn(page: Page) -> Page:
    expect(page.locator(".scope .status")).to_contain_text("s of", timeout=WAIT)
    return rested(page)


def lasts(page: Page, seconds: float) -> None:
    """The sound on screen is this long."""
    expect(page.locator(".scope .status")).to_contain_text(f"of {seconds:.2f} s")


def events(page: Page) -> str:
    """How many events, as the picture says."""
    return page.get_by_text(re.compile(r"^(no event|1 event|\d+ events)$")).first.text_content()


def upload(page: Page, data: bytes, name: str = "sound.wav", kind: str = "audio/wav") -> None:
    """Choose a file in the popover."""
    page.get_by_role("button", name="Upload", exact=True).click()
    page.locator(".st-key-trigger_word-file input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )


def near() -> np.ndarray:
    return audio.read(presets()["near"].data).samples


def coded(samples: np.ndarray, kind: str, subtype: str | None = None) -> bytes:
    """The samples as a file of libsndfile's."""
    target = io.BytesIO()
    soundfile.write(target, samples, 16_000, format=kind, subtype=subtype)
    return target.getvalue()


@pytest.mark.parametrize("first", [("light", 1280), ("dark", 390)], ids=["light", "dark on a phone"])
def test_it_opens_quietly_and_fits(quiet_page: Page, app_url: str, first: tuple[str, int]):
    scheme, width = first
    quiet_page.emulate_media(color_scheme=scheme)
    quiet_page.set_viewport_size({"width": width, "height": 900})
    opened(quiet_page, app_url)
    lasts(quiet_page, 10.0)
    no_overflow(quiet_page)
    if width == 1280:  # picture, formula and tabs stand there without scrolling
        box = quiet_page.get_by_role("tab", name="Predict, then see").bounding_box()
        assert box["y"] + box["height"] < 900
        assert quiet_page.locator(".scope math").first.is_visible()
    for tab in TABS:
        open_tab(quiet_page, tab)
        no_overflow(quiet_page)
    assert quiet_page.get_by_test_id("stAlert").count() == quiet_page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["predict", "curve", "make", "own", "bug"])
def test_axe_finds_nothing_of_ours(context: BrowserContext, app_url: str, scheme: str, tab: str):
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    opened(page, app_url, tab=tab, bug="accuracy")
    page.wait_for_timeout(500)
    found = {
        (violation["id"], node["html"][:300])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    }
    page.close()
    assert not {(rule, html) for rule, html in found if rule not in KNOWN or KNOWN[rule][1] not in html}


def test_the_threshold_moves_events_without_the_server(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near")
    assert events(page) == "1 event"
    handle = page.get_by_role("slider", name=re.compile("threshold", re.IGNORECASE)).first
    handle.press("End")
    expect(page.get_by_text("no event", exact=True).first).to_be_visible()
    wait_for_address(page, threshold="1")
    handle.press("Home")
    expect(page.get_by_text("1 event", exact=True).first).to_be_visible()
    wait_for_address(page, threshold="0")


def test_a_link_opens_the_same_picture(quiet_page: Page, app_url: str, browser: Browser):
    page = opened(quiet_page, app_url, clip="noise", threshold="0.3", seconds="5", agree="2", tab="bug", bug="early")
    said = events(page)
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        other = context.new_page()
        recorder = record(other)
        other.goto(page.url)
        drawn(other)
        assert address(other) == address(page) and events(other) == said
        expect(other.locator(".scope .status")).to_contain_text("5.00 s of 10.00 s")
        expect(other.get_by_role("tab", name="Find the bug")).to_have_attribute("aria-selected", "true")
        expect(other.get_by_text("A mistake is switched on").first).to_be_visible()
        recorder.assert_quiet()


@pytest.mark.parametrize(
    ("kind", "subtype", "name"),
    [("WAV", "PCM_24", "sound.wav"), ("MP3", None, "sound.mp3"), ("FLAC", None, "holiday.jpg"), ("OGG", "VORBIS", "x")],
)
def test_uploads_are_heard_whatever_they_are_called(quiet_page: Page, app_url: str, kind: str, subtype: str, name: str):
    page = opened(quiet_page, app_url, clip="sentence")
    upload(page, coded(near()[: 16_000 * 8], kind, subtype), name)
    lasts(
        page,
        8.0 if kind != "MP3" else float(re.search(r"of ([\d.]+) s", page.locator(".scope .status").text_content())[1]),
    )
    wait_for_address(page, clip="own")
    expect(page.get_by_role("radio", name="your sound", exact=True)).to_be_checked()
    assert page.get_by_test_id("stAlert").count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is nothing in this file"),
        (b"<html>no sound</html>" * 50, "This is not a sound file"),
        (b"\x00" * 5000, "This is not a sound file"),
        (audio.wav(near())[:30], "damaged"),
    ],
    ids=["empty", "html", "zeros", "cut in the header"],
)
def test_what_cannot_be_read_gets_a_sentence(quiet_page: Page, app_url: str, data: bytes, said: str):
    page = opened(quiet_page, app_url, clip="near")
    upload(page, data)
    expect(page.get_by_test_id("stAlert").filter(has_text=said)).to_be_visible()
    lasts(drawn(page), 10.0)
    assert page.get_by_test_id("stException").count() == 0


def test_a_huge_file_is_refused_before_it_is_sent(page: Page, app_url: str, tmp_path: Path):
    opened(page, app_url)
    path = tmp_path / "huge.wav"
    with path.open("wb") as file:
        file.truncate(26 * 2**20)
    page.get_by_role("button", name="Upload", exact=True).click()
    page.locator(".st-key-trigger_word-file input[type=file]").set_input_files(path)
    expect(page.get_by_text(re.compile("25.0 ?MB or smaller"))).to_be_visible()
    lasts(page, 10.0)


def test_a_link_to_somebodys_sound_says_so(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="own")
    expect(page.get_by_test_id("stAlert").filter(has_text="somebody's own sound")).to_be_visible()
    lasts(page, 10.0)


def test_a_recording_is_heard(browser_type: BrowserType, app_url: str):
    """With Chromium's own pretended microphone, which beeps."""
    browser = browser_type.launch(executable_path=chromium.installed(), args=[*chromium.ARGS, *MICROPHONE])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    recorder = record(page)
    opened(page, app_url)
    page.get_by_role("button", name="Record", exact=True).first.click()
    recording = page.get_by_test_id("stAudioInput")
    recording.get_by_role("button", name=re.compile("^Record")).click()
    page.wait_for_timeout(2500)
    recording.get_by_role("button", name=re.compile("^Stop")).click()
    expect(page.locator(".scope .status")).not_to_contain_text("of 10.00 s")
    wait_for_address(page, clip="own")
    assert 0.5 < float(re.search(r"of ([\d.]+) s", page.locator(".scope .status").text_content())[1]) < 30
    browser.close()
    recorder.assert_quiet()


def test_what_a_question_says_is_what_the_threshold_does(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near")
    asked = page.locator(".st-key-trigger_word-ask-live-lower")
    threshold = float(re.search(r"stood at ([\d.]+)", asked.text_content())[1])
    asked.get_by_role("radio").first.click()
    explained = page.get_by_test_id("stAlert").first
    expect(explained).to_be_visible()
    wrong = re.search("It is “(.+?)”", explained.text_content())
    answer = wrong[1] if wrong else asked.get_by_role("radio").first.text_content().strip()
    opened(page, app_url, clip="near", threshold=threshold)
    assert events(page) == {"0": "no event", "1": "1 event"}.get(answer, f"{answer} events")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_experiments_set_the_page(quiet_page: Page, app_url: str, place: int):
    page = opened(quiet_page, app_url, clip="reading")
    open_tab(page, "Try this").get_by_role("button", name="Set it up").nth(place).click()
    wait_for_address(page, clip=("near", "noise", "computer")[place])
    drawn(page)
    assert page.get_by_test_id("stAlert").count() == 0


def test_mistakes_and_the_checks_that_catch_them(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near")
    panel = open_tab(page, "Find the bug")
    for name, catches in (("it looks ahead", "largest difference"), ("labels too early", "caught")):
        panel.get_by_role("radio", name=name, exact=True).click()
        expect(panel.get_by_text(catches, exact=True).first).to_be_visible()
        expect(page.get_by_text("A mistake is switched on").first).to_be_visible()
    panel.get_by_role("radio", name="accuracy as the score", exact=True).click()
    expect(panel.get_by_text("one that never fires").first).to_be_visible()
    expect(page.get_by_text("A mistake is switched on")).to_have_count(0)


def test_the_referee_agrees(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    panel = open_tab(page, "Referee")
    panel.get_by_role("button", name="Run the check").click()
    table = panel.locator("table").first
    expect(table).to_contain_text("torch.nn.GRU", timeout=180_000)
    apart = [float(text) for text in table.locator("tbody td:last-child").all_text_contents()]
    assert len(apart) == 8 and apart[0] < 1e-4 and max(apart[1:]) < 1e-5


def test_clips_are_dragged_and_the_mix_is_listened_to(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="make")
    panel = page.get_by_role("tabpanel", name="Make an example")
    clip = panel.get_by_role("slider", name=re.compile("captivate")).first
    before = address(page).get("placed")
    clip.press("ArrowRight")
    page.wait_for_url(lambda url: f"placed={before}" not in url and "placed=" in url, timeout=WAIT)
    panel.get_by_role("button", name="activity", exact=True).click()
    expect(panel.get_by_role("slider", name=re.compile("activity"))).to_have_count(1)
    panel.get_by_role("button", name="Listen to it above").click()
    wait_for_address(page, clip="own")
    lasts(page, 10.0)


def test_files_are_there_and_the_notebook_runs(quiet_page: Page, app_url: str, tmp_path: Path):
    page = opened(quiet_page, app_url, clip="near")
    said = events(page)
    page.get_by_role("button", name="Take it with you").click()
    names = {
        "Numbers (CSV)": "n.csv",
        "Events (CSV)": "e.csv",
        "Sound with the chimes (WAV)": "s.wav",
        "Jupyter notebook": "p.ipynb",
    }
    for label, name in names.items():
        with page.expect_download(timeout=WAIT) as download:
            page.get_by_role("button", name=label).click()
        download.value.save_as(tmp_path / name)
    assert len((tmp_path / "n.csv").read_text("utf-8-sig").splitlines()) == 1 + 492
    fired = len((tmp_path / "e.csv").read_text("utf-8-sig").splitlines()) - 1
    assert said == {0: "no event", 1: "1 event"}.get(fired, f"{fired} events")
    with wave.open(str(tmp_path / "s.wav")) as file:
        assert file.getframerate() == 16_000 and file.getnframes() >= 160_000
    done = subprocess.run(
        [sys.executable, "-c", RUN_NOTEBOOK, tmp_path / "p.ipynb"], cwd=ROOT, capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert "160000 samples, 997 columns, 492 steps" in " ".join(json.loads(done.stdout))


def test_home_shows_it_and_leads_there(quiet_page: Page, app_url: str):
    quiet_page.goto(app_url)
    rested(quiet_page)
    card = quiet_page.get_by_role("link", name=re.compile("Trigger word.*hear its name", re.DOTALL))
    assert (
        card.locator("canvas").evaluate(
            "c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size"
        )
        > 8
    )
    card.click()
    drawn(quiet_page)
