"""Run all tests in two lanes side by side, those in the browser and the rest: `python -m tests.lanes [path …]`.

One server, one browser and one warm context serve all tests in the browser. They take longest and wait for one another, so
they go first where a core is wanted by both. Their lane is shown as it runs, the other when both have ended; `.cache/tests`
keeps what that printed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / ".cache" / "tests" / "others.log"
NONE_FOUND = 5  # pytest's word for no test of a lane among the paths
OTHERS = ["-m", "not browser and not fuzz", "-rfE"]
# Once more if one fails, for a machine that stalls; `tests/conftest.py` says which.
BROWSER = ["-m", "browser and not fuzz", "-rfE", "--reruns", "1"]
NICE = ["nice"] if shutil.which("nice") else []


def command(lane: list[str], paths: list[str]) -> list[str]:
    """The call of pytest for a lane."""
    return [sys.executable, "-m", "pytest", *lane, *paths]


def main(paths: list[str]) -> int:
    """0 if every test passed and there was one."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}  # two lanes on two cores
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w") as log:
        others = subprocess.Popen(
            [*NICE, *command(OTHERS, paths)], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            browser = subprocess.run(command(BROWSER, paths), cwd=ROOT, env=environment, check=False).returncode
            codes = [browser, others.wait()]
        finally:
            others.kill()
    print(LOG.read_text("utf-8"), flush=True)
    return next((code for code in codes if code not in (0, NONE_FOUND)), 0 if 0 in codes else NONE_FOUND)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
