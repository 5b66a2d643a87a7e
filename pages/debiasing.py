"""Debiasing: a direction found, words slid to 0 along it, pairs made mirror images; and what that loses and leaves."""

from app.lessons.words.debiasing import page

page.show()
