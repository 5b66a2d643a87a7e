"""The trigger word as a visitor meets it: clips, uploads of all sorts, the microphone, the threshold, links, files."""

import io
import json
import re
import subprocess
import sys
import wave
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import soundfile
from playwright.sync_api import BrowserContext, BrowserType, Locator, Page, expect

from core.speech import audio
from core.speech.presets import presets
from tests.app.notebooks import RUN_NOTEBOOK
from tests.browser import chromium
from tests.browser.serving import ROOT
from tests.browser.test_visits import faults
from tests.browser.visits import address, link, no_overflow, open_folded, open_tab, pick, wait_for_address
from tests.browser.waiting import WAIT, after, attribute_of, box_of, number_of, quiet, result_of, text_of, texts_of
from tests.conftest import record

SLUG = "trigger_word"
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
TABS = (
    "Explain",
    "Predict, then see",
    "Streaming",
    "How good is it?",
    "Make an example",
    "Find the bug",
    "More",
)
QUESTIONS = 8
HEARD = 6 * WAIT  # a worker gives way to all else: what it has to hear may take long on a busy machine
COLOURS = "c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size"


def opened(page: Page, url: str, **query: object) -> Page:
    """Open the lesson and wait until its picture stands."""
    page.goto(f"{url}/{SLUG}?{urlencode(query)}")
    return drawn(page)


def drawn(page: Page) -> Page:
    expect(status(quiet(page))).to_contain_text("s of", timeout=HEARD)
    return quiet(page)


def status(page: Page) -> Locator:
    """The line that says where the cursor stands, and how long the sound is."""
    return page.locator(".scope .status")


def lasts(page: Page, seconds: float) -> None:
    """The sound on screen is this long."""
    expect(status(page)).to_contain_text(f"of {seconds:.2f} s", timeout=HEARD)


def length(page: Page) -> float:
    """How long the sound on screen is, in seconds."""
    return float(re.search(r"of ([\d.]+) s", text_of(status(page)))[1])


def events(page: Page) -> str:
    """How many events, as the picture says."""
    return text_of(page.get_by_text(re.compile(r"^(no event|1 event|\d+ events)$")).first)


def field(page: Page) -> Locator:
    """What takes a file, in the popover."""
    shown = page.locator(".st-key-trigger_word-file input[type=file]")
    if not number_of(shown):
        after(page, page.get_by_role("button", name="Upload", exact=True).click)
    return shown


def upload(page: Page, data: bytes, name: str = "sound.wav", kind: str = "audio/wav") -> None:
    """Choose a file; returns when the page has answered."""
    shown = field(page)
    after(page, lambda: shown.set_input_files({"name": name, "mimeType": kind, "buffer": data}))


def no_complaint(page: Page) -> None:
    """Nothing failed, and nothing is warned of."""
    for kind in ("stAlert", "stException"):
        expect(page.get_by_test_id(kind)).to_have_count(0)


def near() -> np.ndarray:
    return audio.read(presets()["near"].data).samples


def coded(samples: np.ndarray, kind: str, subtype: str | None = None) -> bytes:
    """The samples as a file of libsndfile's."""
    target = io.BytesIO()
    soundfile.write(target, samples, 16_000, format=kind, subtype=subtype)
    return target.getvalue()


def test_it_opens_quietly_and_fits(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url)
    lasts(page, 10.0)
    box = box_of(page.get_by_role("tab", name=TABS[0]))  # picture, formula and tabs stand there without scrolling
    assert box["y"] + box["height"] < 900
    beneath = box_of(page.locator(".scope .beneath"))
    assert beneath["y"] + beneath["height"] <= 800
    expect(page.locator(".scope math").first).to_be_visible()
    expect(page.get_by_role("tab")).to_have_text(TABS)
    for tab in TABS:
        open_tab(page, tab)
        no_overflow(page)
        no_complaint(page)
        assert not faults(page), f"in {tab}"


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


def test_a_link_opens_the_same_picture(quiet_page: Page, app_url: str, stranger: BrowserContext):
    page = opened(quiet_page, app_url, clip="noise", threshold="0.3", seconds="5", agree="2", tab="bug", bug="early")
    other = stranger.new_page()
    recorder = record(other)
    other.goto(link(page))
    drawn(other)
    assert address(other) == address(page) and events(other) == events(page)
    expect(status(other)).to_contain_text("5.00 s of 10.00 s")
    expect(other.get_by_role("tab", name="Find the bug")).to_have_attribute("aria-selected", "true")
    expect(other.get_by_text("A mistake is switched on").first).to_be_visible()
    recorder.assert_quiet()


