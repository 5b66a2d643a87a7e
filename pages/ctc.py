"""CTC: speech becomes letters, and nobody says when."""

from app.lessons.speech.ctc import page

page.show()
