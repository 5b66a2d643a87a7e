"""Attention: which words of the source the translator looks at while it writes each word."""

from app.lessons.translate.attention import page as attention
from app.lessons.translate.attention import without as attention_more
from app.lessons.translate.attention.options import AttentionOptions
from app.ui import frame

lesson = frame.begin("attention", AttentionOptions)
attention.controls_row(lesson)
shown = attention.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: attention.predict(lesson, shown),
        "explain": lambda: attention.explain(lesson),
        "plain": lambda: attention_more.without(lesson, shown),
        "cause": lambda: attention_more.cause(lesson, shown),
        "energy": lambda: attention_more.energy(lesson, shown),
        "try": lambda: attention.experiments(lesson),
        "bug": lambda: attention_more.find_the_bug(lesson, shown),
        "referee": lambda: attention.referee(lesson, shown),
        "hood": lambda: lesson.hood(
            {
                "core.translate.attention:AdditiveAttention": "Bahdanau, Cho & Bengio 2015, A.1.2",
                "core.translate.seq2seq:EncoderDecoder.advance": "Cho et al. 2014; PyTorch's form",
                "core.translate.inspecting:decode": "Bahdanau, Cho & Bengio 2015, A.2.2",
                "core.translate.dragging:moved": "",
            }
        ),
    }
)
attention.take(lesson, shown)
frame.foot()
