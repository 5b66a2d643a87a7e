"""The page of the lesson on skip-gram and CBOW."""

from app.lessons.words.skip_gram import page

page.show()
