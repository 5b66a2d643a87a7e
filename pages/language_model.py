"""Language models: how likely a sentence is, word by word and letter by letter."""

from app.lessons.recurrent.language_model import page

page.show()
