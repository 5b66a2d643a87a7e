"""What is taken away can be read elsewhere."""

import csv
import io
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from app.ui import export


def test_csv_is_read_back():
    data = export.csv({"token": ["a", "=1+1", 'q"', "안"], "c[0]": np.array([0.1, 1e-9, -2, 3], dtype=np.float32)})
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["token", "c[0]"]
    assert [row[0] for row in rows[1:]] == ["a", "'=1+1", 'q"', "안"]
    assert np.array([row[1] for row in rows[1:]], dtype=np.float32).tolist() == pytest.approx([0.1, 1e-9, -2, 3])
    with pytest.raises(ValueError):
        export.csv({"a": [1], "b": [1, 2]})


def test_notebook_is_valid_and_runs():
    data = export.notebook([("markdown", "# A title"), ("code", "x = 1 + 1\nprint(x)")], "A title")
    assert data == export.notebook([("markdown", "# A title"), ("code", "x = 1 + 1\nprint(x)")], "A title")
    book = nbformat.reads(data.decode(), as_version=4)
    nbformat.validate(book)
    code = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "2\n"
