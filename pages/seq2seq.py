"""Encoder and decoder: a sentence read into one vector, and written from it."""

from app.lessons.translate.seq2seq import page

page.show()
