"""Statements about statements: linked where the words say so, and never to what comes later."""

import pytest

from onrecord.model import Attribution, CueKind, Entity, EntityKind, Span
from onrecord.resolve import link_statements

PERSON = EntityKind.PERSON


def _said(id_, text, content, name, **more):
    at = text.index(content)
    return Attribution(id_, (), (), (Span(at, at + len(content)),), entity=Entity(name, PERSON), **more)


def test_a_no_is_about_its_question():
    text = "Asked whether it leaks, Orvane said no."
    asked = Attribution("asked", (), (), (Span(14, 22),), kind=CueKind.ASKS)
    said = _said("said", text, "it leaks", "Lia Orvane", kind=CueKind.DENIES)
    assert [a.about for a in link_statements(text, [asked, said])] == [None, "asked"]


@pytest.mark.parametrize(
    ("denial", "kind", "about"),
    [
        ("Orvane’s claim", CueKind.DENIES, "second"),
        ("Orvane's earlier remarks", CueKind.ANSWERS, "second"),
        ("Orvane’s claim", CueKind.SAYS, None),  # it may report the claim itself
        ("Tessel’s claim", CueKind.DENIES, None),
        ("the claim", CueKind.DENIES, None),
    ],
)
def test_a_denial_is_about_the_last_statement_of_whoever_it_names(denial, kind, about):
    text = (
        f"Lia Orvane said it leaks. Orvane added it is old. Brandt dismissed {denial}. Orvane said no more."
    )
    page = [
        _said("first", text, "it leaks", "Lia Orvane"),
        _said("second", text, "it is old", "Lia Orvane"),
        _said("denial", text, denial, "Brandt", kind=kind),
        _said("later", text, "no more", "Lia Orvane"),
    ]
    assert [a.about for a in link_statements(text, page)] == [None, None, about, None]


@pytest.mark.parametrize(
    ("name", "owner"), [("Hugo Roe Jr.", "Roe’s"), ("Cara O’Brien", "O’Brien’s"), ("Luz Peña", "Pena's")]
)
def test_an_owner_is_known_by_the_last_name_however_it_is_written(name, owner):
    text = f"{name} said it leaks. Brandt dismissed {owner} claim."
    said = _said("said", text, "it leaks", name)
    denied = _said("denied", text, f"{owner} claim", "Brandt", kind=CueKind.DENIES)
    assert [a.about for a in link_statements(text, [said, denied])] == [None, "said"]


def test_an_assent_is_about_the_question():
    text = "Asked if it leaks, Orvane nodded."
    page = [
        _said("asked", text, "it leaks", "Brandt", kind=CueKind.ASKS),
        _said("assent", text, "it leaks", "Orvane", assent=True),
    ]
    assert [a.about for a in link_statements(text, page)] == [None, "asked"]


def test_what_is_imputed_is_about_the_words_it_is_made_of():
    text = "Orvane said it leaks. Orvane’s words amount to a confession of neglect, Brandt said."
    page = [
        _said("said", text, "it leaks", "Orvane"),
        _said("outer", text, "Orvane’s words amount to a confession of neglect", "Brandt"),
        _said("imputed", text, "neglect", "Orvane", imputed=True, parent="outer"),
    ]
    assert [a.about for a in link_statements(text, page)] == [None, None, "said"]


def test_a_statement_is_not_about_the_one_that_holds_it():
    text = "Orvane said that Brandt denied Orvane’s claim."
    page = [
        _said("outer", text, "that Brandt denied Orvane’s claim", "Orvane"),
        _said("inner", text, "Orvane’s claim", "Brandt", kind=CueKind.DENIES, parent="outer"),
    ]
    assert [a.about for a in link_statements(text, page)] == [None, None]


def test_the_cost_does_not_grow_with_the_square_of_the_page():
    text = "Orvane’s claim. " * 4000 + "A" * 60_000
    ends = Span(len(text) - 60_000, len(text))
    page = [
        Attribution(str(n), (), (), (Span(n * 16, n * 16 + 14), ends), kind=CueKind.DENIES)
        for n in range(200)
    ]
    assert {a.about for a in link_statements(text, page)} == {None}
