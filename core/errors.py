"""The one kind of error that a visitor may cause."""


class UserError(ValueError):
    """Something that the visitor can put right: the key of a sentence that says what to do, and its values.

    The sentence itself belongs to the app (assets/strings); `core` only names it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values = values
