"""The figures in the lesson's text, measured again on the map that ships and on maps made here."""

import re

import numpy as np

from app import fields, i18n
from app.lessons.words.tsne.options import OWN_WORDS, TYPICAL, Options
from core.words import films, maps
from core.words.options import MapConfig, PointsKey
from core.words.results import Film

TEXT = i18n.lesson_text("tsne", "en")


def made(key: PointsKey, config: MapConfig) -> Film:
    job = maps.draw({"key": key, "config": config})
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


def neighbours(film: Film, word: str) -> tuple[list[str], set[str]]:
    """A word's ten true neighbours, and those of them among its ten nearest on the map, by plain sorting."""
    i, Y = film.names.index(word), film.frames[-1].astype(np.float64)
    mapped = np.argsort(((Y - Y[i]) ** 2).sum(1))[1:11]
    return [film.names[j] for j in film.near[i]], {film.names[j] for j in mapped if j in film.near[i]}


def test_the_first_map_and_its_typical_word():
    film, said = films.first(), TEXT.experiment(1).means
    near, kept = neighbours(film, TYPICAL)
    assert len(near) == 10 and len(kept) == 6 == round(10 * film.kept) and "six of ten" in TEXT.lead
    assert {"england", "australia"} < kept and set(near) - kept == {"denmark", "norway", "sweden", "zimbabwe"}
    assert f"Over all 400 words {100 * film.kept:.0f} % are kept" in said
    assert fields.defaults(Options)["word"] == TYPICAL


def test_pca_keeps_far_less():
    film = made(films.FIRST_KEY, MapConfig(method="pca"))
    assert f"keeps {100 * film.kept:.0f} %" in TEXT.experiment(1).means
    check = TEXT.checks()["straight-0"]
    assert (
        f"{100 * film.kept:.0f} %" in check.options[check.answer]
        and f"{100 * films.first().kept:.0f} %" in check.prompt
    )


def test_a_word_that_is_torn():
    film = films.first()
    near, kept = neighbours(film, "english")
    groups = [film.group_names[film.groups[film.names.index(word)]] for word in near]
    assert [groups.count(name) for name in ("nationalities", "verbs", "countries")] == [5, 4, 1] and len(kept) == 3
    named = set(re.findall(r"\*(\w+)\*", TEXT.experiment(2).means))
    assert named == {word for word, group in zip(near, groups, strict=True) if group != "nationalities"}


def test_noise_has_clusters_all_the_same():
    for perplexity in (5.0, 50.0):
        film = made(PointsKey(kind="noise", count=400), MapConfig(perplexity=perplexity))
        assert 0.17 < film.kept < 0.24, "about a fifth"
        assert abs(film.trust - 0.70) < 0.04 and abs(films.first().trust - 0.96) < 0.005


def test_the_film():
    """Where the exaggeration ends: a quarter of the neighbours, or seven in ten."""
    early = MapConfig().early
    words = tuple(word.strip() for word in OWN_WORDS.split(","))
    own = made(PointsKey(kind="own", count=400, own=words), MapConfig(perplexity=8.0))
    assert len(own.names) == len(words) == 48 and f"{len(words)} words of six kinds" in TEXT.get("picture")
    for film, share in ((films.first(), 0.25), (own, 0.7)):
        before = film.curve.iterations < early
        assert abs(film.curve.kept[before][-1] - share) < 0.05 < film.kept - film.curve.kept[before][-1]
