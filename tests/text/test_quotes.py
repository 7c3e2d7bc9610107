"""Quotation marks of many house styles, found and bounded."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import paragraphs, quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "yes".', ['"yes"']),
        ("She said “yes, we ‘may’ go”.", ["“yes, we ‘may’ go”"]),
        ("She said ‘yes’ and didn’t stay.", ["‘yes’"]),
        ("'Yes,' she said. It's hers.", ["'Yes,'"]),
        ("„Ja“, sagte sie.", ["„Ja“"]),
        ("«Oui», dit-elle.", ["«Oui»"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("“It goes on.\n\n“It ends.”", ["“It goes on.", "“It ends.”"]),
        ('"One," he said, "two."', ['"One,"', '"two."']),
        ("The workers’ hall isn’t far.", []),
        ("rock 'n' roll", ["'n'"]),
        ("", []),
    ],
)
def test_quoted_stretches(text, quoted):
    assert [text[s:e] for s, e in quoted_spans(text)] == quoted


@given(st.text(alphabet="ab \n\"'“”‘’«»„`.", max_size=80))
def test_spans_are_in_order_and_within_a_paragraph(text):
    spans = quoted_spans(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for s, e in spans:
        assert 0 <= s < e <= len(text)
        assert any(ps <= s and e <= pe for ps, pe in paragraphs(text))


def test_apostrophes_without_end_are_looked_at_once():
    assert quoted_spans(" 'a" * 300_000) == []
