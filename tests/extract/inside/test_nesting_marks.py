"""Contents inside a content have their quotation marks whole, though the parent's were taken off."""

import pytest

from onrecord.extract.inside.nesting import _closed
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        (
            "she told her: “We can live. We cannot.” More",
            "“We can live. We cannot",
            "“We can live. We cannot.”",
        ),
        ("he said ‘no’ twice", "‘no", "‘no’"),
        ("he said ‘no’, and “yes", "‘no’", "‘no’"),
        ("he said “no” and left.” More", "“no” and left", "“no” and left"),
        ("he said no.” More", "no", "no"),
        ("er said „It leaks“ then", "„It leaks", "„It leaks“"),
        ("he said „It leaks.” then", "„It leaks", "„It leaks.”"),
    ],
)
def test_a_mark_is_closed_with_its_stop(text, found, whole):
    start = text.index(found)
    end = _closed(text, Span(start, start + len(found)), len(text)).end
    assert text[start:end] == whole
