"""The subject of a passive is told; its source stands behind "by", or nowhere."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.passive import turn_passive
from tests.extract.words import cut, span_of


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "told", "sources", "kept"),
    [
        ("She was told that it leaks.", "She", "was told", "that it leaks", "She", [], "that it leaks"),
        (
            "She was told by Pim Adeyo that it leaks.",
            "She", "was told", "that it leaks", "She", ["Pim Adeyo"], "that it leaks",
        ),
        ("The board had been warned of rot.", "The board", "had been warned", "of rot", "The board", [], "of rot"),
        (
            "They are advised by Elm Water to wait.",
            "Elm", "are advised", "Water to wait", None, ["Elm Water"], "to wait",
        ),
        ("Asked by the clerk if it leaks, she left.", None, "Asked", "if it leaks", None, ["the clerk"], "if it leaks"),
        ("She told the board that it leaks.", "She", "told", "that it leaks", None, ["She"], "that it leaks"),
        ("She asked the board to wait.", "She", "asked", "the board to wait", None, ["She"], "the board to wait"),
        (
            "The claims were dismissed by Orvane as “tales”.",
            "Orvane as", "were dismissed", "“tales”", None, ["Orvane"], "as “tales”",
        ),
        (
            "Lund was accused by the union of cooking books.",
            "the union of cooking books", "was accused by", "Lund", None, ["the union"], "Lund … of cooking books",
        ),
        (
            "It was denounced as a grab by the opposition.",
            None, "was denounced", "as a grab by the opposition", None, ["the opposition"], "as a grab",
        ),
        (
            "It was described as a plan written by lobbyists.",
            None, "was described", "as a plan written by lobbyists", None, [], "as a plan written by lobbyists",
        ),
        (
            "Lund was accused by the opposition of “cooking books”.",
            None, "was accused by", "the opposition of “cooking books”", None, ["the opposition"], "of “cooking books”",
        ),
        ("It was warned that it leaks.", "It", "was warned", "that it leaks", "It", [], "that it leaks"),
        ("It has been learnt that it leaks.", "It", "has been learnt", "that it leaks", None, [], "that it leaks"),
        (
            "It is alleged in the first report that it leaks.",
            "It", "is alleged", "that it leaks", None, ["the first report"], "that it leaks",
        ),
        (
            "Asked by the clerk, Ms Ada Lund, whether it leaks, he left.",
            "the clerk", "Asked", "whether it leaks", None, ["the clerk, Ms Ada Lund,"], "whether it leaks",
        ),
        (
            "Council has been accused by ratepayers of misplaced priorities.",
            "ratepayers", "has been accused by", "Council", None, ["ratepayers"], "Council … of misplaced priorities",
        ),
        ("Lund stands accused of theft.", "Lund", "stands accused of", "theft", None, [], "Lund … theft"),
        ("Councillor told to “grow up” again", "Councillor", "told", "to “grow up”", "Councillor", [], "to “grow up”"),
        ("She was told by Mr. Brandt that it leaks.", "She", "was told", "that it leaks", "She", ["Mr. Brandt"],
         "that it leaks"),
        ("She asked to see the map.", "She", "asked", "to see the map", None, ["She"], "to see the map"),
        ("She told the guild to go.", "She", "told", "to go", None, ["She"], "to go"),
        ("Doctors urged to boil it.", "Doctors", "urged", "to boil it", None, ["Doctors"], "to boil it"),
    ],
)  # fmt: skip
def test_the_subject_of_a_passive_is_told(text, source, cue, content, told, sources, kept):
    draft = Draft([span_of(text, source)] if source else [], [span_of(text, cue)], [span_of(text, content)])
    turn_passive(text, draft)
    assert (draft.told and text[slice(*draft.told)]) == told
    assert [text[s:e] for s, e in draft.source] == sources
    assert cut(text, draft.content) == kept
