"""The app's words in English, for tests."""

from app import i18n

ENGLISH = i18n.catalogues()[i18n.ENGLISH]


def english(prefix: str) -> dict[str, str]:
    """The strings whose keys begin like this, by the rest of the key: the words of a picture."""
    return {key.removeprefix(prefix): string for key, string in ENGLISH.items() if key.startswith(prefix)}
