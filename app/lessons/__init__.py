"""The lessons, a folder each, by section; `registry` lists them."""
