"""Image captioning: a picture becomes a sentence, word by word."""

from app.lessons.translate.captioning import page

page.show()
