"""The GRU: two gates, four ways to write it, and how long a memory lasts."""

from app.lessons.recurrent import stepping as recurrent
from app.lessons.recurrent.gru import page as gru
from app.lessons.recurrent.options import GRUOptions
from app.ui import frame

lesson = frame.begin("gru", GRUOptions)
recurrent.text_and_model(lesson, ("shakespeare", "nested"), lambda: gru.formula(lesson))
key, equation = gru.model(lesson.state)
gru.caution(key)
shown = recurrent.picture(lesson, key, equation)

lesson.tabs(
    {
        "predict": lambda: recurrent.predict(lesson, shown),
        "explain": lambda: gru.explain(lesson),
        "memory": lambda: gru.memory(lesson, shown),
        "try": lambda: gru.experiments(lesson),
        "bug": lambda: gru.find_the_bug(lesson, shown),
        "referee": lambda: recurrent.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.recurrent.cells:GRUCell.step": "Cho et al. 2014, section 2.3, equations 5–8",
                "core.recurrent.unroll:trace": "",
                "core.recurrent.memory:kept": "",
            }
        ),
    }
)
recurrent.take(lesson, shown)
frame.foot()
