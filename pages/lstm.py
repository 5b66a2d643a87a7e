"""The LSTM: gates, the road of the memory, and what cutting it does."""

from app.lessons.recurrent import stepping as recurrent
from app.lessons.recurrent.lstm import compare as three_cells
from app.lessons.recurrent.lstm import page as lstm
from app.lessons.recurrent.options import LSTMOptions
from app.ui import frame

lesson = frame.begin("lstm", LSTMOptions)
recurrent.text_and_model(lesson, ("shakespeare", "nested", "words"), lambda: lstm.variants(lesson))
key, equation = lstm.model(lesson.state)
lstm.caution(lesson, key)
shown = recurrent.picture(lesson, key, equation)

lesson.tabs(
    {
        "predict": lambda: recurrent.predict(lesson, shown),
        "explain": lambda: lstm.explain(lesson),
        "compare": lambda: three_cells.compare(lesson),
        "try": lambda: lstm.experiments(lesson),
        "bug": lambda: lstm.find_the_bug(lesson, shown),
        "referee": lambda: recurrent.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.recurrent.cells:LSTMCell.step": "Hochreiter & Schmidhuber 1997; Gers et al. 2000",
                "core.recurrent.unroll:trace": "",
                "core.recurrent.scan:_lstm": "",
            }
        ),
    }
)
recurrent.take(lesson, shown)
frame.foot()
