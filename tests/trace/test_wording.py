"""Two wordings without an index: paired, and the drift named from one to the other."""

import re

import pytest

from onrecord.model import Span
from onrecord.trace.quote import Query
from onrecord.trace.wording import compare_wholes, compare_wordings

SAID = "We will not keep the lamps lit until the last boat is in, if the council agrees."

CASES = [
    (SAID, "verbatim"),
    ("We will not keep the lamps lit until the last boat is in", "verbatim cut"),
    ("we will keep the lamps lit until the last boat is in", "trimmed negation cut"),
    ("We will not keep the fires lit until the last boat is in", "substituted cut"),
    ("We will not keep the lamps lit … if the council agrees", "ellipsis trimmed cut"),
]


@pytest.mark.parametrize(("wording", "kinds"), CASES)
def test_drift_between_two_wordings(wording: str, kinds: str) -> None:
    ours, theirs = Query(wording, (Span(0, len(wording)),)), Query(SAID, (Span(0, len(SAID)),))
    found = compare_wordings(ours, theirs)
    assert found is not None
    alignment, drift = found
    assert sorted(d.kind for d in drift) == sorted(kinds.split())
    covered = "".join(SAID[e.record_span.start : e.record_span.end] for e in alignment.edits)
    assert covered


def test_wordings_with_nothing_in_common_do_not_pair() -> None:
    one, other = "Lamps burn.", "Boats sail away"
    assert compare_wordings(Query(one, (Span(0, 10),)), Query(other, (Span(0, 15),))) is None


def test_a_broken_quote_is_one_wording() -> None:
    text = "“We keep the lamps lit,” he said, “until the last boat is in.”"
    first, second = text.index("We"), text.index("until")
    spans = (Span(first, first + 22), Span(second, len(text) - 1))
    whole = "We keep the lamps lit until the last boat is in"
    found = compare_wordings(Query(text, spans), Query(whole, (Span(0, len(whole)),)))
    assert found is not None
    assert [d.kind for d in found[1]] == ["verbatim"]


EDGES = [
    ("We will keep the lamps lit", "No. We will keep the lamps lit", "trimmed"),
    ("Safe for lorries", "Not safe for lorries", "negation trimmed"),
    ("We keep the lamps lit", "We keep the lamps lit, and the boats sail until midnight", "trimmed"),
    ("We keep the lamps lit", "We keep the lamps lit", "verbatim"),
]


@pytest.mark.parametrize(("wording", "said", "kinds"), EDGES)
def test_of_whole_wordings_the_edges_count(wording: str, said: str, kinds: str) -> None:
    found = compare_wholes(Query(wording, (Span(0, len(wording)),)), Query(said, (Span(0, len(said)),)))
    assert found is not None
    alignment, drift = found
    assert sorted(d.kind for d in drift) == kinds.split()
    covered = " ".join(said[slice(*e.record_span)] for e in alignment.edits)
    assert re.findall(r"\w+", covered) == re.findall(r"\w+", said)
