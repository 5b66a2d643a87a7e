"""The app without a browser: what `tests/app` and `tests/lessons` share."""

import functools

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.app.visiting import MAIN


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once():
    """For components of their own: every `AppTest` reads all that is installed, which takes longer than a page."""
    with pytest.MonkeyPatch.context() as patched:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture
def app() -> AppTest:
    """The app before its first run; a page of it is slow where a first visitor loads its models."""
    return AppTest.from_file(MAIN, default_timeout=300)
