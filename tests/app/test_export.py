"""What is taken away can be read elsewhere."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from app.ui import export
from tests.app.notebooks import printed

ROOT = Path(__file__).parents[2]
# In a process of its own, for the event loop that it leaves behind.
IN_A_KERNEL = """
import sys, nbformat, nbclient
book = nbformat.reads(sys.stdin.read(), as_version=4)
print(nbformat.writes(nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()))
"""


def test_csv_is_read_back():
    data = export.csv({"token": ["a", "=1+1", 'q"', "안"], "c[0]": np.array([0.1, 1e-9, -2, 3], dtype=np.float32)})
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["token", "c[0]"]
    assert [row[0] for row in rows[1:]] == ["a", "'=1+1", 'q"', "안"]
    assert np.array([row[1] for row in rows[1:]], dtype=np.float32).tolist() == pytest.approx([0.1, 1e-9, -2, 3])
    with pytest.raises(ValueError):
        export.csv({"a": [1], "b": [1, 2]})


def test_notebook_is_valid_and_runs():
    data = export.notebook(["x = 1 + 1\nprint(x)"], "A title")
    assert data == export.notebook(["x = 1 + 1\nprint(x)"], "A title")
    book = nbformat.reads(data.decode(), as_version=4)
    nbformat.validate(book)
    assert printed(data) == ["2\n"]


def test_notebook_runs_in_a_kernel():
    """As Jupyter runs it: cells share their names, and what the last line is comes out. The other tests use no kernel."""
    data = export.notebook(["x = 1 + 1", "print(x)\nx * 21"], "A title")
    done = subprocess.run(
        [sys.executable, "-c", IN_A_KERNEL], input=data, capture_output=True, timeout=180, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    outputs = [out for cell in json.loads(done.stdout)["cells"] for out in cell.get("outputs", [])]
    assert [out.get("text") or out["data"]["text/plain"] for out in outputs] == [["2\n"], ["42"]]
