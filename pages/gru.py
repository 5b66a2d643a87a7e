"""The GRU: two gates, four ways to write it, and how long a memory lasts."""

from app.lessons.recurrent.gru import page

page.show()
