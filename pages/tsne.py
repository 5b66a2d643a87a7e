"""t-SNE: words that find their neighbours on a plane, and what such a map does not tell."""

from app.lessons.words.tsne import page

page.show()
