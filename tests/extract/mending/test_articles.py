"""Sources of which a net has seen the article alone."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.articles import name_whole
from tests.extract.words import roles, span_of


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("A man at the back wants to know when.", ("A", "wants to know", "when"),
         ("A man at the back", "wants to know", "when")),
        ("The Sketch: it leaks", ("The", ":", "it leaks"), ("The Sketch", ":", "it leaks")),
        ("“It leaks,” came the reply.", ("the", "came", "“It leaks,”"), ("", "came the reply", "“It leaks,”")),
        ("The room laughed. “It leaks,” she said.", ("The", "said", "“It leaks,”"), ("The", "said", "“It leaks,”")),
        ("The mayor said it leaks.", ("The mayor", "said", "it leaks"), ("The mayor", "said", "it leaks")),
    ],
)  # fmt: skip
def test_an_article_gets_its_noun(text, found, mended):
    draft = Draft(*([span_of(text, words)] for words in found))
    name_whole(text, draft)
    assert roles(text, draft) == mended
