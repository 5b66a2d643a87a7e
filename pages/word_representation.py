"""The page of the lesson on one-hot vectors and embeddings."""

from app.lessons.words.word_representation import page

page.show()
