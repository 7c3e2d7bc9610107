"""Each kind of drift on examples of our own, and what must not be taken for one."""

import re
from pathlib import Path

import pytest

from onrecord.model import EditKind, Severity
from onrecord.trace import TAXONOMY
from onrecord.trace.amounts import read_amounts
from onrecord.trace.respelt import is_respelt

from .conftest import find, record

DOCS = Path(__file__).resolve().parents[2] / "docs" / "drift.md"

RECORD = """ADA MOORE: The council will not close the harbour this winter. We have spent 5 million crowns on the
eastern quay since March 3, and um, we will spend four hundred and twelve thousand more. The crane can lift
twenty-five tons, and I think, I think that it is safe for the crew, for the boats and for the children of this town.

Nobody has asked the fishermen to pay for the new lamps. We may open the lower dock in the spring if the ice
allows it. The ferry no longer stops at Tolm, and it never stopped at Brask on a Sunday. It was legal to moor here
until 1984, and it's unlikely that this changes. About 30 percent of the crew live on the island.

BO LIND: Will the old chandlery be pulled down for the new road?

ADA MOORE: The chandlery stays where it is. I have walked past it every morning of my life and I would miss it.
"""

TOLD = record(RECORD, date="2031-05-03")
DAY = "2031-05-04"

CASES = [
    # as it was said
    ("The council will not close the harbour this winter.", "verbatim"),
    ("the council WON’T close the harbour — this winter", "verbatim"),
    ("The crane can lift 25 tons", "verbatim"),
    ("about 30% of the crew live on the island", "verbatim"),
    ("about thirty per cent of the crew live on the island", "verbatim"),
    ("We have spent $5m crowns on the eastern quay since March 3rd", "verbatim"),
    # tidied
    ("since March 3, and we will spend four hundred and twelve thousand more", "cleaned"),
    ("I think that it is safe for the crew, for the boats", "verbatim"),
    ("twenty-five tons, and I think that it is safe for the crew", "cleaned"),
    ("[The harbour chief] has asked the fishermen to pay for the new lamps", "bracketed"),
    ("The ferry [from Hask] no longer stops at Tolm", "bracketed"),
    # shortened
    ("it is safe for the crew … and for the children of this town", "ellipsis trimmed"),
    ("it is safe for the crew and for the children of this town", "trimmed"),
    ("We may open the lower dock if the ice allows it", "trimmed"),
    # added, replaced
    ("We may open the lower dock in the early spring if the ice allows it", "inserted"),
    ("We may open the lower gate in the spring if the ice allows it", "substituted"),
    ("I have walked past it every evening of my life", "substituted"),
    # put together
    (
        "The chandlery stays where it is and I would miss it. We may open the lower dock in the spring if the ice allows it",
        "trimmed spliced reordered",
    ),
    (
        "We have spent 5 million crowns on the eastern quay. I have walked past it every morning of my life",
        "spliced",
    ),
    ("until 1984, and it's unlikely that this changes. The chandlery stays where it is.", "spliced"),
    # negation
    ("The council will close the harbour this winter", "trimmed negation"),
    ("The council will never close the harbour this winter", "substituted"),
    ("We may not open the lower dock in the spring if the ice allows it", "inserted negation"),
    ("We mayn't open the lower dock in the spring", "inserted negation cut"),
    ("The ferry still stops at Tolm", "substituted trimmed negation"),
    ("The ferry stops at Tolm, and it never stopped at Brask", "trimmed negation"),
    ("and it stopped at Brask on a Sunday", "trimmed negation"),
    ("Everybody has asked the fishermen to pay for the new lamps", "substituted negation"),
    ("It was illegal to moor here until 1984", "substituted negation"),
    ("it is likely that this changes", "substituted negation hedge"),
    ("The chandlery doesn't stay where it is", "inserted substituted negation"),
    ("The chandlery no longer stays where it is", "inserted negation"),
    ("Not The chandlery stays where it is", "inserted negation"),
    # number
    ("We have spent 6 million crowns on the eastern quay", "substituted number"),
    ("We have spent six million crowns on the eastern quay", "substituted number"),
    ("We have spent 5 billion crowns on the eastern quay", "substituted number"),
    ("We have spent 5 crowns on the eastern quay", "trimmed number"),
    ("We have spent 5,000,000 crowns on the eastern quay", "substituted"),
    ("we will spend 412,000 more. The crane can lift twenty-five tons", "substituted"),
    ("we will spend four hundred thousand more. The crane can lift twenty-five tons", "trimmed number"),
    ("The crane can lift thirty-five tons", "substituted number"),
    ("About 13 percent of the crew live on the island", "substituted number"),
    ("It was legal to moor here until 1994", "substituted number"),
    ("crowns on the eastern quay since March 13", "substituted number"),
    # modality
    ("We will open the lower dock in the spring if the ice allows it", "substituted modality"),
    ("The crane must lift twenty-five tons", "substituted modality"),
]


