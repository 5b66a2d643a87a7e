"""The page of the lesson on hierarchical softmax."""

from app.lessons.words.hierarchical_softmax import page

page.show()
