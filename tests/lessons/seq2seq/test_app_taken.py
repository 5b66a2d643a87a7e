"""What is taken away from the lesson on encoder and decoder: the CSV, the notebook; and its small picture."""

import csv
import io
import json

import numpy as np
import pytest

from app.lessons.translate.seq2seq import notebook, take, thumbnail
from app.lessons.translate.seq2seq.options import CARD, HOMEWORK
from app.lessons.translate.seq2seq.picture import Rest
from app.lessons.translate.seq2seq.shown import Shown
from app.ui import export
from core.translate.options import ONE_WAY, REVERSED
from tests.app.notebooks import printed
from tests.lessons.seq2seq.samples import FRENCH, MILL, maps, read


@pytest.mark.parametrize(("name", "text"), [(ONE_WAY, CARD), (REVERSED, HOMEWORK), (FRENCH, MILL)])
def test_the_csv_has_every_number(name, text):
    found = read(name, text)
    shown = Shown(found, maps(name, text), Rest())
    rows = list(csv.DictReader(io.StringIO(export.csv(take.numbers(shown)).decode("utf-8-sig"))))
    parts = {part: [row for row in rows if row["part"] == part] for part in ("read", "c", "written")}
    for part, numbers in (("read", found.encoder), ("c", found.c[None]), ("written", found.states)):
        width = numbers.shape[1]
        got = [[float(row[f"number_{i + 1}"]) for i in range(width)] for row in parts[part]]
        np.testing.assert_allclose(got, numbers, atol=1e-6, err_msg=part)
        assert all(not row[f"number_{i + 1}"] for row in parts[part] for i in range(width, len(rows[0]) - 4))
    assert [row["piece"] for row in parts["written"]] == list(found.target)
    assert sum(float(row["log_probability"]) for row in parts["written"]) == pytest.approx(
        found.log_probability, abs=1e-5
    )


def test_the_notebook_reads_and_writes_the_same():
    text = "She's \"my\" <sister> \\ 'n' {x}."
    reads, lost, near = printed(export.notebook(notebook.cells(ONE_WAY, text, "card"), title="x"))
    found, where = read(ONE_WAY, text), maps(ONE_WAY, text)["card"]
    assert found.written in reads and len(lost.splitlines()) == len(found.words)
    assert [float(line.split()[-1]) for line in lost.splitlines()] == pytest.approx(found.left_out, abs=0.0051)
    first = near.splitlines()[0]
    assert first.split(" ", 1)[1] == where.texts[int(where.near.argmax())]
    assert float(first.split()[0]) == pytest.approx(where.near.max(), abs=0.00051)


def test_the_thumbnail_is_of_the_first_screen():
    found, drawn = read(), thumbnail.picture()
    assert json.loads(json.dumps(drawn)) == drawn and set(drawn) == {"read", "c", "written"}
    np.testing.assert_allclose(drawn["read"], found.encoder[:, ::16], atol=0.0051)
    np.testing.assert_allclose(drawn["written"], found.states[:, ::16], atol=0.0051)
    np.testing.assert_allclose(drawn["c"], found.c[::8], atol=0.0051)
