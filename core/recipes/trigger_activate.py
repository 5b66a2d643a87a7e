"""The detector of the word "activate"."""

from core.recipes.trigger import main

if __name__ == "__main__":
    main("activate", __doc__)
