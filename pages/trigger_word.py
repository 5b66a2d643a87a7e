"""The trigger word: from the microphone to the chime."""

from app.lessons.speech.trigger_word import page

page.show()
