"""The map that a visitor of the lesson on t-SNE sees first: `python -m core.recipes.tsne_first`, a few seconds."""

from collections.abc import Iterator

from core.words import films, maps
from core.words.results import Film


def ended(steps: Iterator) -> Film:
    """What a job returns, run to its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def main() -> None:
    film = ended(maps.draw({"key": films.FIRST_KEY, "config": films.FIRST_CONFIG}))
    films.FIRST.parent.mkdir(exist_ok=True)
    films.save(film, films.FIRST)


if __name__ == "__main__":
    main()
