"""The home page: the visitor's own words unrolling, and the map of all lessons."""

from app import compute
from app.i18n import t
from app.lessons import LESSONS
from app.state_recurrent import AGREEMENT
from app.ui import frame, home
from core.recurrent.options import ModelKey

text = home.begin()
with frame.guard():
    home.strip(compute.reading(ModelKey("lstm"), text or t("home.default_text"), shared=not text))
pictured = [lesson.slug for lesson in LESSONS if lesson.icon == "states"]
home.lessons({slug: compute.reading(ModelKey(slug), AGREEMENT, shared=True) for slug in pictured})
frame.foot()
