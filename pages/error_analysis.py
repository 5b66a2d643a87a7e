"""Error analysis: whether the model or the search is at fault for a translation."""

from app.lessons.translate.error_analysis import page

page.show()
