"""BLEU: how good a translation is, by counting."""

from app.lessons.translate.bleu import page

page.show()
