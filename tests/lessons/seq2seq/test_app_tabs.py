"""The tabs on encoder and decoder without a browser: every number in their tables, questions, the referee, both mistakes."""

import base64
import json
import re

import numpy as np
import pytest
import torch
from scipy.spatial.distance import cdist
from streamlit.testing.v1 import AppTest

from app.lessons.translate.seq2seq import compute, figures
from app.lessons.translate.seq2seq.options import HOMEWORK, MAPS
from app.theme import THEMES
from core.referees.attention import encode
from core.translate.options import ONE_WAY, REVERSED, TranslationConfig
from core.translate.translator import Translator
from tests.app.pictures import unpacked
from tests.app.strings import ENGLISH
from tests.app.visiting import opened, pictures, written
from tests.lessons.seq2seq.samples import FRENCH, MILL, table, two

SLUG = "seq2seq"
GREEDY = TranslationConfig("greedy")
MEASURED = compute.measured()


def column(name: str) -> str:
    return ENGLISH[f"{SLUG}.column.{name}"]


def translated(name: str, text: str) -> str:
    return Translator.load(name).translate(text, GREEDY).text


# The map


@pytest.mark.parametrize("reversed_", [False, True])
@pytest.mark.parametrize("kind", MAPS)
def test_the_nearest_sentences_of_a_map(app, kind, reversed_):
    opened(app, SLUG, tab="map", map=kind, text="I gave my sister a card.", reversed=str(int(reversed_)))
    name = REVERSED if reversed_ else ONE_WAY
    is_nearest(app, name, kind, "I gave my sister a card.")


def vectors(name: str, texts: list[str]) -> np.ndarray:
    """c of each, by PyTorch's own layers."""
    model, found = Translator.load(name).model, []
    with torch.inference_mode():
        for text in texts:
            a, size = encode(model, Translator.load(name).read(text)[1]), model.config.encoder
            found.append(torch.cat((a[-1, :size], a[0, size:])).numpy())
    return np.stack(found)


def is_nearest(app: AppTest, name: str, kind: str, text: str) -> None:
    """The table's numbers by scipy, each sentence read for itself."""
    (header, _), rows = unpacked(pictures(app, SLUG)[0].bytes), table(app, "cos")
    texts = header["maps"][kind]["texts"]
    c, own = vectors(name, texts), vectors(name, [text])
    far, near = cdist(c, own)[:, 0], 1 - cdist(c, own, "cosine")[:, 0]
    best = np.argsort(far, kind="stable")[:6]
    assert [row[0] for row in rows] == [texts[i] for i in best]
    for (_, cos, distance), i in zip(rows, best, strict=True):
        assert float(cos) == pytest.approx(near[i], abs=6e-4) and float(distance) == pytest.approx(far[i], abs=6e-3)


def test_a_french_map(app):
    opened(app, SLUG, tab="map", task="fr-en", text=MILL, map="card")
    is_nearest(app, FRENCH, "paraphrases", MILL)
    assert not [group for group in app.get("button_group") if group.key == f"{SLUG}.map"], "there is one map"


@pytest.mark.parametrize("kind", MAPS)
def test_whether_sentences_of_one_meaning_meet(app, kind):
    opened(app, SLUG, tab="map", map=kind)
    header, _ = unpacked(pictures(app, SLUG)[0].bytes)
    map_, (row, words) = header["maps"][kind], table(app, column("within"))
    groups = np.array(map_["groups"])
    c = vectors(ONE_WAY, map_["texts"])
    far = cdist(c, c)
    other, both = ~np.eye(len(c), dtype=bool), (groups[:, None] >= 0) & (groups >= 0)
    same = groups[:, None] == groups
    assert float(row[1]) == pytest.approx(far[both & same & other].mean(), abs=6e-3)
    assert float(row[2]) == pytest.approx(far[both & ~same].mean(), abs=6e-3)
    np.fill_diagonal(far, np.inf)
    right = sum(groups[i] >= 0 and groups[far[i].argmin()] == groups[i] for i in range(len(c)))
    assert row[3] == f"{right} / {(groups >= 0).sum()}" and words[3].endswith(f"/ {(groups >= 0).sum()}")


# Longer sentences


