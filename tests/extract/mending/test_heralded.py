"""The line before a quote says whose it is."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.heralded import name_heralded
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("The minister's statement in full:", "The minister's", "statement"),
        ("Here is Ms Crane’s resignation letter:", "Ms Crane’s", "letter"),
        ("The full statement from the Harbour Board, sent at noon:", "the Harbour Board", "statement"),
        ("One thing is certain:", None, None),
        ("The minister's statement was long.", None, None),
    ],
)
def test_the_line_before_a_quote_says_whose_it_is(line, source, cue):
    text = f"{line}\n“It leaks.”"
    draft = Draft(content=[span_of(text, "“It leaks.”")])
    name_heralded(text, draft, [(0, len(line)), (len(line) + 1, len(text))])
    assert [text[s:e] for s, e in draft.source] == ([source] if source else [])
    assert [text[s:e] for s, e in draft.cue] == ([cue] if cue else [])
