"""t-SNE: words that find their neighbours on a plane, and what such a map does not tell."""

from app.lessons.words.tsne import misread as tsne_tabs
from app.lessons.words.tsne import page as tsne
from app.lessons.words.tsne.options import TsneOptions
from app.ui import frame

lesson = frame.begin("tsne", TsneOptions)
tsne.controls_row(lesson)
run = tsne.picture(lesson)

lesson.tabs(
    {
        "predict": lambda: tsne.predict(lesson, run),
        "explain": lambda: tsne.explain(lesson),
        "methods": lambda: tsne_tabs.methods(lesson, run),
        "many": lambda: tsne_tabs.many(lesson, run),
        "misread": lambda: tsne_tabs.misread(lesson, run),
        "try": lambda: tsne.experiments(lesson),
        "referee": lambda: tsne_tabs.referee(lesson, run),
        "hood": lambda: lesson.hood(
            {
                "core.words.tsne:descend": "van der Maaten & Hinton 2008; Belkina et al. 2019",
                "core.words.tsne:gradient": "van der Maaten 2014; Linderman et al. 2019",
                "core.words.tsne:affinities": "van der Maaten & Hinton 2008",
                "core.words.faithful:exact": "Venna & Kaski 2001",
            }
        ),
    }
)
tsne.take(lesson, run)
frame.foot()