@pytest.mark.parametrize(("name", "text"), [(ONE_WAY, HOMEWORK), (REVERSED, HOMEWORK), (FRENCH, MILL)])
def test_the_sentence_grows_word_by_word(app, name, text):
    opened(app, SLUG, tab="longer", task=name[:5], text=text, reversed=str(int(name == REVERSED)))
    rows, words, has_broken = table(app, column("one_vector")), text.rstrip(".").split(), []
    assert len(rows) == len(words)
    for count, (place, cut, one, other, share) in enumerate(rows, 1):
        assert cut == " ".join(words[:count]).rstrip(",") + "." and place.split()[0] == str(count)
        assert (one, other) == (translated(name, cut), translated(name[:5], cut))
        theirs, ours = (re.findall(r"\w+", said.lower()) for said in (other, one))
        kept = sum(min(ours.count(word), theirs.count(word)) for word in set(theirs))
        assert share == f"{100 * kept / len(theirs):.0f} %"
        has_broken.append(kept <= 0.75 * len(theirs))
    marked = [i for i, row in enumerate(rows) if "✕" in row[0]]
    assert marked == ([first_break(has_broken)] if has_broken[-1] else [])
    said = ENGLISH[f"{SLUG}.breaks"].format(words=first_break(has_broken) + 1) if marked else ENGLISH[f"{SLUG}.holds"]
    assert said.format(words=len(words)) in written(app)


def first_break(broken: list[bool]) -> int:
    """The place from which on all are broken."""
    return max((i + 1 for i, is_bad in enumerate(broken) if not is_bad), default=0)


def test_both_orders_by_length(app):
    app.session_state[f"{SLUG}.by_length.table"] = True
    opened(app, SLUG, tab="longer")
    order = MEASURED["order"]
    rows = table(app, column("tested"))
    for row, ours, other in zip(rows, order["as_it_stands"]["by_length"], order["reversed"]["by_length"], strict=True):
        assert [row[0].split("–")[0].rstrip("+"), row[1]] == [str(ours["from"]), f"{ours['sentences']:,}"]
        for cell, one in zip(row[2:], (ours, other), strict=True):
            assert [float(value) for value in cell.split(" · ")] == pytest.approx(one["bleu"], abs=0.051)
    assert sum(int(row[1].replace(",", "")) for row in rows) == MEASURED["right"]["of"]
    for i, row in enumerate(table(app, column("interval"))):
        one = order["difference"][i]
        assert row[:3] == [str(i + 1), *(f"{order[name]['bleu'][i]:.2f}" for name in ("as_it_stands", "reversed"))]
        low, high = (two(one[end]) if one[end] < 0 else f"+{one[end]:.2f}" for end in ("low", "high"))
        assert row[4] == f"{low} … {high}" and row[3].lstrip("+−") == f"{abs(one['bleu']):.2f}"
        assert row[3][0] == ("−" if one["bleu"] < 0 else "+")


def test_vectors_of_other_sizes(app):
    opened(app, SLUG, tab="longer")
    rows = table(app, column("units"))
    assert [row[0] for row in rows] == ["64", "128", "256", "512"]
    for row, one in zip(rows, MEASURED["sizes"], strict=True):
        assert row[1] == f"{one['bleu']:.1f} ± {one['half_width']:.1f}"
        assert [float(cell) for cell in row[2:]] == pytest.approx([b["bleu"] for b in one["by_length"]], abs=0.051)


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_has_every_training_their_mean_and_the_intervals(theme):
    series = {name: MEASURED["order"][name]["by_length"] for name in ("as_it_stands", "reversed")}
    drawn = figures.by_length(series, dict.fromkeys((*series, "length", "bleu"), "w"), theme).data
    assert len(drawn) == 4
    for line, marks, bins in zip(drawn[::2], drawn[1::2], series.values(), strict=True):
        assert list(line.y) == pytest.approx([np.mean(one["bleu"]) for one in bins], abs=1e-4)
        assert list(line.error_y.array) == pytest.approx([np.mean(one["half_width"]) for one in bins], abs=1e-4)
        assert list(marks.y) == pytest.approx([value for one in bins for value in one["bleu"]], abs=1e-4)
        assert [marks.x[i] for i in (0, 3, -1)] == ["1–4", "5–6", "23+"] and len(marks.x) == 3 * len(bins)


def test_the_chart_on_the_page_is_that_of_what_was_measured(app):
    opened(app, SLUG, tab="longer")
    (chart,) = app.get("plotly_chart")
    lines = json.loads(chart.proto.spec)["data"]
    values = np.frombuffer(base64.b64decode(lines[0]["y"]["bdata"]), lines[0]["y"]["dtype"])
    assert values == pytest.approx(
        [np.mean(b["bleu"]) for b in MEASURED["order"]["as_it_stands"]["by_length"]], abs=1e-4
    )
    assert [line["name"] for line in lines[::2]] == [
        ENGLISH[f"{SLUG}.order.{name}"] for name in ("as_it_stands", "reversed")
    ]
