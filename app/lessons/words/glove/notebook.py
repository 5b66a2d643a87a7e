"""The notebook that counts and fits again with core."""

from __future__ import annotations

from collections.abc import Mapping


def cells(name: str, config: Mapping, sentence: str, about: str) -> list[str]:
    """Cells that count, train, look at ratios and neighbours, and draw the cost."""
    is_own = name not in ("wordnet", "shakespeare")
    own = 'text = corpus.build(corpus.sentences(open("your text.txt", encoding="utf-8").read()), config.min_count, config.most)'
    shipped = f"text = corpus.shipped({name!r}, config.min_count, config.most)"
    return [
        (
            "import numpy as np\nimport torch\n\nfrom core.words import corpus, counting, glove, ratios\n\n"
            "torch.set_num_threads(1)\nnp.set_printoptions(suppress=True, linewidth=120)\n"
            f"config = glove.Config(**{dict(config)!r})\n{own if is_own else shipped}\n"
            f"shown = counting.counted(text, {sentence!r})\n"
            "print(shown.words)\n"
            "print(counting.matrix(shown, config.window, config.harmonic, config.symmetric).round(1))"
        ),
        (
            f"first, second, probes = ratios.read(text.words, {about!r})\n"
            "found = ratios.of_text(text, first, second, probes, config.window, config.harmonic, config.symmetric)\n"
            "for word, ratio in zip(probes, found.ratio):\n    print(f'{word:16} {ratio:.3g}')"
        ),
        (
            "costs = []\nfor progress in glove.train(text, config):\n"
            "    costs.append((progress.epochs, progress.loss))\n"
            "vectors = progress.vectors\nfor word in text.words[100:110]:\n"
            "    print(word, [near for near, _ in vectors.most_similar(word, top=4)])"
        ),
        (
            "import plotly.graph_objects as go\n\nepochs, values = zip(*costs)\n"
            "go.Figure(go.Scatter(x=epochs, y=values)).update_layout(xaxis_title='epoch', yaxis_title='cost of a cell').show()"
        ),
    ]
