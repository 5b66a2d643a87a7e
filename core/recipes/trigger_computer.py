"""The detector of the word "computer"."""

from core.recipes.trigger import main

if __name__ == "__main__":
    main("computer", __doc__)
