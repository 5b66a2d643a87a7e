"""The small picture of the lesson on t-SNE."""

from app.lessons.words.tsne import compute


def picture() -> dict[str, object]:
    """The map that stands there first, within a square from −1 to 1."""
    film = compute.first_map()[2]
    places = film.frames[-1] - (film.frames[-1].max(axis=0) + film.frames[-1].min(axis=0)) / 2
    return {"places": (places / abs(places).max()).round(3).tolist(), "groups": film.groups.tolist()}
