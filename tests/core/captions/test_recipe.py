"""How the captioning models are trained and measured, on a handful of made pictures with made sentences."""

from __future__ import annotations

import io
import json
import zipfile
from argparse import Namespace
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from torch.nn.functional import log_softmax

from core.captions import encoder
from core.captions.decoder import Decoder, DecoderConfig
from core.captions.options import ATTEND, BEGIN, END, SPECIAL, UNKNOWN
from core.recipes import captions, captions_alignment, captions_data, captions_measure
from core.recipes.captions_data import Photograph

COLOURS = {"red": (220, 30, 30), "green": (30, 200, 60), "blue": (40, 60, 220), "white": (250, 250, 250)}
PLACES = {"left": (0, 0), "right": (80, 80)}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A zip of eight pictures, squares of a colour in a corner, and what is said about each."""
    folder, rows = tmp_path_factory.mktemp("pictures"), []
    with zipfile.ZipFile(folder / "pictures.zip", "w") as archive:
        for colour, value in COLOURS.items():
            for place, (x, y) in PLACES.items():
                picture = Image.new("RGB", (144, 144), (90, 90, 90))
                picture.paste(value, (x, y, x + 64, y + 64))
                target = io.BytesIO()
                picture.save(target, "JPEG", quality=95)
                name = f"{colour}_{place}.jpg"
                archive.writestr(name, target.getvalue())
                said = [f"A {colour} square on the {place} .", f"{colour} on the {place}", f"the square is {colour}!"]
                said += ["On the left: a square", f"a {'zebra ' * (colour == 'red')}square"]
                rows.append({"file": name, "split": "test" if colour == "white" else "train", "captions": said})
    (folder / "sentences.json").write_text(json.dumps(rows))
    return folder


@pytest.fixture(scope="module")
def taken(files) -> list[Photograph]:
    return [one for one in captions_data.photographs(files / "sentences.json") if one.split == "train"]


@pytest.fixture(scope="module")
def seen(files, taken) -> np.ndarray:
    return captions_data.grids(files / "train.npy", files / "pictures.zip", taken)


def test_sentences_are_cut_into_words_and_rare_ones_left_out(files, taken):
    assert taken[0].sentences[0] == ("a", "red", "square", "on", "the", "left")
    assert taken[0].sentences[2] == ("the", "square", "is", "red")
    words = captions_data.frequent(taken)
    counts = {word: sum(each.count(word) for one in taken for each in one.sentences) for word in words}
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert "zebra" not in words
    assert min(counts.values()) == 6


def test_each_view_is_what_the_encoder_sees_of_it(files, taken, seen):
    with zipfile.ZipFile(files / "pictures.zip") as archive:
        picture = Image.open(io.BytesIO(archive.read(taken[3].file))).convert("RGB").resize((224, 224), Image.BICUBIC)
    plain, mirrored = encoder.grid(np.asarray(picture)), encoder.grid(np.asarray(picture)[:, ::-1])
    np.testing.assert_allclose(seen[0, 3], plain, atol=4e-3)
    # The picture is mirrored before it is made larger, which rounds a few bytes the other way.
    np.testing.assert_allclose(seen[1, 3], mirrored, atol=0.1)
    assert np.abs(seen[2, 3] - plain).max() > 0.5
    again = captions_data.grids(files / "train.npy", files / "nowhere.zip", taken)
    np.testing.assert_array_equal(again, seen)


def test_what_is_tested_on_is_seen_once_and_as_it_is(files):
    tested = [one for one in captions_data.photographs(files / "sentences.json") if one.split == "test"]
    (found,) = captions_data.grids(files / "test.npy", files / "pictures.zip", tested)
    with zipfile.ZipFile(files / "pictures.zip") as archive:
        picture = Image.open(io.BytesIO(archive.read(tested[1].file))).convert("RGB").resize((224, 224), Image.BICUBIC)
    np.testing.assert_allclose(found[1], encoder.grid(np.asarray(picture)), atol=4e-3)


def test_a_batch_holds_every_sentence_of_its_pictures_in_order(taken, seen):
    vocabulary = [*SPECIAL, *captions_data.frequent(taken)]
    (batch,) = captions.Examples(taken, seen, vocabulary, seed=1)
    assert batch.lengths.tolist() == sorted(batch.lengths.tolist(), reverse=True)
    packed = torch.nn.utils.rnn.PackedSequence(
        batch.after, torch.tensor([int((batch.lengths > t).sum()) for t in range(7)])
    )
    after, _ = torch.nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)
    found = set()
    for before, words, length, owner in zip(batch.before, after, batch.lengths, batch.owner, strict=True):
        assert before[0] == SPECIAL.index(BEGIN)
        assert before[1:length].tolist() == words[: length - 1].tolist()
        assert words[length - 1] == SPECIAL.index(END)
        (place,) = [
            i for i in range(len(taken)) if any((seen[v, i] == batch.grids[owner].numpy()).all() for v in range(4))
        ]
        found.add((place, tuple(vocabulary[k] for k in words[: length - 1])))
    known = {w if w in vocabulary else UNKNOWN for one in taken for each in one.sentences for w in each}
    assert UNKNOWN in known
    expected = {
        (i, tuple(w if w in vocabulary else UNKNOWN for w in each))
        for i, one in enumerate(taken)
        for each in one.sentences
    }
    assert found == expected


def test_the_loss_leaves_unknown_words_out_and_wants_the_light_everywhere(taken, seen):
    vocabulary = [*SPECIAL, *captions_data.frequent(taken)]
    (batch,) = captions.Examples(taken, seen, vocabulary, seed=1)
    torch.manual_seed(2)
    decoder = Decoder(DecoderConfig(ATTEND, len(vocabulary), 8, 9, 7, 5)).eval()
    with torch.no_grad():
        logits, alpha = decoder(batch.grids, batch.before, batch.owner, batch.lengths)
    known = batch.after != SPECIAL.index(UNKNOWN)
    assert not known.all()
    log_p = log_softmax(logits[known], -1)
    nats = -log_p.gather(1, batch.after[known][:, None]).mean().item()
    smooth = 0.9 * nats - 0.1 * log_p.mean().item()
    evenly = sum(
        float((1 - sum(row[t] for t in range(length))).square().sum())
        for row, length in zip(alpha, batch.lengths.tolist(), strict=True)
    ) / len(alpha)
    taken_loss, found = captions.loss(decoder, batch, torch.float32, evenly=0.5)
    assert found == pytest.approx(nats, rel=1e-5)
    assert taken_loss.item() == pytest.approx(smooth + 0.5 * evenly / batch.lengths.float().mean().item(), rel=1e-4)


@pytest.mark.parametrize("way, steps, peak", [("start", 200, 0.004), ("every", 40, 0.01), ("attend", 40, 0.01)])
def test_training_ties_sentences_to_their_pictures(way, steps, peak, taken, seen, monkeypatch):
    """After a while on six pictures the sentences are likelier with their own pictures than with others."""
    monkeypatch.setattr(captions, "WARM_UP", 5)
    monkeypatch.setattr(captions, "KEPT", 0.5)
    monkeypatch.setattr(captions, "PEAK", peak)
    vocabulary = [*SPECIAL, *captions_data.frequent(taken)]
    examples = captions.Examples(taken, seen[:1], vocabulary, seed=1)
    torch.manual_seed(2)
    decoder = Decoder(DecoderConfig(way, len(vocabulary), 24, 24, 24, 16, dropout=0.0))
    *_, (epochs, mean, _) = captions.train(decoder, examples, Namespace(epochs=steps, bfloat16=False, evenly=0.0))
    assert epochs == steps
    mean.eval()
    (batch,) = examples
    colours = [taken[i].file.split("_")[0] for i in _places(batch.grids, seen)]
    swapped = [next(i for i, other in enumerate(colours) if other != colour) for colour in colours]
    with torch.no_grad():
        _, own = captions.loss(mean, batch, torch.float32, 0.0)
        _, others = captions.loss(mean, replace(batch, grids=batch.grids[swapped]), torch.float32, 0.0)
    assert own < others - (0.01 if way == "start" else 0.05)
    assert own < 0.6 * np.log(len(vocabulary))


def _places(grids: torch.Tensor, seen: np.ndarray) -> list[int]:
    return [next(i for i, kept in enumerate(seen[0]) if (kept == grid.numpy()).all()) for grid in grids]


def test_the_rate_rises_and_then_falls_to_nearly_nothing():
    rates = [captions.rate(step, 3000) for step in range(3000)]
    assert max(rates) == pytest.approx(captions.PEAK, rel=0.05)
    assert np.argmax(rates) == captions.WARM_UP - 1
    assert rates[0] < rates[100] < rates[299]
    assert rates[-1] == pytest.approx(captions.PEAK / 100, rel=0.01)


def test_the_nearest_picture_lends_the_sentence_most_like_its_others(taken, seen):
    sentences = captions_measure.nearest(np.asarray(seen[0, [4, 1]]) * 2.0, np.asarray(seen[0]), taken)
    assert tuple(sentences[0]) in taken[4].sentences
    assert tuple(sentences[1]) in taken[1].sentences
    assert len({tuple(one) for one in sentences}) == 2


def test_ranks_count_who_stands_before(taken, seen):
    torch.manual_seed(4)
    vocabulary = captions_data.frequent(taken)
    said = captions_alignment.rows(taken, {word: i for i, word in enumerate(vocabulary)})
    network = captions_alignment.AlignmentNetwork(len(vocabulary), 8)
    pictures, sentences = captions_alignment.ranks(network, seen[0], said)
    scores, flat = [], [(k, row) for k, each in enumerate(said) for row in each]
    v, s = network.places(torch.from_numpy(np.array(seen[0])).float()).detach(), network.embedding.weight.detach()
    for picture in v:
        scores.append([sum(float((picture @ s[word]).max()) for word in row) for _, row in flat])
    for k in range(len(said)):
        order = sorted(range(len(flat)), key=lambda n, k=k: -scores[k][n])
        assert pictures[k] == 1 + min(i for i, n in enumerate(order) if flat[n][0] == k)
    for n, (k, _) in enumerate(flat):
        order = sorted(range(len(said)), key=lambda i, n=n: -scores[i][n])
        assert sentences[n] == 1 + order.index(k)
    assert captions_alignment.recall(np.array([1, 3, 7, 20])) == {
        "at_1": 0.25,
        "at_5": 0.5,
        "at_10": 0.75,
        "median": 5.0,
    }
