"""Sources of unlike length side by side against each of them alone."""

import pytest
import torch

from core.translate import prefixes
from core.translate.options import TranslationConfig
from core.translate.translator import END
from tests.core.translate.test_translator import made

torch.set_num_threads(1)
GREEDY = TranslationConfig("greedy")
TEXTS = ("I know.", "I don't know where the old library is.", "No", "The marvellous city lies by the sea, doesn't it?")


@pytest.fixture(scope="module", params=["attention", "plain", "one way"])
def translator(request):
    return made(request.param == "attention", end=1.3, one_way=request.param == "one way")


def test_each_is_read_as_it_is_alone(translator):
    sources = [translator.read(text)[1] for text in TEXTS]
    memory, first = prefixes.encode(translator.model, sources)
    for row, ids in enumerate(sources):
        alone, s = translator.model.encode(torch.tensor([ids]))
        assert torch.allclose(memory.ends[row], alone.ends[0], atol=1e-6)
        assert torch.allclose(memory.a[row, : len(ids)], alone.a[0], atol=1e-6) and not memory.a[row, len(ids) :].any()
        assert torch.allclose(first[row], s[0], atol=1e-6)
        if translator.model.attention:
            assert torch.allclose(memory.keys[row, : len(ids)], alone.keys[0], atol=1e-6)


def test_each_is_written_as_it_is_alone(translator):
    sources = [translator.read(text)[1] for text in TEXTS]
    written, alpha = prefixes.side_by_side(translator.model, sources, max(map(translator.most, sources)))
    assert (alpha is None) == (translator.model.attention is None)
    lengths = set()
    for row, (text, ids) in enumerate(zip(TEXTS, sources, strict=True)):
        alone = translator.translate(text, GREEDY)
        tokens = written[row].tolist()[: len(alone.tokens)]
        assert tuple(tokens) == alone.tokens, text
        lengths.add(len(tokens))
        if alpha is not None:
            assert torch.allclose(alpha[row, : len(tokens), : len(ids)], torch.from_numpy(alone.attention), atol=1e-5)
            assert not alpha[row, :, len(ids) :].any()
    assert len(lengths) > 1, "they end at different steps"


@pytest.mark.parametrize("one_way", [True, False])
def test_what_would_be_written_after_each_piece(one_way):
    translator = made(False, seed=1, end=1.3, one_way=one_way)
    _, ids = translator.read(TEXTS[1])
    found = prefixes.would(translator, ids)
    assert len(found) == len(ids) and len(set(found)) > 3
    for t, text in enumerate(found):
        stepper = translator.stepper([*ids[: t + 1], END] if t < len(ids) - 1 else ids)
        state, y, tokens = stepper.start(), None, []
        while len(tokens) < translator.most(ids) and (not tokens or tokens[-1] != END):
            logits, state = stepper.step(state, y)
            y = logits.argmax(-1)
            tokens.append(int(y))
        assert text == translator.target.decode(tokens), t
