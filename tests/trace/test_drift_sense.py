"""The finer kinds: what an edit does to the sense, and what stands around a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import EditKind, Record, Severity, Span, Turn, labels_of
from onrecord.trace import TAXONOMY
from onrecord.trace.quote import Query
from onrecord.trace.wording import compare_wordings

from .conftest import find, record

KEEPER = "The keeper of Hask"


def drift_of(quote, said):
    one, other = (Query(text, (Span(0, len(text)),)) for text in (quote, said))
    found = compare_wordings(one, other)
    assert found
    return {drift.kind: drift for drift in found[1]}


def kinds_of(quote, said):
    return {kind for kind in drift_of(quote, said) if TAXONOMY[kind].label is None}


SENSE = [
    # the quote's words, the record's, the finer kinds
    (" lights the lamps at dusk", " lit the lamps at dusk", "tense"),
    (" will light the lamps at dusk", " lights the lamps at dusk", "tense"),
    (" has lit the lamps at dusk", " will light the lamps at dusk", "tense"),
    (" is on the stair at dusk", " will be on the stair at dusk", "tense"),
    (" and the boy are on the stair", " and the boy is on the stair", ""),
    (" probably lights the lamps at dusk", " lights the lamps at dusk", "hedge"),
    (" lights the lamps at dusk", " I think lights the lamps at dusk", "hedge"),
    (" lights the lamps at dusk", " should light the lamps at dusk", "modality"),
    (" saw that she had left the stair", " saw that he had left the stair", "person"),
    (" saw that Bo Lind had left the stair", " saw that Bo Roke had left the stair", "person"),
    (" saw that Ms Roke had left the stair", " saw that Ada Roke had left the stair", ""),
    (" saw that Bo Eriksson had left", " saw that Bo Erikson had left", ""),
    (" saw that [she] had left the stair", " saw that he had left the stair", ""),
    (" waits for the boats from Tolm", " waits for the boats from May Tolm", ""),
    (" LIGHTS THE LAMPS AT DUSK", " MAY LIGHT THE LAMPS AT DUSK", "modality"),
    (" burns less oil in winter", " burns more oil in winter", "comparison"),
    (" burns the darkest oil in winter", " burns the dark oil in winter", "comparison"),
    (" burns the oil in winter", " burns the very oil in winter", "intensifier"),
    # "not only" affirms; without its "only" it denies
    (" will light the lamps but the stair too", " will not only light the lamps but the stair too", "cut"),
    (" will not light the lamps but the stair", " will not only light the lamps but the stair", "negation"),
    (" will only light the lamps but the stair", " will not only light the lamps but the stair", "negation"),
    # another number, at the beginning too; another day
    (" lit the lamps on 1 June", " lit the lamps on 1 July", "number"),
    (" lit a third of the lamps", " lit a quarter of the lamps", "number"),
    (" lit twice as many lamps", " lit three times as many lamps", "number"),
    (" lit the lamps in the last quarter", " lit the lamps in the last year", ""),
    (" lit the lamps on Monday", " lit the lamps on Tuesday", "number"),
    (" lit the lamps in June", " lit the lamps in July", "number"),
    (" lit the lamps in the first week of June", " lit the lamps in the first week", ""),
    # who writes "nobody" for "no one" turns nothing round, nor who puts the "no" elsewhere
    (" says no one lit the lamps", " says nobody lit the lamps", ""),
    (" saw that for weeks no lamp was lit", " saw that the lamps were not lit for weeks", ""),
    (" saw that for weeks a lamp was lit", " saw that the lamps were not lit for weeks", "negation"),
    # what a clause says that is gone whole
    (" lit the lamps at dusk", " lit the lamps, as he can, at dusk", ""),
    # a condition left out within the quote
    (" lights the lamps for the last boat", " lights the lamps, if there is oil, for the last boat", "cut"),
]


@pytest.mark.parametrize(("quoted", "said", "kinds"), SENSE)
def test_what_an_edit_does_to_the_sense(quoted, said, kinds):
    assert kinds_of(KEEPER + quoted, KEEPER + said) == set(kinds.split())


HARBOUR = "the harbour will stay open all winter"

AROUND = [
    # what stands before the quote, what after it, the finer kinds
    ("", ".", ""),
    ("", ", if the council pays.", "cut"),
    ("", " unless the ice comes early.", "cut"),
    ("", ", as far as I can see, provided that the ice holds off.", "cut"),
    ("", ", but not for the ferry.", "cut"),
    ("", " and so will the dock.", ""),
    ("", ", and if the ice comes we shall break it.", ""),
    ("If the council pays, ", ".", "cut"),
    ("", ". That is not true, of course.", "cut"),
    ("", ". That is good news.", ""),
    ("Do you think ", "?", "question"),
    ("Do you think ", ", come what may?", "question"),
    ("", "?", "question"),
    ("", ", right?", ""),
    ("If ", ", we shall all be glad.", "hypothesis"),
    ("We do not know whether ", ".", "hypothesis"),
    ("Suppose ", ".", "hypothesis"),
    ("I suppose ", ".", ""),
    ("And people say that ", ".", "reported"),
    ("According to the mayor of Tolm, ", ".", "reported"),
    ("Then my husband said ", ".", "reported"),
    ("And a minister told me in January that ", ".", "reported"),
    ("Then my husband said no, and ", ".", ""),
    ("We are glad if my husband says that ", ".", "hypothesis"),
    ("I have always said that ", ".", ""),
    ("I don't think that ", ".", "negation"),
    ("It is not true that ", ".", "negation"),
    ("I have never said that ", ".", "negation"),
    ("I am glad to say it is true that ", ".", ""),
]


@pytest.mark.parametrize(("before", "after", "kinds"), AROUND)
def test_what_stands_around_a_passage(index_of, before, after, kinds):
    said = f"Good morning. {before}{HARBOUR}{after}"
    assert kinds_of(HARBOUR, said) == set(kinds.split())
    found = {
        d.kind: d for d in find(index_of(record(f"ADA MOORE: {said}\n\nBO LIND: If only.")), HARBOUR).drift
    }
    assert set(found) - {"verbatim"} == set(kinds.split())
    assert "verbatim" in found


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        ("She did not think that “{}”.", HARBOUR),  # the page itself denies it
        ("She said “{}”.", "the harbour will stay"),  # a fragment, not the whole clause
    ],
)
def test_a_denial_is_grave_only_where_the_clause_stands_bare(page, quote):
    text = page.format(quote)
    start = text.index(quote)
    said = f"I do not think that {HARBOUR}."
    found = compare_wordings(
        Query(text, (Span(start, start + len(quote)),)), Query(said, (Span(0, len(said)),))
    )
    assert found
    assert Severity.GRAVE not in {drift.severity for drift in found[1]}


def test_the_words_cut_off_are_the_proof():
    said = f"Well, {HARBOUR}, if the council pays."
    cut = drift_of(HARBOUR, said)["cut"]
    (edit,) = cut.edits
    assert (edit.kind, edit.quote_span) == (EditKind.DELETED, Span(len(HARBOUR), len(HARBOUR)))
    assert said[slice(*edit.record_span)] == "if the council pays."
    assert "“if the council pays.”" in cut.reason


def test_conditions_are_notable_and_contrasts_cosmetic():
    assert drift_of(HARBOUR, f"{HARBOUR}, unless it freezes.")["cut"].severity is Severity.NOTABLE
    assert drift_of(HARBOUR, f"{HARBOUR}, but it may freeze.")["cut"].severity is Severity.COSMETIC


@pytest.mark.parametrize(
    ("quoted", "said", "kinds"),
    [
        ("Half of the boats are older than the quay", "Three-quarters of the boats are older than the quay", "number"),
        ("Nobody was harmed in the storm", "No one was harmed in the storm", ""),
        ("No one was harmed in the storm", "Nobody was harmed in the storm", ""),
    ],
)  # fmt: skip
def test_the_first_words_of_a_quote_stand_for_the_records(quoted, said, kinds):
    assert kinds_of(quoted, f"Good evening. {said}.") == set(kinds.split())


def test_a_quote_is_paired_with_the_nearest_words_that_say_it(index_of):
    index = index_of(
        "ADA MOORE: It is true that piers were shut. It's not true that I shut them. Ask the guild."
    )
    drift = {d.kind: d for d in find(index, "It's true that I shut them", "Ada Moore").drift}
    assert drift["negation"].severity is Severity.GRAVE


def test_what_the_quote_takes_up_elsewhere_is_not_cut_off(index_of):
    index = index_of(f"ADA MOORE: If the council pays for the ice breaker, {HARBOUR}.")
    quote = f"{HARBOUR} … If the council pays for the ice breaker"
    assert "cut" not in {drift.kind for drift in find(index, quote).drift}


def test_the_next_turn_is_another_matter(index_of):
    index = index_of(f"ADA MOORE: {HARBOUR}.\n\nBO LIND: That is not true.")
    assert [drift.kind for drift in find(index, HARBOUR).drift] == ["verbatim"]


def test_a_marked_gap_weighs_less_and_an_ellipsis_may_have_moved():
    said = "We keep the lamps lit. We keep the stove warm. We paint the stair"
    trimmed = drift_of("We keep the lamps lit. … We paint the stair", said)
    assert trimmed["trimmed"].severity is Severity.COSMETIC
    assert "ellipsis" in trimmed
    assert drift_of("We keep the lamps lit. We paint the stair", said)["trimmed"].severity is Severity.NOTABLE


def test_a_gap_between_two_quotations_weighs_less():
    said = "We keep the lamps lit. We keep the stove warm. We paint the stair"
    for between, severity in (("She smiled.", Severity.COSMETIC), ("she said,", Severity.NOTABLE)):
        page = f"“We keep the lamps lit,” {between} “We paint the stair.”"
        spans = tuple(
            Span(page.index(part), page.index(part) + len(part))
            for part in ("We keep the lamps lit", "We paint the stair")
        )
        found = compare_wordings(Query(page, spans), Query(said, (Span(0, len(said)),)))
        assert found
        assert {drift.kind: drift.severity for drift in found[1]} == {"trimmed": severity}


def test_words_in_brackets_do_not_pair_with_what_was_said_before():
    found = drift_of(
        "[The boats] are late, and the lamps have gone out",
        "I wait for the boats. They are late, and the lamps have gone out",
    )
    assert set(found) == {"bracketed"}


IN_BRACKETS = [
    # the quote's words, the record's, how grave the negation is
    (" will [not] light the lamps", " will light the lamps", Severity.NOTABLE),
    (" [does not light] the lamps", " lights the lamps", Severity.NOTABLE),
    (" does[n't] light the lamps", " does light the lamps", Severity.NOTABLE),
    # the record has it, written otherwise
    (" will [not] light the lamps", " won't light the lamps", None),
    (" is [not] lighting the lamps", " isn't lighting the lamps", None),
    (" can[not] light the lamps", " can't light the lamps", None),
    (" does[n't] light the lamps", " doesn't light the lamps", None),
    (" will [not] light the lamps", " will never light the lamps", None),
    # it stands beside the brackets, or is lost where they are
    (" [and his boy] will not light the lamps", " will light the lamps", Severity.GRAVE),
    (" [of Tolm] does not light the lamps", " lights the lamps", Severity.GRAVE),
    (" will not [ever] light the lamps", " will light the lamps", Severity.GRAVE),
    (" [means to] light the lamps", " will not light the lamps", Severity.GRAVE),
    (" will [not] light the lamps and not the stove", " will light the lamps and the stove", Severity.GRAVE),
]


@pytest.mark.parametrize(("quoted", "said", "severity"), IN_BRACKETS)
def test_a_negation_that_brackets_own_up_to_is_notable_and_told_so(quoted, said, severity):
    negation = drift_of(KEEPER + quoted, KEEPER + said).get("negation")
    assert (negation and negation.severity) == severity
    if severity is Severity.NOTABLE:
        assert negation.reason.endswith(" is added, in brackets")


def test_a_reason_leaves_out_what_a_finer_kind_tells():
    said = KEEPER + " will not light the old brass lamps at dusk"
    both = drift_of(KEEPER + " will light the lamps at dusk", said)
    assert both["negation"].reason == "a negation lost or added: “not” is missing"
    assert both["trimmed"].reason == "words left out: “old brass” is missing"
    assert len(both["trimmed"].edits) == 2
    alone = drift_of(KEEPER + " will light the old brass lamps at dusk", said)
    assert alone["trimmed"].reason == "words left out: “not” is missing"


def test_a_negation_moved_to_another_sentence_turns_both_round():
    said = KEEPER + " does not light the lamps. He lights the stove"
    assert "negation" in drift_of(KEEPER + " does light the lamps. He does not light the stove", said)
    assert "negation" not in drift_of(KEEPER + " does light not the lamps. He lights the stove", said)


def test_another_sentence_at_the_end_denies_nothing():
    assert "negation" not in drift_of(
        KEEPER + " is on the stair. They're not idle", KEEPER + " is on the stair. They mend the net"
    )
    assert "negation" in drift_of(KEEPER + " is on the stair, not", KEEPER + " is on the stair")


def test_where_no_stop_tells_clauses_apart_only_the_nearest_if_counts(index_of):
    said = "IF IT SNOWS WE WILL PLOUGH THE ROADS AND THE HARBOUR WILL STAY OPEN ALL WINTER LONG"
    found = find(index_of(f"ADA MOORE: {said}"), "The harbour will stay open all winter long", "Ada Moore")
    assert [drift.kind for drift in found.drift] == ["verbatim"]


def test_a_statement_that_tells_of_its_own_speaker_reports_no_other(index_of):
    index = index_of(f"ADA MOORE: As Moore said: {HARBOUR}.")
    assert [drift.kind for drift in find(index, HARBOUR).drift] == ["verbatim"]


def test_a_body_in_a_record_without_speakers_may_be_its_own(index_of):
    said = f"The ministry said that {HARBOUR}."
    assert [drift.kind for drift in find(index_of(said), HARBOUR).drift] == ["verbatim"]
    assert [drift.kind for drift in find(index_of(f"ADA MOORE: {said}"), HARBOUR).drift] == [
        "verbatim",
        "reported",
    ]


@pytest.mark.parametrize("speaker", ["INTERPRETER", "THE TRANSLATOR"])
def test_an_interpreter_speaks(index_of, speaker):
    drift = find(index_of(f"{speaker}: {HARBOUR}."), HARBOUR).drift
    assert [d.kind for d in drift] == ["verbatim", "translated"]


def test_an_interpreter_speaks_where_the_label_says_so(index_of):
    said = f"ADA MOORE (through interpreter): Good evening. {HARBOUR}."
    told = Record("r1", said, (Turn("ADA MOORE", Span(said.index("Good"), len(said))),))
    assert "translated" in {drift.kind for drift in find(index_of(told), HARBOUR).drift}


WORDS = st.lists(
    st.sampled_from("we will not only keep the lamps lit if you think more than 5 … , . ?".split()),
    min_size=1,
).map(" ".join)


@given(WORDS, WORDS)
def test_every_drift_is_known_and_proved(quote, said):
    one, other = (Query(text, (Span(0, len(text)),)) for text in (quote, said))
    found = compare_wordings(one, other)
    for drift in found[1] if found else ():
        assert drift.label == TAXONOMY[drift.kind].label
        assert drift.edits or drift.kind == "verbatim"
        assert all(0 <= s <= e <= len(said) for s, e in (edit.record_span for edit in drift.edits))
    assert not found or labels_of(found[1])


@given(WORDS)
def test_what_is_word_for_word_is_never_grave(said):
    text = (Query(said, (Span(0, len(said)),)),) * 2
    found = compare_wordings(*text)
    assert not found or [d.kind for d in found[1] if d.severity is Severity.GRAVE] == []
    assert not found or "verbatim" in {d.kind for d in found[1]}
