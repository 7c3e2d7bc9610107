"""What the outlet says itself: its voice, its judgements, and what its headline rests on."""

import pytest

from onrecord.extract import find_contestable, find_headline_basis, find_judgements, find_own_voice
from onrecord.model import Attribution, Part, PartKind, Snapshot, Span

HEADLINE = "Pier will close in spring, minister says"
BODY = (
    "The notorious pier was built in 1871. Minister Lia Orvane said it would close in the spring. It rained."
)
TEXT = f"{HEADLINE}\n\n{BODY}"


def _span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID = Attribution(
    "s1", (_span("Minister Lia Orvane"),), (_span("said"),), (_span("it would close in the spring"),)
)
WHOLE = Span(len(HEADLINE) + 2, len(TEXT))


def test_own_voice_is_what_nobody_is_said_to_say():
    own = find_own_voice(TEXT, [WHOLE], [SAID])
    assert [TEXT[s:e] for s, e in own] == ["The notorious pier was built in 1871.", "It rained."]
    assert [TEXT[s:e] for s, e in find_judgements(TEXT, own)] == ["notorious"]


def test_a_number_and_to_whom_and_when_it_was_said_are_no_voice():
    text = "1. Orvane told the Tarnholm Lantern on Monday morning that it leaks.\n2. It rained."
    place = {words: Span(text.index(words), text.index(words) + len(words)) for words in
             ("Orvane", "told", "that it leaks", "the Tarnholm Lantern", "on Monday morning")}  # fmt: skip
    source, cue, content, addressee, when = place.values()
    said = Attribution("s1", (source,), (cue,), (content,), addressee=addressee, when=when)
    own = find_own_voice(text, [Span(0, len(text))], [said])
    assert [text[s:e] for s, e in own] == ["It rained."]


def test_what_somebody_says_is_not_the_outlets_judgement():
    assert find_judgements(TEXT, [_span("It rained.")]) == ()


@pytest.mark.parametrize(
    ("clause", "contestable"),
    [
        ("The council met in Tarnholm on Tuesday.", False),
        ("Lia Orvane spoke beside the old pier.", False),
        ("The hearing was held on May 4.", False),
        ("Will Hask arrived on Monday.", False),
        ("The fair has run since 1950.", False),
        ("The pier will reopen in July.", False),
        ("More than 400 people came.", False),
        ("Nobody was hurt.", False),
        ("The dockers will choose a head on 3 June.", False),
        ("The pier has been shut since the spring.", False),
        ("All three boats are here.", False),
        ("Lia Orvane is still in Hask.", False),
        ("All boats are unsafe.", True),
        ("The council still owes the dockers.", True),
        ("The council lied to the dockers.", True),
        ("The botched repair stands in the bay.", True),
        ("The pier will sink.", True),
        ("More people came than before.", True),
        ("Nobody believed her.", True),
        ("The council rammed through the plan, brushing aside the dockers.", True),
        ("Hask is desperate to please them.", True),
        ("The plan collapsed due\nto neglect.", True),
        ("The pier closed since the council was late.", True),
        ("The council met because its plan had collapsed.", True),
        ("The council voted in an attempt to calm the dockers.", True),
        ("The pier must be rebuilt.", True),
        ("The notorious pier stands in the bay.", True),
        ("It was the worst storm of the year.", True),
        ("The council ignored the dockers.", True),
    ],
)
def test_what_claims_is_told_from_what_sets_a_scene(clause, contestable):
    whole = [Span(0, len(clause))]
    assert find_contestable(clause, whole, find_judgements(clause, whole)) == (
        tuple(whole) if contestable else ()
    )


def test_a_caption_sets_a_scene_unless_it_judges():
    text = "Dockers wait for more boats. Dockers wait beside the notorious pier."
    own = [Span(0, 28), Span(29, len(text))]
    assert find_contestable(text, own, find_judgements(text, own), [Span(0, len(text))]) == (own[1],)


@pytest.mark.parametrize(
    ("headline", "basis"),
    [(_span(HEADLINE), "s1"), (_span("Pier will"), None), (Span(0, 0), None)],
)
def test_headline(headline, basis):
    snap = Snapshot("page", TEXT, (Part(PartKind.HEADLINE, headline), Part(PartKind.BODY, WHOLE)))
    assert find_headline_basis(snap, [SAID]) == basis


def test_a_headline_rests_on_a_statement_that_holds_two_in_five_of_its_words():
    text = "Harbour pier closing spring minister\n\nThe harbour and the pier, a guide said, are old."
    said = Attribution("a", (), (), (Span(text.index("The"), len(text)),))
    snap = Snapshot("page", text, (Part(PartKind.HEADLINE, Span(0, text.index("\n"))),))
    assert find_headline_basis(snap, [said]) == "a"


@pytest.mark.parametrize(
    ("headline", "basis"),
    [
        ("Minister: pier 'rotten' and will close in the spring", "b"),
        ("Minister: pier ‘unsafe’ and will close in the spring", "a"),
        ("‘Pier and Salt’ will close in the spring", "a"),
    ],
)
def test_a_headline_that_quotes_rests_on_the_words_it_quotes(headline, basis):
    contents = {"a": "the pier would close in the spring", "b": "It is rotten. “Pier and Salt” is better"}
    text = "\n\n".join([headline, *contents.values()])
    said = [
        Attribution(key, (), (), (Span(text.rindex(c), text.rindex(c) + len(c)),))
        for key, c in contents.items()
    ]
    snap = Snapshot("page", text, (Part(PartKind.HEADLINE, Span(0, len(headline))),))
    assert find_headline_basis(snap, said) == basis


def test_a_headline_does_not_rest_on_itself():
    own = Attribution("h", (_span("minister"),), (_span("says"),), (_span("Pier will close in spring"),))
    snap = Snapshot("page", TEXT, (Part(PartKind.HEADLINE, _span(HEADLINE)), Part(PartKind.BODY, WHOLE)))
    assert find_headline_basis(snap, [own]) is None
