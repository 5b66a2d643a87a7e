"""Find Chromium on this machine, or install it, and the font in which the tests measure pages.

As a program (`python -m tests.browser.chromium`) it makes sure that there is one and prints where. The shell without windows
comes first: a whole Chromium, though it runs headless, draws a window with its own controls around every page.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
FONT = "fonts-liberation"  # as wide as Arial and Helvetica; Chromium's package only recommends it, and others are wider
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


FONTS = Path(__file__).with_name("fonts.conf")


def environment() -> dict[str, str]:
    """Of the browser: the machine's, with the fonts of fonts.conf where fontconfig finds them."""
    return {**os.environ, "FONTCONFIG_FILE": str(FONTS)}


def works(path: str) -> bool:
    """True if the browser at `path` starts and says its version."""
    try:
        answer = subprocess.run([path, "--version", "--no-sandbox"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def installed() -> str | None:
    """Path of a Chromium or Chrome of this machine that starts, else of Playwright's own, else None."""
    from playwright.sync_api import sync_playwright

    for path in filter(None, [*map(shutil.which, NAMES), MAC]):
        if works(path):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if works(path) else None


def may_install_packages() -> bool:
    """Whether Debian's packages can be installed here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def has_font() -> bool:
    """Whether Debian's package of the font is there."""
    return subprocess.run(["dpkg", "-s", FONT], capture_output=True, check=False).returncode == 0


def install() -> None:
    """Debian's package, else Playwright's own browser, until there is one that starts."""
    tries = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if may_install_packages():
        subprocess.run(["apt-get", "update", "-q"], check=False)
        tries[:0] = [
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", name, FONT] for name in (SHELL, "chromium")
        ]
    for command in tries:
        subprocess.run(command, check=False)
        if installed():
            return


def main() -> int:
    if not installed() or (may_install_packages() and not (shutil.which(SHELL) and has_font())):
        install()
    path = installed()
    if path is None:
        print(f"No Chromium could be found or installed. Install one (Debian: apt-get install {SHELL}).")
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
