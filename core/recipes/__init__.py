"""One runnable script for each shipped weight file: ``python -m core.recipes.<name>``."""