@pytest.mark.parametrize("quote, kinds", CASES)
def test_kinds(index_of, quote, kinds):
    trace = find(index_of(TOLD), quote, "Ada Moore", DAY)
    assert trace.passage, trace.reasons
    assert {drift.kind for drift in trace.drift} == set(kinds.split())


def drift_of(index, quote, kind):
    return next(drift for drift in find(index, quote, "Ada Moore", DAY).drift if drift.kind == kind)


def test_the_edits_prove_the_kind(index_of):
    index = index_of(TOLD)
    (edit,) = drift_of(index, "The council will close the harbour this winter", "negation").edits
    assert edit.kind is EditKind.DELETED
    assert RECORD[slice(*edit.record_span)] == "not"
    quote = "The crane can lift thirty-five tons"
    (edit,) = drift_of(index, quote, "number").edits
    assert (quote[slice(*edit.quote_span)], RECORD[slice(*edit.record_span)]) == (
        "thirty-five",
        "twenty-five",
    )


@pytest.mark.parametrize(
    "quote, kind, severity",
    [
        ("The council will close the harbour this winter", "negation", Severity.GRAVE),
        ("The crane can lift thirty-five tons", "number", Severity.GRAVE),
        ("We may open the lower dock if the ice allows it", "trimmed", Severity.NOTABLE),
        ("that it is safe for crew, for the boats and for the children", "trimmed", Severity.COSMETIC),
        ("We have spent 5,000,000 crowns on the eastern quay", "substituted", Severity.COSMETIC),
        ("We have spent 5 million crowns on the eastern quay", "verbatim", Severity.NONE),
    ],
)
def test_how_grave(index_of, quote, kind, severity):
    assert drift_of(index_of(TOLD), quote, kind).severity is severity


def test_two_negations_lost_are_lost(index_of):
    index = index_of("ADA MOORE: I will not sell the pier and I will not rent it out to the brewery.")
    trace = find(index, "I will sell the pier and I will rent it out to the brewery")
    assert "negation" in {drift.kind for drift in trace.drift}


def test_a_negation_that_moves_is_not_lost(index_of):
    index = index_of("ADA MOORE: I do not think that the brewery will rent the upper floor of the pier.")
    trace = find(index, "I do think that the brewery will not rent the upper floor of the pier")
    assert "negation" not in {drift.kind for drift in trace.drift}


def test_a_clause_that_is_gone_whole_turns_nothing_round(index_of):
    index = index_of("ADA MOORE: The pier – not the dock, mind you – belongs to the people of this town.")
    kinds = {drift.kind for drift in find(index, "The pier belongs to the people of this town").drift}
    assert kinds == {"trimmed"}


def test_words_across_a_stage_direction_are_one_speakers(index_of):
    index = index_of(
        "ADA MOORE: We shall rebuild the pier. (Applause)\nADA MOORE: We shall rebuild the dock as well."
    )
    kinds = {
        drift.kind for drift in find(index, "We shall rebuild the pier. We shall rebuild the dock").drift
    }
    assert kinds == {"verbatim"}


