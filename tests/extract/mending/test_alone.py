"""Quotes in a paragraph without a cue: whose they are."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.alone import place_alone
from onrecord.model import Span
from tests.extract.words import cut, read


def _read(text, tagger):
    return [(cut(text, a.source), cut(text, a.content)) for a in read(text, tagger)]


LUNDY = "“We'll see how he looks on Friday,” said Lundy, who lost two keepers last season.\n\n"
SHRUG = "“Doc says one thing, the boy says another. I only hold the whistle.”\n\n"


@pytest.mark.parametrize(
    ("after", "source", "quote"),
    [
        ("Dorsey on the boos last week: “My own mother has booed me.”", "Dorsey", "“My own mother has booed me.”"),
        ("The line fell apart. Left tackle Bo Tui: “That's on us.”", "Left tackle Bo Tui", "“That's on us.”"),
        ("The guild's keeper Ruth Amble: “At last.”", "The guild's keeper Ruth Amble", "“At last.”"),
        ("The trainer, for his part, was brief: “A shambles.”", "The trainer", "“A shambles.”"),
    ],
)  # fmt: skip
def test_a_name_before_a_colon_is_whose_quote_it_is(tagger, after, source, quote):
    found = _read(LUNDY + SHRUG + after + "\n\nRovers play again on Sunday.", tagger)
    assert (source, quote) in found
    assert not any(quote in content for who, content in found if who != source)


def test_a_verb_before_the_colon_is_left_to_the_tagger(tagger):
    assert _read("Kerry Blunt, 34, fumed: “It is an accident waiting to happen.”", tagger) == [
        ("Kerry Blunt, 34,", "“It is an accident waiting to happen.”")
    ]
    found = _read("Said Orvane: “It is an accident waiting to happen,” and that was all.", tagger)
    assert "Said Orvane" not in dict(found)


def test_a_quote_passes_no_nearer_speaker_by(tagger):
    union = (
        "Union secretary Themba Molokwane says members will strike. “It will be a long one,” says Molokwane."
    )
    port = "Portlink's Annelie Botes says they remain committed to finding a solution."
    call = "“We call on the union to return to the table, as this will not benefit anyone.”"
    found = dict(_read(f"{union}\n\n{port}\n\n{call}\n\nBotes says contingency plans are in place.", tagger))
    assert found["Portlink's Annelie Botes"].endswith(call)
    assert "return to the table" not in found["Molokwane"]


SPEAKS = "The dam will hold, Ruth Amble said on Monday."
WHOLE = "“The guild has looked at every stone of it since the flood.”"


@pytest.mark.parametrize(
    ("above", "quote", "hers"),
    [(SPEAKS, WHOLE, True), (SPEAKS, "“The Long Dam”", False), ("The dam was built in 1901.", WHOLE, False)],
)
def test_a_paragraph_that_is_quoted_whole_is_who_speaks_above_it(above, quote, hers):
    text = f"{above}\n\n{quote}"
    said = Draft([Span(19, 29)], [Span(30, 34)], [Span(0, 17)], 0.9) if above is SPEAKS else None
    paragraphs = [(0, len(above)), (len(above) + 2, len(text))]
    found = place_alone(text, [said] if said else [], paragraphs)
    assert any(quote in cut(text, draft.content) for draft in found) is hers


def test_a_quote_without_a_stop_is_a_heading_and_goes_on_nobodys_words(tagger):
    text = (
        "Network Rail says no trains will run. “Do not travel,” it warns.\n\n“The roof just went”\n\nJoan Petrie, "
        "71, was making tea. “There was a bang,” she tells us."
    )
    assert ("", "“The roof just went”") in _read(text, tagger)


def test_a_quote_with_its_speaker_signed_below_leaves_the_one_above_alone(tagger):
    text = (
        "Merchants say the plan will empty the square. “It is the end,” said Lou Brandt, a butcher.\n\n"
        "“I'd sooner park on the moon.” — Gus Petrakis, owner of the grill\n\nThe mayor left."
    )
    found = _read(text, tagger)
    assert ("Lou Brandt", "“It is the end,”") in [(source.split(",")[0], words) for source, words in found]
    assert ("Gus Petrakis, owner of the grill", "“I'd sooner park on the moon.”") in found
