"""The page of the lesson on the shapes of sequence models."""

from app.lessons.recurrent.model_types import page

page.show()
