"""Attention: which words of the source the translator looks at while it writes each word."""

from app.lessons.translate.attention import page

page.show()
