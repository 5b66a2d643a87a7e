"""The page of the lesson on deep networks."""

from app.lessons.recurrent.deep import page

page.show()
