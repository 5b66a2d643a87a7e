"""The LSTM: gates, the road of the memory, and what cutting it does."""

from app.lessons.recurrent.lstm import page

page.show()
