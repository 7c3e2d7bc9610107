"""Turns of phrase by which nobody says anything."""

import pytest

from tests.extract.words import read, roles


def _read(text, tagger):
    return [roles(text, told) for told in read(text, tagger)]


@pytest.mark.parametrize(
    "text",
    [
        "Firefighters were called to the Crown Inn at 2am. Police were called to reports of smoke.",
        "Bourne tied it on a power play, a minute after Pike was called for tripping.",
        "Bohl, 61, showed no emotion as the verdict was read.",
        "There is a photograph in the wheelhouse of a man in a wool cap. He looks as if he is about to complain.",
        "The minutes of the meeting held on 9 April were approved as a true record and signed by the Chairman.",
        "The vote of thanks was proposed by Dr. K. Mathew.",
        "What we know about the Hollin Bridge closure",
        "He reported for duty at six. He called an ambulance and waited by the road.",
        "The storm claimed three lives. It promised to be a long night. The firm is quoted on the Velda exchange.",
        "The canteen was noted for its soup. The numbers speak for themselves.",
    ],
)
def test_nobody_says_anything(tagger, text):
    assert _read(text, tagger) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Brandt claimed the victim attacked him first.", "claimed"),
        ("The defence claimed the victim’s family knew of it.", "claimed"),
        ("In a joint statement, Velda and Tolm said they sought a forward-looking partnership.", "said"),
        ("She said that “what we know now is only the start”.", "said"),
        ("Brandt promised to be tougher on smugglers.", "promised"),
    ],
)
def test_what_sounds_like_a_turn_of_phrase_and_tells(tagger, text, cue):
    assert [found for _, found, _ in _read(text, tagger)] == [cue]


def test_who_bears_the_end_of_a_kicker_is_no_topic(tagger):
    assert _read("Mia Farrow: peace talks must go on\n\nIt rained.", tagger)[0][0] == "Mia Farrow"


def test_the_notice_below_a_company_s_release(tagger):
    text = (
        "Tarrant believes the agreement will cut its emissions by 38,000 tonnes a year.\n\n"
        "This release contains statements that are forward-looking within the meaning of the Securities Act. Words "
        'such as "expects," "anticipates," "believes" and similar expressions are intended to identify such '
        "statements. Actual results may differ materially."
    )
    assert [cue for _, cue, _ in _read(text, tagger)] == ["believes"]


def test_who_is_asked_to_quote_a_number_says_nothing(tagger):
    text = "Anyone with information is asked to call 101, quoting reference 445 of 2 May."
    assert all(cue != "quoting" for _, cue, _ in _read(text, tagger))


def test_the_same_words_in_earnest(tagger):
    assert _read("The study showed no effect on sleep.", tagger) == [
        ("The study", "showed", "no effect on sleep")
    ]
    assert _read("Orvane says that words such as “traitor” should be banned.", tagger)
    assert _read("Report: Orvane to resign over the dam", tagger)


@pytest.mark.parametrize(
    "text",
    [
        "“What we know is that two boats sank,” Captain Orla Venn said.",
        "Brandt called the police “cowards” on Tuesday.",
        "The army claimed the victims were armed fighters.",
        "She promised to be “the most honest mayor this town has had”.",
    ],
)
def test_somebody_says_something(tagger, text):
    assert len(_read(text, tagger)) == 1
