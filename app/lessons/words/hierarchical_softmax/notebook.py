"""The notebook that builds the tree and walks it again with core."""

from __future__ import annotations

from collections.abc import Sequence


def cells(words: Sequence[str], centre: str, kind: str, word: str) -> list[str]:
    """Cells for Huffman's tree, the walk to a word, all leaves, and the real tree."""
    at = 0 if kind == "huffman" else 1
    return [
        (
            "from core.words import huffman, rivers, walks\n\n"
            f"shown = rivers.river({tuple(words)!r}, {centre!r})\n"
            "found = huffman.tree(dict(zip(shown.words, shown.counts.tolist())))\n"
            "for word in shown.words:\n    print(f'{word:12} {found.code(word)}')\n"
            "print('H', huffman.entropy(shown.counts), 'mean', huffman.mean_depth(found.tree, shown.counts))"
        ),
        (
            f"tree = shown.trees[{at}]  # {kind}\n"
            "p = rivers.leaves(tree, shown.e)\n"
            "for word, share in zip(shown.words, p):\n    print(f'{word:12} {share:.4f}')\n"
            f"print(p[shown.words.index({word!r})], 'all leaves', p.sum())"
        ),
        (
            f"real = walks.real({kind!r}, {centre!r}, shown.words)\n"
            f"print({word!r}, real.codes[shown.words.index({word!r})], real.p[shown.words.index({word!r})])\n"
            "print('all', real.vocabulary, 'leaves', real.total, '- likeliest', real.best, '- greedy', real.greedy)"
        ),
        (
            "import plotly.graph_objects as go\n\n"
            "go.Figure(go.Bar(x=shown.words, y=p)).update_layout(yaxis_title='p(t | c)').show()"
        ),
    ]
