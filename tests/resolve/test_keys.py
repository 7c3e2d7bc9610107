"""Names in the forms in which they are compared and shown."""

import pytest

from onrecord.resolve.guess import Guess
from onrecord.resolve.keys import plain_case
from onrecord.resolve.names import Name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("ADA CRANE", "Ada Crane"),
        ("ADA SMITH-JONES", "Ada Smith-Jones"),
        ("PAT O'BRIEN", "Pat O'Brien"),
        ("PAT O’BRIEN-D’ARCY", "Pat O’Brien-D’Arcy"),
        ("NGUGI WANG'OMBE", "Ngugi Wang'ombe"),
        ("PAT MCDONALD", "Pat Mcdonald"),
        ("J. R. CRANE", "J. R. Crane"),
        ("Pat McDonald", "Pat McDonald"),
    ],
)
def test_a_name_in_capitals_is_set_as_names_are(name, plain):
    words = tuple(name.split())
    assert plain_case(Name(0, len(words), 0, words, Guess.PERSON)) == plain
