"""The recurrent step: one network along the text, a cell by hand, and what its units react to."""

from app.lessons.recurrent import stepping as recurrent
from app.lessons.recurrent.options import RNNOptions
from app.lessons.recurrent.rnn import page as rnn
from app.ui import frame

lesson = frame.begin("rnn", RNNOptions)
recurrent.text_and_model(lesson, ("shakespeare", "nested", "words", "hand"), lambda: rnn.form(lesson))
key, equation = rnn.model(lesson.state)
shown = recurrent.picture(lesson, key, equation)

lesson.tabs(
    {
        "predict": lambda: recurrent.predict(lesson, shown),
        "explain": lambda: rnn.explain(lesson),
        "weights": lambda: rnn.weights(lesson),
        "why": lambda: rnn.why(lesson),
        "units": lambda: rnn.units(lesson, shown),
        "loss": lambda: rnn.loss(lesson, shown),
        "try": lambda: rnn.experiments(lesson),
        "referee": lambda: rnn.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.recurrent.cells:RNNCell": "Elman 1990",
                "core.recurrent.unroll:trace": "",
                "core.recurrent.units:on_exactly": "Strobelt et al. 2018",
            }
        ),
    }
)
recurrent.take(lesson, shown)
frame.foot()
