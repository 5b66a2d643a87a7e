"""The palette: readable in both themes, and told apart by the colour-blind."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from app import theme
from tests.app.colours import ciede2000, contrast, least_distance, seen_by

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"

# Terms that stand next to one another in an equation, or are multiplied or added to one another.
BESIDE = (
    ("forget", "memory"),
    ("forget", "update"),
    ("update", "memory"),
    ("update", "candidate"),
    ("candidate", "memory"),
    ("output", "memory"),
    ("output", "activation"),
    ("memory", "activation"),
    ("reset", "memory"),
    ("reset", "candidate"),
    ("reset", "update"),
    ("reset", "input"),
    ("activation", "input"),
)


def test_distance_is_the_published_one():
    # Sharma, Wu, Dalal 2005, table 1, pairs 1, 7, 17 and 25.
    for one, two, expected in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert ciede2000(one, two) == pytest.approx(expected, abs=1e-4)


def test_contrast_is_the_published_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_code_is_readable():
    """On the ground of code, in either theme."""
    sheet = (CONFIG.parents[1] / "assets" / "app.css").read_text("utf-8")
    pairs = re.findall(r"stCode.*light-dark\((#\w{6}), (#\w{6})\)", sheet)
    assert len(pairs) >= 5
    for pair in pairs:
        for mode, colour in zip(("light", "dark"), pair, strict=True):
            assert contrast(colour, theme.PAGE[mode]["panel"]) >= 4.5, colour


@pytest.mark.parametrize("mode", theme.THEMES)
def test_marks_and_texts_are_readable(mode):
    page = theme.PAGE[mode]
    for name, colour in theme.marks(mode).items():
        assert contrast(colour, page["page"]) >= 3, name
    for name, colour in theme.texts(mode).items():
        assert contrast(colour, page["page"]) >= 4.5, name
        assert contrast(colour, page["panel"]) >= 4.5, name
    for name in ("ink", "quiet", "accent"):
        assert contrast(page[name], page["page"]) >= 4.5, name
        assert contrast(page[name], page["panel"]) >= 4.5, name


@pytest.mark.parametrize("mode", theme.THEMES)
def test_meanings_are_told_apart(mode):
    marks = theme.marks(mode)
    for one, two in itertools.combinations(marks, 2):
        assert least_distance(marks[one], marks[two]) >= 11, (one, two)
    for one, two in BESIDE:
        assert least_distance(marks[one], marks[two]) >= 14, (one, two)


@pytest.mark.parametrize("mode", theme.THEMES)
@pytest.mark.parametrize("group", theme.SECOND)
def test_second_meanings_of_a_group_are_told_apart(group, mode):
    shown = [theme.MEANINGS[name][f"mark_{mode}"] for name in theme.SECOND[group]]
    for one, two in itertools.combinations(shown, 2):
        assert least_distance(one, two) >= 14, (group, one, two)


def test_a_meaning_has_one_colour():
    names = [name for group in theme.SECOND.values() for name in group]
    assert len(set(names)) == len(names) and not set(names) & set(theme.PALETTE)
    assert set(theme.MEANINGS) == set(theme.PALETTE) | set(names)
    assert theme.MEANINGS["lstm"] == theme.PALETTE["memory"]


@pytest.mark.parametrize("mode", theme.THEMES)
def test_signed_scale_is_told_apart_and_even(mode):
    scale = theme.SIGNED[mode]
    for end in ("negative", "positive"):
        assert contrast(scale[end], theme.PAGE[mode]["page"]) >= 3
        assert least_distance(scale[end], scale["zero"]) >= 25
    assert least_distance(scale["negative"], scale["positive"]) >= 20
    lightness = [seen_by(scale[end], "normal")[0] for end in ("negative", "positive")]
    assert abs(lightness[0] - lightness[1]) < 8, "neither sign outshines the other"


def test_texts_keep_the_hue_of_their_marks():
    for name in theme.PALETTE:
        for mode in theme.THEMES:
            mark, text = theme.marks(mode)[name], theme.texts(mode)[name]
            assert ciede2000(seen_by(mark, "normal"), seen_by(text, "normal")) < 15, name


def test_config_has_the_same_page():
    config = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    names = {"page": "backgroundColor", "panel": "secondaryBackgroundColor", "ink": "textColor", "lines": "borderColor"}
    for mode in theme.THEMES:
        for name, option in (names | {"accent": "primaryColor"}).items():
            assert config[mode][option] == theme.PAGE[mode][name], (mode, name)


def test_mix_and_scales():
    assert theme.mix("#000000", "#ffffff", 0.5) == "#808080"
    assert theme.signed_scale("light")[1] == [0.5, theme.SIGNED["light"]["zero"]]
    assert theme.sequential_scale("dark", "forget")[1] == [1.0, theme.PALETTE["forget"]["mark_dark"]]
