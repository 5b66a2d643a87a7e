"""The page of the lesson on GloVe."""

from app.lessons.words.glove import page

page.show()