def test_uploads_are_heard_whatever_they_are_called(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="sentence")
    for kind, subtype, name, seconds in (
        ("WAV", "PCM_24", "sound.wav", 2.0),
        ("FLAC", None, "holiday.jpg", 3.0),
        ("OGG", "VORBIS", "x", 4.0),
        ("MP3", None, "sound.mp3", 5.0),
    ):
        upload(page, coded(near()[: round(16_000 * seconds)], kind, subtype), name)
        if kind == "MP3":
            rounded_up = re.compile(r"of (4\.9|5\.[0-2])\d s")  # to whole frames
            expect(status(page)).to_contain_text(rounded_up, timeout=HEARD)
        else:
            lasts(page, seconds)
        wait_for_address(page, clip="own")
        expect(page.get_by_role("radio", name="your sound", exact=True)).to_be_checked()
        no_complaint(quiet(page))


def test_what_cannot_be_read_gets_a_sentence(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near")
    for name, data, said in (
        ("empty", b"", "There is nothing in this file"),
        ("html", b"<html>no sound</html>" * 50, "This is not a sound file"),
        ("cut in the header", audio.wav(near())[:30], "damaged"),
        ("zeros", b"\x00" * 5000, "This is not a sound file"),
    ):
        upload(page, data, f"{name}.wav")
        expect(page.get_by_test_id("stAlert").filter(has_text=said)).to_be_visible(timeout=HEARD)
        lasts(drawn(page), 10.0)
        expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_huge_file_is_refused_before_it_is_sent(page: Page, app_url: str, tmp_path: Path):
    opened(page, app_url)
    path = tmp_path / "huge.wav"
    with path.open("wb") as file:
        file.truncate(26 * 2**20)
    field(page).set_input_files(path)
    expect(page.get_by_text(re.compile("25.0 ?MB or smaller"))).to_be_visible()
    lasts(page, 10.0)
    assert address(page).get("clip") != "own"


def test_a_link_to_somebodys_sound_says_so(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="own")
    expect(page.get_by_test_id("stAlert").filter(has_text="somebody's own sound")).to_be_visible()
    lasts(page, 10.0)


def test_a_recording_is_heard(browser_type: BrowserType, app_url: str):
    """With Chromium's own pretended microphone, which beeps."""
    path, arguments = chromium.installed(), [*chromium.ARGS, *MICROPHONE]
    with browser_type.launch(executable_path=path, args=arguments, env=chromium.environment()) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        recorder = record(page)
        opened(page, app_url)
        after(page, page.get_by_role("button", name="Record", exact=True).first.click)
        recording = page.get_by_test_id("stAudioInput")
        recording.get_by_role("button", name=re.compile("^Record")).click()
        expect(recording.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text(re.compile("^00:0[1-9]$"))
        recording.get_by_role("button", name=re.compile("^Stop")).click()
        expect(status(page)).not_to_contain_text("of 10.00 s", timeout=HEARD)
        wait_for_address(page, clip="own")
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
        assert 0.5 < length(page) < 30
        recorder.assert_quiet()


def test_what_a_question_says_is_what_the_threshold_does(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near", tab="predict")
    asked, following = (
        page.locator(".st-key-trigger_word-ask-live-lower"),
        page.get_by_role("button", name="Next question"),
    )
    for _ in range(QUESTIONS):
        if number_of(asked):
            break
        after(page, page.locator("[class*=st-key-trigger_word-ask-]").get_by_role("radio").first.click)
        after(page, following.click)
    threshold = float(re.search(r"stood at ([\d.]+)", text_of(asked))[1])
    first = text_of(asked.get_by_role("radio").first).strip()
    after(page, asked.get_by_role("radio").first.click)
    wrong = re.search("It is “(.+?)”", text_of(page.get_by_test_id("stAlert").first))
    answer = wrong[1] if wrong else first
    opened(page, app_url, clip="near", threshold=threshold)
    assert events(page) == {"0": "no event", "1": "1 event"}.get(answer, f"{answer} events")


def test_experiments_set_the_page(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="reading")
    for chip, found, count in (
        (1, {}, "1 event"),
        (2, {"clip": "near"}, "3 events"),
        (3, {"chunk": "0.5"}, "no event"),
    ):
        after(page, page.locator(f".scope [data-try='{chip}']").click)
        no_complaint(drawn(page))
        assert events(page) == count
        assert {name: address(page).get(name) for name in found} == found
        assert address(page).get("try", "1") == str(chip)


def test_sound_comes_chunk_by_chunk(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, chunk=1, seconds=0)
    stage, said = page.locator(".scope .plots"), page.locator(".scope .chunk-text")
    expect(said).to_contain_text("0 of 10 chunks have come, the state carried on")
    cover = page.locator(".scope .veil").nth(1)
    assert events(page) == "no event"
    covered = [float(attribute_of(cover, "width"))]
    for count in range(1, 6):
        stage.press("ArrowRight")
        expect(said).to_contain_text(f"{count} of 10 chunks have come")
        expect(status(page)).to_contain_text(f"{count}.00 s of")
        covered.append(float(attribute_of(cover, "width")))
    assert covered == sorted(covered, reverse=True) and covered[0] > 1.8 * covered[-1]
    assert events(page) == "1 event", "at 4.69 s, known when the chunk has come"
    expect(said).to_contain_text(re.compile(r"difference from the whole sound: \de-7"))
    stage.press("ArrowLeft")
    assert events(page) == "no event"
    quiet(page)
    after(page, page.locator(".scope [data-chunk='0.5']").click)
    wait_for_address(page, chunk="0.5", seconds="4")
    after(page, page.locator(".scope label", has_text="forget the state").click)
    wait_for_address(page, chunk="0.5", forget="1")
    stage.press("End")
    expect(said).to_contain_text("20 of 20 chunks have come, the state forgotten at each")
    expect(said).to_contain_text("0.94")
    assert events(page) == "no event"
    after(page, page.locator(".scope [data-chunk='0']").click)
    assert events(page) == "1 event" and "chunk" not in address(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not faults(quiet(page)), scheme


def test_mistakes_and_the_checks_that_catch_them(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, clip="near")
    panel = open_tab(page, "Find the bug")
    for name, catches in (("it looks ahead", "largest difference"), ("labels too early", "caught")):
        pick(panel, name)
        expect(panel.get_by_text(catches, exact=True).first).to_be_visible()
        expect(page.get_by_text("A mistake is switched on").first).to_be_visible()
    pick(panel, "accuracy as the score")
    expect(panel.get_by_text("one that never fires").first).to_be_visible()
    expect(page.get_by_text("A mistake is switched on")).to_have_count(0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        assert not faults(page), scheme


def test_the_referee_agrees(quiet_page: Page, app_url: str):
    """On a second of sound: on more, the chunks of a few samples take long; `core` is tested on that."""
    page = opened(quiet_page, app_url)
    upload(page, audio.wav(near()[:16_000]))
    lasts(page, 1.0)
    panel = open_folded(page, "Referee")
    panel.get_by_role("button", name="Run the check").click()
    table = panel.locator("table").first
    expect(table).to_contain_text("torch.nn.GRU", timeout=HEARD)
    apart = [float(text) for text in texts_of(table.locator("tbody td:last-child"))]
    assert len(apart) == 8 and apart[0] < 1e-4 and max(apart[1:]) < 1e-5


def test_clips_are_dragged_and_the_mix_is_listened_to(quiet_page: Page, app_url: str):
    page = opened(quiet_page, app_url, tab="make")
    panel = page.get_by_role("tabpanel", name="Make an example")
    before = address(page).get("placed")
    after(page, lambda: panel.get_by_role("slider", name=re.compile("captivate")).first.press("ArrowRight"))
    assert address(page)["placed"] != before
    after(page, panel.get_by_role("button", name="activity", exact=True).click)
    expect(panel.get_by_role("slider", name=re.compile("activity"))).to_have_count(1)
    after(page, panel.get_by_role("button", name="Hear it with the detector").click)
    wait_for_address(page, clip="own")
    lasts(page, 10.0)
    expect(page.get_by_role("radio", name="your sound", exact=True)).to_be_checked()


def test_files_are_there_and_the_notebook_runs(quiet_page: Page, app_url: str, tmp_path: Path):
    page = opened(quiet_page, app_url, clip="near")
    said = events(page)
    after(page, page.get_by_role("button", name="Take it with you").click)
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
    card = quiet_page.get_by_role("link", name=re.compile("Trigger word.*hear its name", re.DOTALL))
    expect(card.locator("canvas")).to_be_visible()
    assert result_of(card.locator("canvas"), COLOURS) > 8
    card.click()
    drawn(quiet_page)
