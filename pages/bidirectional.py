"""The page of the lesson on reading both ways."""

from app.lessons.recurrent.bidirectional import page

page.show()
