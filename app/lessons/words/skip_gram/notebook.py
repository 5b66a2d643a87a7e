"""The notebook that trains again with core."""

from __future__ import annotations

from collections.abc import Mapping


def cells(name: str, config: Mapping) -> list[str]:
    """Cells that train, look at neighbours, and draw the loss."""
    is_own = name not in ("wordnet", "shakespeare")
    own = 'text = corpus.build(corpus.sentences(open("your text.txt", encoding="utf-8").read()), config.min_count, config.most)'
    shipped = f"text = corpus.shipped({name!r}, config.min_count, config.most)"
    return [
        (
            "import torch\n\nfrom core.words import corpus, word2vec\n\ntorch.set_num_threads(1)\n"
            f"config = word2vec.Config(**{dict(config)!r})\n{own if is_own else shipped}\n"
            "losses = []\nfor progress in word2vec.train(text, config):\n"
            "    losses.append((progress.epochs, progress.loss))\n"
            "print(f'{progress.words:,} words, {progress.rate:,.0f} a second')"
        ),
        (
            "vectors = progress.vectors\nfor word in text.words[100:110]:\n"
            "    print(word, [near for near, _ in vectors.most_similar(word, top=4)])"
        ),
        (
            "import plotly.graph_objects as go\n\nepochs, values = zip(*losses)\n"
            "go.Figure(go.Scatter(x=epochs, y=values)).update_layout(xaxis_title='epoch', yaxis_title='loss of a pair').show()"
        ),
    ]
