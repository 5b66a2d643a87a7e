"""The server as strangers meet it: headers, the content policy, compression, health, uploads, errors."""

import gzip
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.web.headers import FRAME_ANCESTORS, content_security_policy, inline_script_hashes
from tests.browser.waiting import WAIT, after, quiet, result_of
from tests.conftest import record

FIRST_LOAD_BYTES = 2 * 2**20
SENT = "performance.getEntriesByType('resource').reduce((sum, r) => sum + r.transferSize, 0)"


def get(url: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Headers (names in small letters) and body of an answer, as they were sent."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    with urllib.request.urlopen(request, timeout=WAIT / 1000) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def main_script(app_url: str) -> str:
    """Address of Streamlit's own main script."""
    _, page = get(app_url)
    name = re.search(r"static/js/index\.[^.]+\.js", page.decode())[0]
    return f"{app_url}/{name}"


@pytest.mark.parametrize("path", ["/", "/lstm", "/_stcore/health", "/_stcore/host-config", "/favicon.png"])
def test_every_answer_has_the_security_headers(app_url: str, path: str):
    headers, _ = get(app_url + path)
    assert headers["content-security-policy"] == content_security_policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "microphone=(self)" in headers["permissions-policy"]


def test_the_policy_names_no_other_host():
    sources = content_security_policy().replace(";", " ").split()
    assert not [source for source in sources if "://" in source or "*" in source or "." in source]
    scripts = next(part for part in content_security_policy().split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts


def test_inline_scripts_are_allowed_by_their_hash():
    assert inline_script_hashes("<script>\n 1</script>") == ["'sha256-2vXkcHnuUycVfDTE0LBA9SFTIhuQsW4z8xe3CLrQb5o='"]


def test_who_may_frame_the_app_is_configurable(monkeypatch: pytest.MonkeyPatch):
    assert content_security_policy().endswith("frame-ancestors 'self'")
    monkeypatch.setenv(FRAME_ANCESTORS, "https://school.example 'self'")
    assert content_security_policy().endswith("frame-ancestors https://school.example 'self'")


def test_health(app_url: str):
    _, body = get(f"{app_url}/_stcore/health")
    assert body == b"ok"


def test_scripts_are_sent_compressed_and_may_be_kept(app_url: str):
    url = main_script(app_url)
    plain_headers, plain = get(url, Accept_Encoding="identity")
    assert "content-encoding" not in plain_headers
    for _ in range(2):  # compressed now, and from what is kept
        headers, body = get(url, Accept_Encoding="gzip")
        assert headers["content-encoding"] == "gzip"
        assert gzip.decompress(body) == plain
        assert len(body) < 0.4 * len(plain)
        assert "immutable" in headers["cache-control"]
        assert "Accept-Encoding" in headers["vary"]
    page_headers, _ = get(app_url)
    assert page_headers["cache-control"] == "no-cache"


def test_what_a_browser_has_is_not_sent_again(app_url: str):
    url = main_script(app_url)
    headers, _ = get(url, Accept_Encoding="gzip")
    with pytest.raises(urllib.error.HTTPError, match="304"):
        get(url, Accept_Encoding="gzip", If_None_Match=headers["etag"])


def test_parts_of_scripts_are_parts(app_url: str):
    headers, body = get(main_script(app_url), Accept_Encoding="gzip", Range="bytes=0-9")
    assert len(body) == 10 and "content-encoding" not in headers


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/lstm"])
def test_pages_load_quietly_and_small(app_url: str, stranger: BrowserContext, path: str):
    page = stranger.new_page()
    recorder = record(page)
    page.goto(app_url + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    quiet(page).wait_for_load_state("networkidle")
    assert 0 < result_of(page, SENT) < FIRST_LOAD_BYTES
    recorder.assert_quiet()


@pytest.mark.browser
def test_widgets_work_under_the_policy(harness: Callable, quiet_page: Page):
    quiet_page.goto(harness("strangers"))
    expect(quiet_page.locator(".js-plotly-plot .heatmaplayer")).to_have_count(1)
    expect(quiet_page.locator(".katex").first).to_be_visible()
    quiet(quiet_page)


@pytest.mark.browser
def test_uploads_are_limited_and_an_error_says_nothing_of_the_inside(harness: Callable, page: Page, tmp_path: Path):
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(201 * 2**20)
    page.goto(harness("strangers"))
    quiet(page).locator("input[type=file]").set_input_files(large)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("200.0MB or smaller")
    after(page, page.get_by_role("button", name="Fail").click)
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    inside = re.compile("passwd|Traceback|RuntimeError")
    expect(page.locator("body")).not_to_contain_text(inside, use_inner_text=True)


def test_an_upload_past_the_page_is_refused(app_url: str):
    """Who talks to the server directly meets the limits as well: a token is asked for, and then the size."""
    with urllib.request.urlopen(f"{app_url}/_stcore/health", timeout=WAIT / 1000) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    token = {"Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2]}
    assert upload_status(app_url, 10, {}) == 403
    assert upload_status(app_url, 202 * 2**20, token) in (400, 413)


def upload_status(app_url: str, size: int, headers: dict[str, str]) -> int:
    """What the server says to the announcement of an upload of `size` bytes."""
    connection = http.client.HTTPConnection(app_url.removeprefix("http://"), timeout=WAIT / 1000)
    connection.request("PUT", "/_stcore/upload_file/session/file", headers=headers | {"Content-Length": str(size)})
    status = connection.getresponse().status
    connection.close()
    return status


def test_pages_say_their_name_and_are_compressed(app_url: str):
    headers, body = get(f"{app_url}/lstm", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == get(app_url)[1]
    assert b"<title>Unrolled</title>" in gzip.decompress(body)
