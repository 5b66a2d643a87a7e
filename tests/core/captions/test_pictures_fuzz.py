"""Damaged and very large pictures: each gives a picture or a sentence, in a process that neither ends nor grows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.core.captions.made_pictures import saved

ROOT = Path(__file__).parents[3]
GROWTH = 200 * 2**20
TOLD = os.environ | {"PYTHONWARNINGS": "always"}  # as an error, a warning would pass for a damaged file


@pytest.mark.parametrize(
    ("first", "count"),
    [pytest.param(0, 1_000, id="files 0 to 999"), pytest.param(0, 30_000, id="all", marks=pytest.mark.fuzz)],
)
def test_damaged_files_give_a_picture_or_a_sentence(first: int, count: int):
    """A file's number is its seed: `python -m tests.core.captions.pictures_fuzz 17 1` reads number 17."""
    command = [sys.executable, "-m", "tests.core.captions.pictures_fuzz", str(first), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, env=TOLD)
    *numbers, told = done.stdout.splitlines()
    assert done.returncode == 0, f"it ended with {done.returncode} at file {told}: {done.stderr[-2000:]}"
    assert done.stderr == "", "the libraries behind it write nothing into the log"
    found = json.loads(told)
    ends = found["ends"]
    assert len(numbers) == sum(ends.values()) == count
    assert "bad picture" not in ends
    assert ends["picture"] > count // 8 and len(ends) > 4, "the files are damaged, but not beyond all reading"
    assert found["grown"] < GROWTH


GREATEST = """
import resource, sys
from core.captions.pictures import read
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(read(data).pixels.shape, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there it is counted in kilobytes")
@pytest.mark.parametrize(
    "kind, megabytes",
    [("JPEG", 60), *(pytest.param(*one, marks=pytest.mark.fuzz) for one in (("PNG", 400), ("WEBP", 700)))],
)
def test_forty_million_pixels_take_no_more_memory_than_this(kind: str, megabytes: int):
    noise = np.random.default_rng(0).integers(0, 256, (114, 152, 4 if kind != "JPEG" else 3), dtype=np.uint8)
    image = Image.fromarray(noise).resize((7296, 5472), Image.Resampling.NEAREST)
    data = saved(image, kind, **({"quality": 50} if kind == "JPEG" else {"compress_level": 1} if kind == "PNG" else {}))
    done = subprocess.run(
        [sys.executable, "-c", GREATEST], cwd=ROOT, input=data, capture_output=True, check=True, env=TOLD
    )
    shape, _, grown = done.stdout.decode().strip().rpartition(" ")
    assert shape == "(480, 640, 3)"
    assert int(grown) < megabytes
