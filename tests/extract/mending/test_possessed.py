"""Statements that somebody owns: the owner is their source."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.possessed import name_owner
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("content", "source", "cue", "kept"),
    [
        ("the guild's proposals to mend it", "the guild's", "proposals", "to mend it"),
        ("Lia Orvane’s repeated claim that it holds", "Lia Orvane’s", "claim", "that it holds"),
        ("the guild's boats to Hask", None, "ignoring", "the guild's boats to Hask"),
        ("proposals to mend it", None, "ignoring", "proposals to mend it"),
    ],
)
def test_what_somebody_owns_names_its_source(content, source, cue, kept):
    text = f"ignoring {content}"
    draft = Draft([], [span_of(text, "ignoring")], [span_of(text, content)])
    name_owner(text, draft)
    assert [text[s:e] for s, e in draft.source] == ([source] if source else [])
    assert [text[s:e] for s, e in (*draft.cue, *draft.content)] == [cue, kept]


@pytest.mark.parametrize(("cue", "source"), [("ignored", "the guild's"), ("repeated", "The council")])
def test_a_cue_that_reports_nothing_leaves_the_statement_to_its_owner(cue, source):
    text = f"The council {cue} the guild's proposals to mend it"
    draft = Draft(
        [span_of(text, "The council")],
        [span_of(text, cue)],
        [span_of(text, "the guild's proposals to mend it")],
    )
    name_owner(text, draft)
    assert [text[s:e] for s, e in draft.source] == [source]
