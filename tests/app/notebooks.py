"""What a notebook prints when its cells are run: without a kernel, which takes seconds to start, or with one."""

import contextlib
import io
from unittest import mock

import nbformat

# A script that runs the notebook named on its command line in a kernel, and prints what each cell said, as JSON.
RUN_NOTEBOOK = """
import json, sys, nbformat, nbclient
book = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
print(json.dumps([out.get("text", "") for cell in book.cells for out in cell.get("outputs", [])]))
"""


def printed(book: bytes) -> list[str]:
    """What each cell of code of this notebook prints, run one after the other in a namespace of their own.

    Figures are made and not shown: they would open a browser.
    """
    read = nbformat.reads(book.decode(), as_version=4)
    nbformat.validate(read)
    names: dict = {"__name__": "__main__"}
    with mock.patch("plotly.graph_objects.Figure.show"):
        return [_run(cell.source, names) for cell in read.cells if cell.cell_type == "code"]


def _run(source: str, names: dict) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(source, "notebook", "exec"), names)
    return out.getvalue()
