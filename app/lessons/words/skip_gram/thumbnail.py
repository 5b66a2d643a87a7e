"""The small picture of the lesson on skip-gram."""

from app.lessons.words.skip_gram import compute
from app.lessons.words.skip_gram.options import Options


def picture() -> dict[str, object]:
    """The words of groups where they have come to lie, within a square from −1 to 1."""
    found = compute.scene(compute.first(), Options()).map
    named = found.groups < 255
    places = found.xy[-1][named]
    places = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return {"places": (places / abs(places).max()).round(3).tolist(), "groups": found.groups[named].tolist()}
