"""The shipped tagger, loaded once."""

import pytest

from onrecord.extract import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger()
