"""The small picture of the lesson on hierarchical softmax."""

from app.lessons.words.hierarchical_softmax import compute
from app.lessons.words.hierarchical_softmax.options import Options


def picture() -> dict[str, object]:
    """Its bands: [depth and height where it begins, the same where it ends, what flows there, whether it leads to the word]."""
    shown, options = compute.first(), Options()
    tree, p = compute.small(shown, options.tree), compute.leaves(shown, options.tree).tolist()
    leaf, bands = shown.river.words.index(options.word), []

    def down(node: int, depth: int, above: int) -> tuple[float, float, int, bool]:
        """Height, what flows there, leaves beneath, whether the word is beneath; `above`: leaves that stand higher."""
        if node < 0:
            return above + 0.5, p[-1 - node], 1, -1 - node == leaf
        ways, leaves = [], 0
        for child in tree.children[node].tolist():
            ways.append(down(child, depth + 1, above + leaves))
            leaves += ways[-1][2]
        height = sum(way[0] for way in ways) / 2
        bands.extend([depth, height, depth + 1, way[0], round(way[1], 4), int(way[3])] for way in ways)
        return height, sum(way[1] for way in ways), leaves, any(way[3] for way in ways)

    down(0, 0, 0)
    return {"bands": bands}