@pytest.mark.parametrize(
    "words, amounts",
    [
        ("4 hundred and 12", [412]),
        ("a hundred", [100]),
        ("1 hundred 50 thousand", [150_000]),
        ("5 million 3 hundred thousand", [5_300_000]),
        ("1.5 billion", [1.5e9]),
        ("half a million and a dozen", [500_000, 12]),
        ("20 16 or 2016", [2016, 2016]),
        ("2 thousand 16", [2016]),
        ("5 and 6", [5, 6]),
        ("march 3 2016", [3, 2016]),
        ("the third of 7", [3, 7]),
        ("4 and a half million", [4_500_000]),
        ("2 and a quarter", [2.25]),
        ("less than a quarter", [0.25]),
        ("a quarter to 5", [5]),
        ("twice the 4 that tripled", [2, 4, 3]),
        ("2 thirds and 3 quarters", [2 / 3, 3 / 4]),
        ("from 2 pounds to 2 pounds 30", [2, 2.3]),
        ("5 pounds 3 times", [5, 3]),
        ("2016 1 hundred", [2016, 100]),
        ("9" * 400, []),
        ("", []),
    ],
)
def test_amounts(words, amounts):
    assert read_amounts(words.split()) == amounts


@pytest.mark.parametrize(
    "said, quoted",
    [
        (
            "We have spent four and a half million crowns on the quay",
            "We have spent 4.5 million crowns on the quay",
        ),
        ("We have spent twenty-three million pounds on the quay", "We have spent £23 million on the quay"),
        (
            "We have spent $23m on the quay and the crane",
            "We have spent 23 million dollars on the quay and the crane",
        ),
        (
            "The crane and the lamps have been here since twenty twenty",
            "The crane and the lamps have been here since 2020",
        ),
        (
            "So far we have 212 lamps and we need, uh, three hundred",
            "So far we have 212 lamps and we need 300",
        ),
        ("Three hundred of the lamps have gone out again", "300 of the lamps have gone out again"),
        ("That is less than a third of what they charge", "That is less than one-third of what they charge"),
        (
            "Half of the old lamps on the quay have gone out again",
            "50 percent of the old lamps on the quay have gone out again",
        ),
        (
            "We need 25 percent of the lamps that are on the quay",
            "We need a quarter of the lamps that are on the quay",
        ),
        ("The dock will open again on 1 July 2031, says the crew", "The dock will open again on July 1"),
        (
            "The dock will open again on 1 July 2031, says the crew",
            "The dock will open again on July 1, 2031, says the crew",
        ),
        (
            "The dock will be closed from the twenty-first of May, it seems",
            "The dock will be closed from May 21, it seems",
        ),
        (
            "From now on the toll goes from two pounds to two pounds thirty a day for every boat",
            "From now on the toll goes from £2 to £2.30 a day for every boat",
        ),
    ],
)
def test_a_number_or_a_day_written_otherwise_is_cosmetic(index_of, said, quoted):
    trace = find(index_of(f"ADA MOORE: {said}."), quoted, "Ada Moore")
    assert trace.passage, trace.reasons
    assert max((drift.severity for drift in trace.drift), key=list(Severity).index) is Severity.COSMETIC


@pytest.mark.parametrize(
    "said, quoted",
    [
        (
            "The dock will open again on 1 July 2031, says the crew",
            "The dock will open again on July 11, says the crew",
        ),
        (
            "We have spent four and a half million crowns on the quay",
            "We have spent 4.6 million crowns on the quay",
        ),
        (
            "We own two thirds of the boats in the lower dock",
            "We own three quarters of the boats in the lower dock",
        ),
        ("We need, uh, three hundred lamps for the lower dock", "We need 200 lamps for the lower dock"),
    ],
)
def test_another_number_is_grave_however_it_is_written(index_of, said, quoted):
    assert "number" in {
        drift.kind for drift in find(index_of(f"ADA MOORE: {said}."), quoted, "Ada Moore").drift
    }


