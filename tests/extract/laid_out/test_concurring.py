"""Judges who follow the first."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.laid_out.concurring import find_concurring
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from tests.extract.words import cut

LEAD = "Judgment of Lady Justice Venn\n\n1. The weir fell on Mr Lund.\n\n2. I would allow the appeal.\n\n"


def _found(text):
    drafts = find_concurring(text, list(paragraphs(text)))
    return [(cut(text, d.source), cut(text, d.cue), cut(text, d.content)) for d in drafts]


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("Lord Justice Pell:", "Lord Justice Pell", ":"),
        ("LORD JUSTICE PELL:", "LORD JUSTICE PELL", ":"),
        ("Sir Piet Orvane", "Sir Piet Orvane", ""),
        ("Pell LJ:", "Pell LJ", ":"),
        ("Justice Pell, concurring.", "Justice Pell", ""),
        ("LADY PELL: (dissenting)", None, None),
        ("Costs:", None, None),
        ("The parties agree:", None, None),
    ],
)
def test_the_line_names_a_judge(line, source, cue):
    text = f"{LEAD}{line}\n\n3. I agree."
    assert _found(text) == ([(source, cue, "I agree.")] if source else [])


@pytest.mark.parametrize(
    ("words", "is_theirs"),
    [
        ("I also agree.", True),
        ("I respectfully dissent.", True),
        ("I, too, would allow the appeal.", True),
        ("I have had the advantage of reading what my Lady says.", True),
        ("I regret that I cannot agree.", True),
        ("I met the defendant in the yard.", False),
        ("Solicitor for the appellant", False),
    ],
)
def test_the_words_tell_what_is_thought_of_the_first(words, is_theirs):
    assert bool(_found(f"{LEAD}Lord Justice Pell:\n\n3. {words}")) is is_theirs


def test_the_line_may_tell_what_is_thought():
    text = f"{LEAD}MR JUSTICE PELL (dissenting)\n\n3. The wall was old.\n\n4. So am I."
    assert _found(text) == [("MR JUSTICE PELL", "", "The wall was old. … So am I.")]


def test_each_has_its_paragraphs(tagger):
    text = f"{LEAD}Sir Piet Orvane:\n\n3. I agree.\n\nLord Justice Pell:\n\n4. I agree.\n\n5. The weir was old.\n\nAppeal allowed."
    assert _found(text) == [
        ("Sir Piet Orvane", ":", "I agree."),
        ("Lord Justice Pell", ":", "I agree. … The weir was old."),
    ]
    found = extract_attributions(Snapshot("page", text), tagger)
    pell = next(a for a in found if a.source and text[slice(*a.source[0])] == "Lord Justice Pell")
    assert pell.mode is Mode.DIRECT
    text = (
        f"{LEAD}Lady Pell:\n\nI agree.\n\nI would add that it was old.\n\nThe appeal was allowed with costs."
    )
    assert _found(text) == [("Lady Pell", ":", "I agree. … I would add that it was old.")]
