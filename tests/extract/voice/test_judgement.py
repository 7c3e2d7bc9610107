"""Which words judge, and which only look as if they did."""

import pytest

from onrecord.extract import find_judgements
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "judging"),
    [
        ("The notorious dam leaks.", ["notorious"]),
        ("It rained. The National Disaster Management Authority met.", []),
        ("Then the Elm Disaster Fund met.", []),
        ("Orvane wrote to the Radical Party.", []),
        ("The new tax regime and the visa regimes begin.", []),
        ("The regime in Elm fell.", ["regime"]),
        ("It sent disaster relief after radical surgery.", []),
        ("A court found unjust enrichment in an unjust law.", ["unjust"]),
        ("Disaster relief came. Notorious Elm leaks.", ["Notorious"]),
        ("It was a Disaster for all.", ["Disaster"]),
        ("THE NOTORIOUS DAM LEAKS.", ["NOTORIOUS"]),
        ("They saw it. Disaster Elm leaks.", ["Disaster"]),
    ],
)
def test_what_judges(text, judging):
    assert [text[s:e] for s, e in find_judgements(text, [Span(0, len(text))])] == judging
