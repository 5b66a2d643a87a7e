"""How quick the language models are: `python -m tests.benchmarks.language`, beside PyTorch's own layer.

One JSON line a case: the least processor time of some runs of each, and their ratio. Scoring a sentence is compared with
`torch.nn.LSTM`, the same products and `cross_entropy`, which give the same numbers and nothing else; for the race of two
sentences by both models at ten sizes of vocabulary, all that a visitor's typing asks for, there is the time alone.
"""

import json

import numpy as np
import torch
from torch.nn.functional import cross_entropy, linear

from core.recurrent import language
from core.recurrent.language.models import LanguageModel
from core.recurrent.language.race import race
from core.recurrent.language.text import spelling, split
from core.referees.recurrent import torch_layer
from tests.benchmarks.bias import least_of

TEXT = "If I had more money, I would buy a bigger house for the children."
OTHER = "If I had more money, I will buy a bigger house for the children."


def by_torch(model: LanguageModel, symbols: list[str], layer: torch.nn.LSTM) -> np.ndarray:
    """−log P at each step."""
    network = model.network
    with torch.inference_mode():
        ids = network.vocabulary.encode(symbols)
        xs = torch.zeros(len(ids) + 1, network.config.embedding)
        xs[1:] = network.E[ids]
        logits = linear(layer(xs)[0] @ network.W_p.t(), network.E, network.b_y)
        return cross_entropy(logits, torch.tensor([*ids, 0]), reduction="none").numpy()


def main() -> None:
    """Both models on a sentence, and a race."""
    torch.set_num_threads(1)
    words, letters = language.load("words"), language.load("letters")
    spelled = [letter for group in spelling(split(TEXT)) for letter in group]
    for name, model, symbols in (("words", words, split(TEXT)), ("letters", letters, spelled)):
        layer = torch_layer(model.network.cell)
        np.testing.assert_allclose(-model.score(TEXT).log_probs, by_torch(model, symbols, layer), atol=1e-3)
        theirs = least_of(20, lambda m=model, s=symbols, layer=layer: by_torch(m, s, layer))
        ours = least_of(20, lambda m=model: m.score(TEXT))
        print(
            json.dumps({"case": f"score a sentence by {name}", "ms": ours, "torch_ms": theirs, "ratio": ours / theirs})
        )
    both = least_of(10, lambda: race(words, letters, TEXT, OTHER))
    print(json.dumps({"case": "race of two sentences, ten vocabularies", "ms": both}))


if __name__ == "__main__":
    main()
