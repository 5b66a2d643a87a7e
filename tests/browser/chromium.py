"""Find Chromium on this machine, or install it.

As a program (`python -m tests.browser.chromium`) it makes sure that there is one and prints where.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


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


def install() -> None:
    """Try Playwright's own browser, then Debian's package."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    tries = [[sys.executable, "-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium"]]
    if root and shutil.which("apt-get"):
        tries.append(["sh", "-c", "apt-get update -q && apt-get install -q -y chromium"])
    for command in tries:
        if subprocess.run(command, check=False).returncode == 0 and installed():
            return


def main() -> int:
    if not installed():
        install()
    path = installed()
    if path is None:
        print("No Chromium could be found or installed. Install one (Debian: apt-get install chromium).")
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
