"""The one kind of error that a visitor may cause, and the commonest: a file that is too large."""


class UserError(ValueError):
    """Something that the visitor can put right: the key of a sentence that says what to do, and its values.

    The sentence itself belongs to the app (assets/strings); `core` only names it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values = values


def check_size(size: int, limit: int, key: str, kind: type[UserError] = UserError) -> None:
    """An error with this key if a file has more bytes than `limit`; its sentence gets both, in MiB."""
    if size > limit:
        raise kind(key, megabytes=f"{size / 2**20:.1f}", limit=limit >> 20)
