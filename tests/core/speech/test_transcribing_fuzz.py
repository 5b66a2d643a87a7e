"""Five hundred damaged and strange files: each is written down, or a sentence says why not; the process goes on."""

import json
import subprocess
import sys

from tests.core.speech.test_audio_fuzz import ROOT, SILENT


def test_damaged_files_are_heard_or_refused():
    """`python -m tests.core.speech.transcribing_fuzz 17 1` reads the one that is number 17."""
    command = [sys.executable, "-m", "tests.core.speech.transcribing_fuzz", "0", "500"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, env=SILENT)
    *numbers, told = done.stdout.splitlines()
    assert done.returncode == 0, f"it ended with {done.returncode} at file {told}: {done.stderr[-2000:]}"
    assert done.stderr == ""
    ends = json.loads(told)
    assert len(numbers) == sum(ends.values()) == 500
    assert "badly heard" not in ends
    assert ends["heard"] > 100 and len(ends) > 5, "damaged, but not beyond all reading"
