"""Analogies: arithmetic with words, drawn in the plane of the relation."""

from app.lessons.words.analogies import page

page.show()
