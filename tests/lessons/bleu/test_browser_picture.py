"""The picture of BLEU in Chromium: every number, bracket and ribbon beside core's count."""

from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from playwright.sync_api import Page, expect

from app.lessons.translate.bleu.picture import Rest
from core.translate.options import BleuConfig
from tests.lessons.bleu.picturing import alone, order, shows, told, within
from tests.lessons.bleu.saying import DEFAULT, LABELS, SECOND, THE


@pytest.fixture
def picture(quiet_page: Page, harness: Callable[..., str]) -> Callable[..., Page]:
    return lambda **address: alone(quiet_page, harness, **address)


def of(rest: Rest, **more: object) -> dict:
    """The address of it."""
    return {name: value for name, value in asdict(rest).items() if value != getattr(DEFAULT, name)} | more


def test_candidate_1_with_words_pairs_threes_and_fours(picture):
    page = picture()
    for n in (2, 1, 3, 4):
        order(page, n).click()
        told(page, replace(DEFAULT, n=n))
        found = shows(page, replace(DEFAULT, n=n))
    assert [(one.count, one.total) for one in found.orders] == [(17, 18), (10, 17), (7, 16), (4, 15)]
    expect(within(page, "[data-score]")).to_have_text("50.46")


@pytest.mark.parametrize(
    ("rest", "counted"),
    [
        (THE, {}),
        (THE, {"wrongly": "sum"}),
        (replace(DEFAULT, kept=6, n=4), {"wrongly": "upside"}),
        (replace(DEFAULT, kept=2, n=3), {"effective": True, "smooth": "exp"}),
        (SECOND, {"smooth": "exp"}),
        (replace(SECOND, n=3), {"smooth": "add-k", "value": 2.5}),
        (SECOND, {"lowercase": True, "brevity": "shortest", "cut": "blanks"}),
        (Rest("Hello, hello!", ("", "Hello.", "", "hello hello, you"), 1), {"lowercase": True}),
        (Rest("mat the on is cat the", THE.references[:1], 1), {"wrongly": "mean"}),
        (Rest("nothing of it", ("all is said",), 1), {"wrongly": "mean", "smooth": "floor"}),
    ],
    ids=lambda value: (
        "-".join(map(str, value.values()))
        if isinstance(value, dict)
        else f"{value.candidate[:9]}-{value.n}-{value.kept}"
    ),
)
def test_all_of_it_is_what_core_counts(picture, rest, counted):
    wrongly = counted.get("wrongly", "")
    config = BleuConfig(**{name: value for name, value in counted.items() if name != "wrongly"})
    page = picture(**of(rest, **{name: 1 if value is True else value for name, value in counted.items()}))
    shows(page, rest, config, wrongly)
    place = {"": None, "mean": 0, "upside": 0, "sum": 1}[wrongly]
    for line in range(2):
        expect(within(page, ".lines .line").nth(line)).to_have_class("line wrong" if line == place else "line")
    if wrongly:
        expect(within(page, ".line.wrong .aside")).to_have_text(LABELS[f"wrong_{wrongly}"])
        expect(within(page, "svg.side-marks")).to_contain_text(LABELS["score_wrong"])
    expect(within(page, ".term[data-term=sum]")).to_have_count(int(wrongly == "sum"))
