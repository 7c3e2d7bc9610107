"""Two wordings without an index: paired, and the drift named from one to the other."""

import pytest

from onrecord.model import Span
from onrecord.trace.quote import Query
from onrecord.trace.wording import compare_wordings

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
