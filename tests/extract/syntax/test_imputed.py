"""What somebody's words are said to amount to."""

import pytest

from onrecord.extract.syntax.imputed import find_imputed
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orvane's words amount to an admission that the dam leaks.", "Orvane's", "the dam leaks"),
        (
            "Minister Lia Orvane’s statement can be seen as a threat to the guild.",
            "Minister Lia Orvane’s",
            "the guild",
        ),
    ],
)
def test_imputed(text, source, content):
    (draft,) = find_imputed(text, Span(0, len(text)))
    assert text[slice(*draft.source[0])] == source
    assert text[slice(*draft.content[0])] == content


@pytest.mark.parametrize("text", ["Orvane's remarks do not amount to an admission that the dam leaks."])
def test_what_words_do_not_amount_to_is_imputed_to_nobody(text):
    assert not list(find_imputed(text, Span(0, len(text))))
