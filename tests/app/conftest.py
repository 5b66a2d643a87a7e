"""The app without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.visiting import MAIN


@pytest.fixture
def app() -> AppTest:
    """The app before its first run; a page of it is slow where a first visitor loads its models."""
    return AppTest.from_file(MAIN, default_timeout=300)
