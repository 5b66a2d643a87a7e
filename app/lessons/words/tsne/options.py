"""What a visitor sets in the lesson on t-SNE."""

from dataclasses import dataclass

from app import fields

OWN_WORDS = (
    "man, woman, king, queen, prince, princess, boy, girl, father, mother, son, daughter, brother, sister, uncle, aunt, "
    "cat, dog, horse, cow, lion, wolf, bird, fish, apple, pear, orange, banana, bread, cheese, milk, wine, "
    "violin, piano, guitar, drum, song, opera, paris, london, rome, berlin, madrid, france, england, italy, germany, spain"
)
TYPICAL = "ireland"  # six of its ten neighbours stay, as of the map's words on average
MAPS = ("groups", "frequent", "own", "noise", "sizes", "gaps")


@dataclass(frozen=True)
class Options:
    """words: which points; text: the visitor's own words. rate: learning rate, 0 for points divided by the exaggeration.

    frame: of the film, −1 for the last; word: the pinned one. misread: which misreading is looked at. try_: the experiment
    that is on.
    """

    words: str = fields.choice("groups", MAPS)
    text: str = fields.text(OWN_WORDS)
    count: int = fields.number(400, 20, 10_000)
    vectors: str = fields.choice("glove", ("glove", "news", "own"))
    method: str = fields.choice("tsne", ("tsne", "pca", "umap"))
    perplexity: float = fields.number(30.0, 2.0, 200.0)
    rate: float = fields.number(0.0, 0.0, 5000.0)
    exaggeration: float = fields.number(12.0, 1.0, 40.0)
    seed: int = fields.number(1, 0, 9999)
    dimensions: int = fields.choice(2, (2, 3))
    start: str = fields.choice("pca", ("pca", "random"))
    frame: int = fields.number(-1, -1, 100, rests=True)
    word: str = fields.text(TYPICAL, 60, rests=True)
    misread: str = fields.choice("relations", ("relations", "sizes", "gaps", "noise"))
    try_: int = fields.number(1, 0, 3, rests=True)
    tab: str = fields.choice("explain", ("explain", "predict", "methods", "many", "misread", "referee", "hood"))