@pytest.mark.parametrize(
    "said, quoted, kinds",
    [
        ("They will go to the harbour with us tomorrow", "They will go into the harbour with us tomorrow", "substituted"),
        ("The migrants were taken to the camp by bus", "The immigrants were taken to the camp by bus", "substituted"),
        ("It was legal to do so on that quay", "It was illegal to do so on that quay", "substituted negation"),
        ("We are number one in the north and stay there", "We are No. 1 in the north and stay there", "verbatim"),
        ("We will fight. We will not surrender. We will win", "We will fight. We will win", "trimmed"),
        ("There were thirty to forty people on the quay", "There were 30-40 people on the quay", "trimmed"),
        ("It was so twenty years ago, 30 years ago, on the quay", "It was so 30 years ago, on the quay", "trimmed"),
        ("This is what we do in the twenty-first century", "This is what we do in the 21st century", "substituted"),
        ("This was the first time that anyone asked me", "This was the second time that anyone asked me",
         "substituted number"),
        ("I rely on the thirteenth rule of the harbour", "I rely on the fourteenth rule of the harbour",
         "substituted number"),
        ("I dont care about it at all and never did", "I don't care about it at all and never did", "verbatim"),
        ("I dont care about it at all and never did", "I do care about it at all and never did", "trimmed negation"),
        ("Prices fell by .5 percent in the last of them", "Prices fell by 5 percent in the last of them",
         "substituted number"),
        ("We built 1.5 million homes here in ten years", "We built 1.5m homes here in ten years", "substituted"),
        ("We lost about 30 or 40 boats in the storm", "We lost some 40 boats in the storm", "trimmed substituted"),
        ("Millions of people live on that river today", "Thousands of people live on that river today",
         "substituted number"),
        ("It's been a long winter for all of us", "It has been a long winter for all of us", "substituted"),
        ("We keep the lamps lit until the last boat is in", "(We keep the lamps lit until the last boat returns)",
         "substituted"),
        ("I lost at cards and we paid 6 million crowns", "I lost at cards :( and we paid 5 million crowns",
         "substituted number"),
    ],
)  # fmt: skip
def test_kinds_of_everyday_rewordings(index_of, said, quoted, kinds):
    trace = find(index_of(f"ADA MOORE: {said}. Then we all went home for the winter."), quoted, "Ada Moore")
    assert [drift.kind for drift in trace.drift] == kinds.split()


def test_words_of_two_speakers_in_a_row_are_spliced(index_of):
    text = "ADA MOORE: We will pay it all.\n\nBO LIND: And we will build the dock.\n\nADA MOORE: Good.\n\nBO LIND: Yes."
    trace = find(index_of(text), "We will pay it all. And we will build the dock", "Ada Moore")
    assert [drift.kind for drift in trace.drift] == ["spliced"]


def test_other_money_is_no_other_spelling():
    assert not is_respelt(["5", "pounds"], ["5", "dollars"])


def test_the_taxonomy_is_documented():
    rows = re.findall(
        r"^\| `(\w+)` \| (.+?) \| (\w+) \| (.+?) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    told = [(name, meaning, severity) for name, meaning, severity, _ in rows]
    assert told == [(kind.name, kind.meaning, kind.severity.value) for kind in TAXONOMY.values()]


def test_the_documented_examples_are_true(index_of):
    rows = re.findall(
        r"^\| `(\w+)` \|.+\| “(.+?)” → “(.+?)” \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) == len(TAXONOMY)
    for kind, said, quoted in rows:
        trace = find(index_of(said), quoted)
        assert kind in {drift.kind for drift in trace.drift}, (kind, trace)


def test_a_number_at_the_quotes_head_stands_for_the_shorter_one_of_its_sentence(index_of):
    index = index_of(
        "ADA MOORE: Half of the lamps on the old quay of Tolm have gone out again.\nBO LIND: Yes."
    )
    trace = find(index, "A quarter of the lamps on the old quay of Tolm have gone out again", "Ada Moore")
    assert "number" in {drift.kind for drift in trace.drift}
