"""Corrupted files: each gives a clip or a sentence, in a process that neither ends nor grows."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.speech import sounds

ROOT = Path(__file__).parents[3]
GROWTH = 500 * 2**20
SILENT = os.environ | {"PYTHONWARNINGS": "error"}


@pytest.mark.parametrize(
    ("first", "count"),
    [pytest.param(0, 200, id="files 0 to 199"), pytest.param(0, 2_000, id="files 0 to 1999", marks=pytest.mark.fuzz)],
)
def test_corrupted_files_give_a_clip_or_a_sentence(first: int, count: int):
    """A file's number is its seed: `python -m tests.core.speech.audio_fuzz 17 1` reads the one that is number 17."""
    command = [sys.executable, "-m", "tests.core.speech.audio_fuzz", str(first), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, env=SILENT)
    *numbers, told = done.stdout.splitlines()
    assert done.returncode == 0, f"it ended with {done.returncode} at file {told}: {done.stderr[-2000:]}"
    assert done.stderr == "", "the libraries behind it write nothing into the log"
    found = json.loads(told)
    ends = found["ends"]
    assert len(numbers) == sum(ends.values()) == count
    assert "bad clip" not in ends
    assert ends["clip"] > count // 4 and len(ends) > 5, "the files are damaged, but not beyond all reading"
    assert found["grown"] < GROWTH


FORGED = """
import resource, sys
from core.speech.audio import AudioError, read
def grown(data):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        read(data)
    except AudioError as error:
        print(error.key)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
good, forged = sys.stdin.buffer.read().split(b"-----")
read(good)
print(grown(forged))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a process be held to a size")
def test_a_table_of_contents_of_sixty_million_entries_is_not_made():
    """An MP4 of 25 kB that says so; without the limit the process grows by 2.3 GB."""
    good = sounds.encode("m4a", sounds.tones(44_100, 2.0), 44_100)
    forged = bytearray(good)
    for box, values in {b"stsz": (1, 2**26), b"stts": (1, 2**26, 1024), b"stsc": (1, 1, 2**26)}.items():
        struct.pack_into(f">{len(values)}I", forged, forged.index(box) + 8, *values)
    done = subprocess.run(
        [sys.executable, "-c", FORGED], cwd=ROOT, input=good + b"-----" + forged, capture_output=True, check=True
    )
    key, grown = done.stdout.decode().split()
    assert key == "audio.damaged"
    assert int(grown) < GROWTH
