"""Interviews without names."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.laid_out.interviewed import find_interviewed
from onrecord.extract.laid_out.interviews import find_interview
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from tests.extract.words import cut

HEAD = "Five questions for a captain\n\nMira Lund has steered the ferry for thirty years.\n\n"
TAIL = "\n\nThe ferry runs daily from nine."


def _answers(text):
    found = find_interview(text, list(paragraphs(text)))
    return [(cut(text, draft.source), cut(text, draft.content)) for draft in found]


def test_answers_in_the_first_person_are_whose_name_stands_above():
    text = f"{HEAD}Was it hard for you?\n\nI was sick.\n\nMy father laughed.\n\nAnd then?\n\nI stayed.\n\nWhat did you do?\n\nWe had sheep.{TAIL}"
    assert _answers(text) == [
        ("Mira Lund", "I was sick. … My father laughed."),
        ("Mira Lund", "I stayed."),
        ("Mira Lund", "We had sheep."),
    ]


def test_answers_that_are_quoted_whole(tagger):
    text = f"{HEAD}Was it hard?\n\n“He says that it was.”\n\nAnd then?\n\n“It rained,” she says.\n\nWhy?\n\n“Sheep.”{TAIL}"
    assert _answers(text) == [("Mira Lund", "“He says that it was.”"), ("Mira Lund", "“Sheep.”")]
    found = extract_attributions(Snapshot("page", text), tagger)
    assert [a.mode for a in found if a.parent is None] == [Mode.DIRECT] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Why is it shut?\n\nThere are cracks.\n\nWhen will it open?\n\nIn June.\n\nAnd now?\n\nTake a bus.{TAIL}",
        f"{HEAD}Was it hard?\n\nI was sick.{TAIL}",
        f"{HEAD}I met her once.\n\nWas she right?\n\nI doubt it.\n\nDid you?\n\nI did.\n\nWhat can you do?\n\nI rest.{TAIL}",
        f"{HEAD}Was it right?\n\nI doubt it.\n\nCould I have known?\n\nI did.\n\nWhy?\n\nI was away.{TAIL}",
        f"{HEAD}Is it shut?\n\nWe do not know.\n\nWhen?\n\nWe shall see.\n\nWhy?\n\nI asked our engineers.{TAIL}",
        "Why?\n\nHow?\n\nWhen?\n\nWho?",
    ],
)
def test_what_explains_is_no_interview(text):
    assert _answers(text) == []


def test_whoever_was_met_answers_and_an_answer_ends_at_the_next_question():
    head = "A captain leaves\n\nThe New Lowmere ferry sails. We met Orla Venn on Monday.\n\n"
    text = f"{head}Were you afraid?\n\nI was.\n\nWas it hard?\n\n“It was.”\n\nDo you swim?\n\nI do.\n\nAnd you sail?\n\nI do."
    assert _answers(text) == [("Orla Venn", "I was."), ("Orla Venn", "I do."), ("Orla Venn", "I do.")]


def _interview(intro, *pairs, tail=""):
    body = "\n\n".join(part for pair in pairs for part in pair)
    return f"Mud and sails\n\n{intro}\n\n{body}{tail}"


INTRO = (
    "Orla Venn mends sails in Port Lowmere. Over soup at the Lowmere Inn, Venn took questions for an hour."
)
ASKED = (
    (
        "You were a baker for ten years. How does one get from bread to sails?",
        "By boat. I sold the oven.\n\nIt burned.",
    ),
    ("Your first book calls mud “a kind of bread.” Is it?", "Taste it."),
    ("Some sailors say the sheds are cold. Are they?", "My hands are."),
    ("Was it hard?", "It was, for my brother."),
    ("And now?", "I sew."),
)


def test_where_somebody_took_questions_they_may_follow_a_statement_and_answers_need_no_first_person():
    answers = _answers(_interview(INTRO, *ASKED))
    assert [words for _, words in answers] == [
        "By boat. I sold the oven. … It burned.", "Taste it.", "My hands are.", "It was, for my brother.", "I sew."
    ]  # fmt: skip
    assert {who for who, _ in answers} == {"Venn"}


@pytest.mark.parametrize(
    "intro",
    [
        "Orla Venn mends sails.\n\nThis interview has been condensed.",
        "Orla Venn mends sails. I met Venn in her shed, where I was given soup.",
        "Orla Venn mends sails. I visited her in March.",
        "Orla Venn mends sails. On Monday she spoke to the Lowmere Bugle.",
    ],
)
def test_a_page_may_say_in_other_words_that_it_is_an_interview(intro):
    you = ("What would you change?", "I would move my shed.")
    assert len(_answers(_interview(intro, ASKED[0], ASKED[2], ASKED[3], ASKED[4], you, you, you))) == 7


SHORT = (("Do you swim?", "Only out loud."), ("And you sail?", "For about a mile."))
LONG = "The sheds are cold, the pay is low and the tea is worse."


def test_a_short_answer_may_be_anyones():
    intro = "Orla Venn mends sails. Venn orders a soup, and we begin."
    mine = [(f"Do you like the {thing}?", "I do.") for thing in ("sea", "sheds", "soup")]
    assert len(_answers(_interview(intro, *mine, *SHORT))) == 5
    long = [(question, LONG) for question, _ in SHORT]
    assert _answers(_interview(intro, *mine, *long)) == []


@pytest.mark.parametrize(
    ("prompt", "bids"),
    [
        ("Tell us about the shed.", True),
        ("You once said that mud remembers.", True),
        ("You learn to live with it.", False),
        ("They tell us about the shed.", False),
    ],
)
def test_what_bids_somebody_speak_is_no_answer(prompt, bids):
    answers = _answers(_interview(INTRO, *ASKED[:4], (prompt, "I built it."), ASKED[4]))
    assert (("Venn", "I built it.") in answers) is bids


@pytest.mark.parametrize(
    ("line", "is_put"),
    [
        ("The harbour board wants you gone.", True),
        ("That must have been a sight.", True),
        ("You get used to it.", False),
        ("The board wants us gone, you know.", False),
        ("The harbour board wants the sheds.", False),
        ("The board wants you gone. It has the law behind it.", False),
    ],
)
def test_what_is_put_to_somebody_in_the_midst_of_an_answer(line, is_put):
    pair = ("And the sheds?", f"They stand.\n\n{line}\n\nThey shall not fall.")
    answers = [words for _, words in _answers(_interview(INTRO, *ASKED[:4], pair, ASKED[4]))]
    whole = f"They stand. … {line} … They shall not fall."
    assert (["They stand.", "They shall not fall."] if is_put else [whole]) == answers[4:-1]


def test_what_the_introduction_asks_is_put_to_the_reader():
    text = _interview(f"Is mud a trade?\n\nSome say so.\n\n{INTRO}", *ASKED)
    assert len(_answers(text)) == len(ASKED)


def test_what_would_bid_somebody_speak_answers_a_question_above_it():
    answers = _answers(_interview(INTRO, *ASKED[:4], ("Who called it mud?", "You called it mud."), ASKED[4]))
    assert ("Venn", "You called it mud.") in answers


def test_what_the_interviewer_tells_in_brackets_and_headings_are_no_answer():
    text = _interview(
        INTRO, *ASKED[:3], ("And then?", "I left.\n\n[She laughs.]\n\nTHE SHED"), ASKED[3], ASKED[4]
    )
    assert ("Venn", "I left.") in _answers(text)


FAQ = (
    ("Your permit has run out. Can you still sail?", "You can, until June."),
    ("Is it free?", "It is."),
    ("What do you need?", "A form, which our office has."),
)
ESSAY = (
    ("You buy a boat. What for?", "I bought mine to leave."),
    ("Who was there?", "My brother was."),
    ("Did you hear it?", "I did."),
)


@pytest.mark.parametrize(
    "text",
    [
        _interview("The harbour office answered readers’ questions on permits.", *FAQ),
        _interview("We spoke to Orla Venn of the harbour office.", *FAQ),
        _interview("I had a boat once, and so had my brother.", *ESSAY),
        _interview(INTRO + "\n\nIt rained." * 12, *ESSAY),
        _interview(INTRO, *ESSAY, tail="\n\nThe tide rose." * 12),
        _interview(
            "A boat is a hole in the water. Orla Venn spoke to reporters about hers.", *ESSAY[:2], FAQ[0]
        ),
        _interview(
            "I met Orla Venn in her shed.",
            *((q, "I left.\n\nIt rained.\n\nIt froze.\n\nI slept.") for q, _ in ESSAY),
        ),
    ],
    ids=[
        "questions answered by an office",
        "explainer",
        "essay",
        "far below",
        "far above the end",
        "column",
        "essay about a meeting",
    ],
)
def test_questions_alone_make_no_interview(text):
    assert _answers(text) == []


@pytest.mark.parametrize(
    ("introduction", "who"),
    [
        ("Ada Lund fishes. Piet Vos, her neighbour, says that Lund talks to eels.", ["Lund"]),
        ("Ada Lund’s eels are famous.", ["Ada Lund"]),
        ("The New Lowmere ferry sails at nine from Port Venn.", []),
        ("At nine, Ada Lund and Piet Vos came in.", []),
        ("Ada Lund came in with Piet Vos.", ["Ada Lund"]),
        (
            "Ada Lund and Piet Vos live here, and Lund and Vos fish. Last week we interviewed Piet Vos.",
            ["Piet Vos"],
        ),
        ("“Soft Ground” is what Ada Lund calls it.", ["Ada Lund"]),
        ("Ada Lund runs the ferry. Lund spoke to Hugo Brandt about her work.", ["Lund"]),
        ("Ada Lund runs the ferry. The Courier spoke to Ada Lund.", ["Ada Lund"]),
        ("", []),
    ],
)
def test_who_is_interviewed(introduction, who):
    found = find_interviewed(introduction, list(paragraphs(introduction)))
    assert [introduction[slice(*span)] for span in found] == who
