"""Which stretches of a content are claimed to be verbatim, and its mode."""

import pytest

from onrecord.extract.mode import find_quoted, mode_of
from onrecord.model import Mode
from onrecord.text.quotes import quoted_spans
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("text", "content", "quoted", "mode"),
    [
        ("She said “the pier is shut”.", "“the pier is shut”", ["the pier is shut"], Mode.DIRECT),
        ("She said the pier is shut.", "the pier is shut", [], Mode.INDIRECT),
        (
            "She said the pier is “shut for good”.",
            "the pier is “shut for good”",
            ["shut for good"],
            Mode.MIXED,
        ),
        ("“Pim said ‘we go’ twice,” she said.", "‘we go’", ["we go"], Mode.DIRECT),
        ("She said Pim “Rocket” Adeyo left.", "Pim “Rocket” Adeyo left", [], Mode.INDIRECT),
        ("She said a man known as “Chalky” left.", "a man known as “Chalky” left", [], Mode.INDIRECT),
        (
            "She said “Salt and Steam” was “her best”.",
            "“Salt and Steam” was “her best”",
            ["her best"],
            Mode.MIXED,
        ),
        ("She said Pim’s “Salt and Steam” is lost.", "Pim’s “Salt and Steam” is lost", [], Mode.INDIRECT),
        (
            "She said the figures show “real progress”.",
            "the figures show “real progress”",
            ["real progress"],
            Mode.MIXED,
        ),
        ("She said the film “Salt” is lost.", "the film “Salt” is lost", [], Mode.INDIRECT),
        (
            "She hailed Pim as “The Comeback Kid”.",
            "Pim as “The Comeback Kid”",
            ["The Comeback Kid"],
            Mode.MIXED,
        ),
        ("She said: “Salt and Steam.”", "“Salt and Steam.”", ["Salt and Steam."], Mode.DIRECT),
        ("Mayor Calls Plan ‘Dead Wrong’", "Plan ‘Dead Wrong’", ["Dead Wrong"], Mode.MIXED),
        ("Mayor Blasts ‘Reckless’ Governor", "‘Reckless’ Governor", ["Reckless"], Mode.MIXED),
        ("“Pim said he would go,” she said.", "he would go", [], Mode.INDIRECT),
        ("She spoke of a “mess”.", "of a “mess”", ["mess"], Mode.MIXED),
        ('He wrote "" there.', '"" there', [], Mode.INDIRECT),
    ],
)
def test_mode_by_exact_stretches(text, content, quoted, mode):
    spans = [span_of(text, content)]
    found = find_quoted(text, spans, quoted_spans(text))
    assert [text[s:e] for s, e in found] == quoted
    assert mode_of(text, spans, found) is mode
