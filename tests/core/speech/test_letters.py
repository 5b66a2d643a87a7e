"""Text as the recogniser's symbols and back."""

import string

import pytest

from core.speech import letters


def test_back_and_forth():
    text = "it's the quick brown fox"
    assert letters.decode(letters.encode(text)) == text
    assert letters.encode(string.ascii_lowercase) == tuple(range(3, 29))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  The   QUICK, brown—fox!  ", "the quick brown fox"),
        ("café naïve", "cafe naive"),
        ("it’s", "it's"),
        ("10 <b>", "b"),
        ("東京 ok", "ok"),
        ("", ""),
    ],
)
def test_what_is_no_letter(text: str, plain: str):
    assert letters.decode(letters.encode(text)) == plain


def test_blanks_write_nothing():
    assert letters.decode([0, 3, 0, 0, 4, 0]) == "ab"
