"""The page of the lesson on negative sampling."""

from app.lessons.words.negative_sampling import page

page.show()
