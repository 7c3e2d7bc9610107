"""Speakers' labels inside a page."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.draft import Draft
from onrecord.extract.laid_out.labels import find_labelled
from onrecord.extract.laid_out.signed import CONFIDENCE, find_signed
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from onrecord.text.turns import find_turns
from tests.extract.words import read, roles

INTERVIEW = (
    "The harbour minister met us on the pier.\n\n"
    "Lantern: Does it leak?\n\n"
    "Lia Orvane: It does not. The guild said it leaked.\n\n"
    "They were wrong.\n\n"
    "(She laughs.)\n\n"
    "Lantern: And the ferry?\n\n"
    "Lia Orvane: It sails.\n\n"
    "She walked off along the quay."
)


def _found(text):
    lines = list(paragraphs(text, 0, len(text)))
    return [
        (
            *(text[s:e] for s, e in (*draft.source, *draft.cue)),
            " / ".join(text[s:e] for s, e in draft.content),
        )
        for draft in sorted([*find_labelled(text, lines), *find_signed(text, lines)], key=Draft.place)
    ]


def test_an_interview():
    assert _found(INTERVIEW) == [
        ("Lantern", ":", "Does it leak?"),
        ("Lia Orvane", ":", "It does not. The guild said it leaked. / They were wrong."),
        ("Lantern", ":", "And the ferry?"),
        ("Lia Orvane", ":", "It sails."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May\n\nPlace: Sallow\n\nContact: the guild",
        "Witnesses: Lia Orvane\n\nMembers present: Brandt\n\nApologies: Lund",
        "One thing is clear: the dam leaks.\n\nSo it goes: slowly.\n\nAnd yet: it holds.",
        "MINISTER: It leaks.\n\nNothing more was said.",
        "",
    ],
)
def test_no_turns(text):
    assert _found(text) == []


def test_reactions():
    text = (
        "@pim: it leaks\n\n@lia_o: it does not\n\n@pim: it does\n\n“It holds, for now.” — Kim Roos, engineer"
    )
    assert _found(text)[1:] == [
        ("@lia_o", ":", "it does not"),
        ("@pim", ":", "it does"),
        ("Kim Roos, engineer", "—", "“It holds, for now.”"),
    ]


def test_letters_that_are_answered_are_their_writers():
    text = (
        "Our agent says we may not dry washing. May he fine us? Lia Orvane, North Sallow\n\n"
        "Judith: No. Ask him where it stands.\n\nMy flat is damp. Name withheld\n\nJudith: Ring the council.\n\n"
        "Must I move? Tomas and Lena, Quay\n\nJudith: No. The tenant of Sallow House did not, in May.\n\n"
        "She has written since 1990. The next page is on boats."
    )
    assert _found(text) == [
        ("Lia Orvane, North Sallow", "Our agent says we may not dry washing. May he fine us?"),
        ("Judith", ":", "No. Ask him where it stands."),
        ("Name withheld", "My flat is damp."),
        ("Judith", ":", "Ring the council."),
        ("Tomas and Lena, Quay", "Must I move?"),
        ("Judith", ":", "No. The tenant of Sallow House did not, in May."),
    ]


@pytest.mark.parametrize("lead", ["", "1. ", "• "])
def test_a_signed_quotation_may_be_in_a_list(tagger, lead):
    text = f"{lead}“It holds, for now and for good.” — Kim Roos, engineer"
    (told,) = read(text, tagger)
    assert roles(text, told) == ("Kim Roos, engineer", "—", "“It holds, for now and for good.”")
    assert told.confidence == CONFIDENCE  # of the layout, and not of the tagger


@pytest.mark.parametrize(
    "text",
    [
        "“It was a mess,” said Orvane. “Everyone knew it” — and nobody acted.",
        "“It was a mess, and everyone knew” — which was true.",
    ],
)
def test_a_dash_that_goes_on_signs_nothing(text):
    assert _found(text) == []


def test_rules_for_a_sentence_leave_a_turn_whole(tagger):
    turns = {
        "Ms. Roe": "I met him hours after the storm. He smiled but would not say why. I left.",
        "Mr. Toll": "The pump was old, he told me.",
        "Ms. Lund": "The mayor’s promise to mend it came to nothing. I left.",
    }
    text = "\n\n".join(f"{who}: {words}" for who, words in turns.items())
    outer = [a for a in extract_attributions(Snapshot("page", text), tagger) if a.parent is None]
    assert {text[slice(*a.source[0])]: text[slice(*a.content[0])] for a in outer} == turns
    assert len(outer) == len(turns)


def test_the_number_of_a_question_and_the_time_of_an_entry_are_no_part_of_a_name():
    text = (
        "Chair: When did you learn of it?\n\nDr Vance: In October.\n\nQ2 Sir Alan Croft: And did nothing?\n\n"
        "[00:14:05] Dr Vance: I wrote.\n\nQ3 Chair: Thank you.\n\n10.42am Dr Vance: Thank you."
    )
    assert [source for source, _, _ in _found(text)] == [
        "Chair", "Dr Vance", "Sir Alan Croft", "Dr Vance", "Chair", "Dr Vance"
    ]  # fmt: skip


def test_a_handle_tells_a_speaker_once_named():
    text = "Ada Crane (@ada): Good.\n\nBertil Moss (@bmoss): Bad.\n\nElm Water (@elm): We are reading it."
    assert [source for source, _, _ in _found(text)] == [
        "Ada Crane (@ada)", "Bertil Moss (@bmoss)", "Elm Water (@elm)"
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["A Note To Readers: we err.", "Question: why?"])
def test_a_letter_is_a_label_only_by_itself(line):
    is_label = line.startswith("Question")
    assert bool(find_turns(line)) is is_label


def test_what_is_said_in_a_turn_is_nested_in_it(tagger):
    found = extract_attributions(Snapshot("page", INTERVIEW), tagger)
    turns = [a for a in found if a.parent is None and INTERVIEW[slice(*a.cue[0])] == ":"]
    assert [a.mode for a in turns] == [Mode.DIRECT] * 4
    (inner,) = [a for a in found if a.parent is not None]
    assert inner.parent == turns[1].id
    assert INTERVIEW[slice(*inner.source[0])] == "The guild"


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "Chairwoman TOMLIN. We will begin.\n\nMr. VAN HASKETT. When did they tell you?\n\nMr. McORLEY. In April.",
            [
                ("Chairwoman TOMLIN", ".", "We will begin."),
                ("Mr. VAN HASKETT", ".", "When did they tell you?"),
                ("Mr. McORLEY", ".", "In April."),
            ],
        ),
        (
            "Sir Hugh Roos (Trent) (Con): Will she give way?\n\n"
            "The Under-Secretary of State (Ms Nadia Crane): I will.\n\nSir Hugh Roos: I am grateful.",
            [
                ("Sir Hugh Roos (Trent) (Con)", ":", "Will she give way?"),
                ("The Under-Secretary of State (Ms Nadia Crane)", ":", "I will."),
                ("Sir Hugh Roos", ":", "I am grateful."),
            ],
        ),
        (
            "“ORRELL: It passed.\n\n“Twice.\n\n“TRASK: It did not.\n\nThe report calls it safe.\n\n“ORRELL: It did.”",
            [
                ("ORRELL", ":", "It passed. / “Twice."),
                ("TRASK", ":", "It did not."),
                ("ORRELL", ":", "It did.”"),
            ],
        ),
        (
            "The FBI. That is who came.\n\nFULL STORY. It leaks.\n\nTo NASA. It leaks.\n\nU.S. NEWS. It leaks.",
            [],
        ),
    ],
)
def test_labels_of_congress_parliament_and_of_a_quoted_transcript(text, turns):
    assert _found(text) == turns


def _sources(text):
    return [source for source, _, _ in _found(text)]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("Piet Lund (Skell Vale) (Ind)", "Piet Lund (Skell Vale) (Ind)"),
        (
            "The Minister for Weirs and Inland Waters (Piet Lund)",
            "The Minister for Weirs and Inland Waters (Piet Lund)",
        ),
        ("Madam Deputy Speaker (Dame Ada Lund)", "Madam Deputy Speaker (Dame Ada Lund)"),
        ("The Minister [Ms Lund]", "The Minister [Ms Lund]"),
        ("Dr Lund (Laughs)", "Dr Lund"),
        ("Dr Lund (by video link)", "Dr Lund"),
        ("Dr Lund (Through an interpreter)", "Dr Lund"),
    ],
)
def test_a_source_is_the_label_as_printed_without_how_it_is_said(label, source):
    text = f"Chair: Is it dry?\n\n{label}: It was.\n\nChair: And now?\n\n{label}: No."
    assert _sources(text) == ["Chair", source, "Chair", source]


def test_the_holder_of_a_post_is_who_speaks_in_a_record():
    text = "The Minister for Weirs and Inland Waters (Piet Lund): It holds.\n\nMr Speaker: Order.\n\nPiet Lund: It does."
    assert [turn.speaker for turn in find_turns(text)] == ["Piet Lund", "Mr Speaker", "Piet Lund"]


def test_a_post_may_stand_behind_a_speakers_seat():
    text = "Hon. ADA LUND (Quay East—Weirs), Minister of Inland Waters: It holds.\n\nMr VENN: It leaks.\n\nMr VENN: It did."
    assert [turn.speaker for turn in find_turns(text)] == ["Hon. ADA LUND", "Mr VENN", "Mr VENN"]


PANEL = "Chair: Is it dry?\n\nDr Lund: No.\n\nDr Venn: Yes.\n\n{}\n\nChair: Thank you.\n\nDr Lund: It leaks.\n\nDr Venn: It does not."


@pytest.mark.parametrize(
    "line",
    [
        "Audience member: Does it?",
        "Second audience member: Does it?",
        "Several voices: Shame!",
        "Hon. Members: Hear, hear!",
        "A voice from the gallery: Who paid?",
        "Joan Pell: I have a question.",
    ],
)
def test_a_label_used_once_is_one_where_the_lines_around_it_are_labelled(line):
    name, words = line.split(": ")
    assert (name, ":", words) in _found(PANEL.format(line))
    assert len(_found(PANEL.format(line))) == 7


@pytest.mark.parametrize(
    "line",
    [
        "Note: we paid.",
        "One thing is clear: we paid.",
        "Result: we paid.",
        "The upshot: we paid.",
        "My members: we paid.",
        "Joan Pell: by Lia Orvane",
        "Joan Pell:",
    ],
)
def test_how_a_sentence_begins_is_no_label(line):
    assert ("Dr Venn", ":", f"Yes. / {line}") in _found(PANEL.format(line))


def test_a_single_name_is_a_label_where_the_page_names_it():
    text = PANEL.replace("Thank you.", "Thank you, Usher.").format("Usher: Order!")
    assert ("Usher", ":", "Order!") in _found(text)


def test_who_asks_a_numbered_question_is_a_speaker():
    text = "Q1 Chair: Well?\n\nDr Lund: It is.\n\nIt was.\n\nQ2 Joan Pell: Why?\n\nDr Lund: Rain.\n\nIt stopped.\n\nAda A. Venn left."
    assert _sources(text) == ["Chair", "Dr Lund", "Joan Pell", "Dr Lund"]


def test_a_label_used_once_is_none_in_a_long_turn():
    text = "Chair: It is dry.\n\nIt was wet.\n\nIt froze.\n\nJoan Pell: a friend.\n\nIt thawed.\n\nSo be it.\n\nMr Venn: Yes.\n\nChair: No."
    assert "Joan Pell" not in _sources(text)


def test_words_stand_below_labels_that_are_lines_of_their_own():
    text = (
        "Dr Lund:\n\nIt leaks.\n\nRELATED:\n\nOur weirs\n\nMR. VENN:\n\n2. It does not.\n\nRELATED:\n\nA map"
    )
    assert _found(text) == [("Dr Lund", ":", "It leaks."), ("MR. VENN", ":", "It does not.")]


def test_a_post_ends_with_its_paragraph_and_a_turn_before_what_another_signs():
    text = "@pim: it leaks\n\nThe guild fell silent.\n\n@lia (official): it does not\n\n@pim: it does"
    assert _found(text) == [
        ("@pim", ":", "it leaks"), ("@lia (official)", ":", "it does not"), ("@pim", ":", "it does")
    ]  # fmt: skip
    text = "Dr Lund: No.\n\n“It did leak, once.” — Kim Roos\n\nWe left.\n\nDr Venn: Yes.\n\nDr Lund: Why?"
    assert _found(text)[:2] == [("Dr Lund", ":", "No."), ("Kim Roos", "—", "“It did leak, once.”")]


def test_what_a_form_or_a_fact_box_has_before_its_colons_says_nothing():
    box = "WHO: Ada Lund\n\nWHEN: Friday\n\nWHERE: Pier Road\n\nThe pier is new.\n\nRSVP: the guild"
    assert _found(box) == []
    assert _found("CLAIM: It broke.\n\nTHE FACTS: It did not.\n\nCLAIM: He fled.\n\nTHE FACTS: No.") == []
    panel = "Chair: Is it dry?\n\nDr Lund: No.\n\nTHE FACTS: It is dry.\n\nChair: Thank you."
    assert _found(panel)[1] == ("Dr Lund", ":", "No.")


@pytest.mark.parametrize(
    ("between", "words"),
    [
        ("The jury heard that Lund was later found on the pier.", "No."),
        ("I, Lund, was on the pier.", "No. / I, Lund, was on the pier."),
        ("Brandt was on the pier.", "No. / Brandt was on the pier."),
        ("The Lund is a river in Velda.", "No. / The Lund is a river in Velda."),
        ("Early years", "No."),
        ("Photo: J. Roos/Velda Images", "No."),
    ],
)
def test_a_turn_ends_where_the_outlet_tells_of_the_speaker_and_holds_no_subheads(between, words):
    text = f"Brandt: Did you see it?\n\nLund: No.\n\n{between}\n\nBrandt: And now?\n\nLund: No."
    assert _found(text)[1] == ("Lund", ":", words)


def test_a_headline_that_goes_on_behind_its_dash_is_signed_by_nobody():
    assert _found("‘We were robbed’ – Brandt fumes at referee\n\nIt rained.") == []
    assert _found("‘We were robbed’ – Velda sports minister Brandt\n\nIt rained.") != []


def test_a_signed_quotation_hides_no_interview(tagger):
    page = (
        "A talk with the keeper\n\nAda Lund keeps the light. She took questions on the pier.\n\n"
        "Do you miss the sea?\n\nI do. I miss it every day of my life.\n\n“I never looked back once” — Bo Tarn\n\n"
        "Would you go again?\n\nI would, if they asked me to.\n\nWhat would you take?\n\nI would take my old coat."
    )
    found = extract_attributions(Snapshot("page", page), tagger)
    spans = sorted(span for a in found if a.parent is None for span in a.content)
    assert [page[s:e] for s, e in spans] == [
        "I do. I miss it every day of my life.",
        "“I never looked back once”",
        "I would, if they asked me to.",
        "I would take my old coat.",
    ]
