"""The recurrent step: one network along the text, a cell by hand, and what its units react to."""

from app.lessons.recurrent.rnn import page

page.show()
