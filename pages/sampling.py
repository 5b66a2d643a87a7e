"""Sampling."""

from app.lessons.recurrent.sampling import page

page.show()
