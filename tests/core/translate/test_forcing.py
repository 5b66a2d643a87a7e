"""The decoder's loop with its own gradient against autograd; GRU and encoder against PyTorch's; attention against its sums."""

import pytest
import torch
from torch.nn.functional import cross_entropy, softmax

from core.recipes import translate
from core.translate.attention import AdditiveAttention, context
from core.translate.seq2seq import EncoderDecoder, Seq2SeqConfig


def small(kind: str) -> EncoderDecoder:
    """With "attention", "plain" without it, or "one way"."""
    torch.manual_seed(0)
    config = Seq2SeqConfig(50, 60, 12, 10, 14, 8, kind == "attention", one_way=kind == "one way")
    return EncoderDecoder(config).double().eval()


def stepwise(model: EncoderDecoder, source: torch.Tensor, written: torch.Tensor) -> torch.Tensor:
    """The same logits, one step after the other, the GRU by PyTorch's cell."""
    cell = torch.nn.GRUCell(12 + model.config.context, 14).double()
    cell.weight_ih = torch.nn.Parameter(torch.cat((model.W_y.weight, model.W_c.weight), 1))
    cell.bias_ih, cell.weight_hh, cell.bias_hh = model.W_c.bias, model.U_s.weight, model.U_s.bias
    memory, s = model.encode(source)
    logits = []
    for y in model.target_embedding(written).unbind(1):
        c, _ = model.look(s, memory)
        s = cell(torch.cat((y, c), -1), s)
        logits.append(model.project(model.read_out(s, y, c)))
    return torch.stack(logits, 1)


@pytest.mark.parametrize("kind", ["attention", "plain", "one way"])
def test_the_loop_gives_what_pytorchs_cell_gives(kind):
    model = small(kind)
    source, written = torch.randint(0, 50, (5, 7)), torch.randint(0, 60, (5, 6))
    assert torch.allclose(model(source, written), stepwise(model, source, written), atol=1e-12)


@pytest.mark.parametrize("kind", ["attention", "plain", "one way"])
def test_the_gradient_is_autograds(kind):
    model = small(kind)
    source, written, targets = torch.randint(0, 50, (5, 7)), torch.randint(0, 60, (5, 6)), torch.randint(0, 60, (30,))
    gradients = []
    for own in (True, False):
        model.zero_grad()
        if own:
            loss = translate.SmoothedLoss.apply(model(source, written).flatten(0, 1), targets)
        else:
            memory, s = model.encode(source)
            y = model.target_embedding(written)
            states, contexts = [], []
            for y_t in model.W_y(y).unbind(1):
                c, _ = model.look(s, memory)
                s = model.advance(y_t, c, s)
                states.append(s)
                contexts.append(c)
            logits = model.project(model.read_out(torch.stack(states, 1), y, torch.stack(contexts, 1)))
            loss = cross_entropy(logits.flatten(0, 1), targets, label_smoothing=translate.SMOOTHING)
        loss.backward()
        gradients.append({name: p.grad.clone() for name, p in model.named_parameters()} | {"loss": loss.detach()})
    for name, gradient in gradients[1].items():
        assert gradient.abs().max() > 0, name
        assert torch.allclose(gradients[0][name], gradient, atol=1e-13), name


@pytest.mark.parametrize("kind", ["attention", "plain"])
def test_the_gradient_may_be_asked_for_twice(kind):
    """As of any function of PyTorch's: the way back leaves what the way forward has kept as it is."""
    model = small(kind)
    states = model(torch.randint(0, 50, (5, 7)), torch.randint(0, 60, (5, 6)))
    first, second = (
        torch.autograd.grad(states.square().sum(), list(model.parameters()), retain_graph=True, allow_unused=True)
        for _ in range(2)
    )
    for name, once, again in zip(dict(model.named_parameters()), first, second, strict=True):
        assert (once is None) == (again is None), name
        assert once is None or torch.equal(once, again), name


def test_the_encoder_reads_both_ways():
    model = small("attention")
    source = torch.randint(0, 50, (1, 7))
    memory, s = model.encode(source)
    one_way = torch.nn.GRU(12, 10, batch_first=True).double()
    one_way.load_state_dict({n: p for n, p in model.encoder.state_dict().items() if "reverse" not in n})
    x = model.source_embedding(source)
    there, _ = one_way(x)
    one_way.load_state_dict(
        {n.removesuffix("_reverse"): p for n, p in model.encoder.state_dict().items() if "reverse" in n}
    )
    back, last = one_way(x.flip(1))
    assert torch.allclose(memory.a, torch.cat((there, back.flip(1)), -1), atol=1e-12)
    assert torch.allclose(memory.ends, torch.cat((there[:, -1], last[0]), -1), atol=1e-12)
    assert torch.allclose(s, torch.tanh(last[0] @ model.W_s.weight.T + model.W_s.bias), atol=1e-12)


def test_the_encoder_reads_one_way():
    model = small("one way")
    source = torch.randint(0, 50, (3, 7))
    memory, s = model.encode(source)
    layer = torch.nn.GRU(12, 10, batch_first=True).double()
    layer.load_state_dict(model.encoder.state_dict())
    a, last = layer(model.source_embedding(source))
    assert model.config.context == 10 and memory.keys is None
    assert torch.allclose(memory.a, a, atol=1e-12) and torch.allclose(memory.ends, a[:, -1], atol=1e-12)
    assert torch.allclose(s, torch.tanh(last[0] @ model.W_s.weight.T + model.W_s.bias), atol=1e-12)
    first, _ = model.encode(source[:, :4])
    assert torch.allclose(first.a, memory.a[:, :4], atol=1e-12), "what comes later is not known"


def test_attention_is_its_definition():
    torch.manual_seed(1)
    attention = AdditiveAttention(5, 6, 4).double()
    s, a = torch.randn(2, 5).double(), torch.randn(2, 3, 6).double()
    c, alpha = attention(s, a, attention.keys(a))
    for b in range(2):
        e = torch.stack(
            [attention.v @ torch.tanh(attention.W_a.weight @ s[b] + attention.U_a(a[b, t])) for t in range(3)]
        )
        assert torch.allclose(alpha[b], softmax(e, 0))
        assert torch.allclose(c[b], sum(alpha[b, t] * a[b, t] for t in range(3)))
    assert torch.allclose(context(torch.tensor([[0.0, 1.0, 0.0]] * 2).double(), a), a[:, 1])
    assert torch.allclose(alpha.sum(-1), torch.ones(2).double())
