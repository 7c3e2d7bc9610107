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
        ("‘The doctors’ letters didn’t scare us,’ she said. ‘No.’", ["‘The doctors’ letters didn’t scare us,’", "‘No.’"]),
        ("He spoke of ‘the losses’ and the banks’ share.", ["‘the losses’"]),
        ("He spoke of 'losses' and then of 'gains, too.'", ["'losses'", "'gains, too.'"]),
        ("‘It goes on.\n\n‘It ends.’", ["‘It goes on.", "‘It ends.’"]),
        ("She wrote: ‘It goes on.\n\n‘It ends.’", ["‘It goes on.", "‘It ends.’"]),
        ("‘No,’ she said. ‘It goes on.\n\n‘It ends.’", ["‘No,’", "‘It goes on.", "‘It ends.’"]),
        ("‘Twas late.\n\nShe left.", []),
        ("In the ’90s, 'n' so on.\n\n'Yes,' she said.", ["'n'", "'Yes,'"]),
        ("“He said “no” twice,” she said. “Yes.”", ["“He said “no” twice,”", "“Yes.”"]),
        ("“It goes, she said. “It stays.”", ["“It goes, she said. “It stays.”"]),
        ("»Ja«, sagte sie. Home » News", ["»Ja«"]),
        ("rock 'n' roll", ["'n'"]),
        ("", []),
    ],
)  # fmt: skip
def test_quoted_stretches(text, quoted):
    assert [text[s:e] for s, e in quoted_spans(text)] == quoted


@given(st.text(alphabet="ab \n\"'“”‘’«»„`.", max_size=80))
def test_spans_are_in_order_and_within_a_paragraph(text):
    spans = quoted_spans(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for s, e in spans:
        assert 0 <= s < e <= len(text)
        assert any(ps <= s and e <= pe for ps, pe in paragraphs(text))


def test_marks_without_end_are_looked_at_once():
    assert quoted_spans(" 'a" * 300_000) == []
    assert len(quoted_spans("““a” " * 50_000)) == 50_000
    assert len(quoted_spans(" 'as' a" * 50_000)) == 50_000
