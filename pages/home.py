"""The home page: the visitor's own words unrolling, and the map of all lessons."""

from app import lessons
from app.i18n import t
from app.lessons.recurrent import compute
from app.ui import frame, home
from core.recurrent.options import ModelKey

text = home.begin()
with frame.guard():
    home.strip(compute.reading(ModelKey("lstm"), text or t("home.default_text"), shared=not text))
home.lessons(lessons.thumbnails())
frame.foot()
