"""Beam search: the likeliest sentence without trying them all, as a tree that grows."""

from app.lessons.translate.beam_search import page

page.show()
