"""The page of the lesson on exploding and vanishing gradients."""

from app.lessons.recurrent.gradients import page

page.show()
