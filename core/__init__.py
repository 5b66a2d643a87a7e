"""The models of Unrolled, a library in its own right: no user interface in here."""
