"""What the page leaves short or unnamed is completed from the table, where exactly one entry fits."""

import pytest

from onrecord.model import Attribution, Entity, EntityKind, Known, Office, Span
from onrecord.resolve import KnownTable, known, name_known

TABLE = KnownTable(
    [
        Known(
            "Lia Orvane", EntityKind.PERSON, ("L. Orvane",), (Office("mayor of Tarnholm", "2030", "2032"),)
        ),
        Known("Pim Haldt", EntityKind.PERSON, (), (Office("mayor of Tarnholm", "2033"),)),
        Known("Ines Haldt", EntityKind.PERSON),
        Known("Tarnholm Harbour Trust", EntityKind.ORGANISATION, ("THT",)),
        Known("Ada Mirre", EntityKind.PERSON, ("the", "—"), (Office("mayor"), Office("harbour minister"))),
        Known("Ann Roe", EntityKind.PERSON, ("A. Roe",), (Office("senator"), Office("spokesperson"))),
        Known("Roe Lines", EntityKind.ORGANISATION, ("Roe", "Tidewater")),
        Known("Tom O’Fenn", EntityKind.PERSON, (), (Office("head of the keepers' guild"),)),
    ]
)
PERSON, ORGANISATION, UNKNOWN = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.UNKNOWN
ANONYMOUS, GROUP = EntityKind.ANONYMOUS, EntityKind.GROUP


def _named(entity: Entity, text: str = "She", day: str | None = "2031-05-04") -> Entity:
    said = Attribution("a", (Span(0, len(text)),), (), (), entity=entity)
    (named,) = name_known(text, day, [said], TABLE)
    return named.entity


@pytest.mark.parametrize(
    ("short", "kind", "full"),
    [
        ("Orvane", PERSON, "Lia Orvane"),
        ("L. Orvane", PERSON, "Lia Orvane"),
        ("THT", ORGANISATION, "Tarnholm Harbour Trust"),
        ("THT", UNKNOWN, "Tarnholm Harbour Trust"),
        ("Haldt", PERSON, "Haldt"),  # two fit
        ("Orvane", ORGANISATION, "Orvane"),  # a firm of that name is not the person
        ("Wick", PERSON, "Wick"),
        ("Roe", PERSON, "Ann Roe"),  # the firm called so is not in the way of a person
        ("Roe", ORGANISATION, "Roe Lines"),
        ("Roe", UNKNOWN, "Roe"),  # the person or the firm
        ("A. Roe", PERSON, "Ann Roe"),
        ("Tidewater", UNKNOWN, "Roe Lines"),
        ("Mirre", UNKNOWN, "Ada Mirre"),
        ("O'Fenn", PERSON, "Tom O’Fenn"),
        ("Tom O'Fenn", PERSON, "Tom O’Fenn"),
        ("The", PERSON, "The"),
        ("…", UNKNOWN, "…"),
        ("THT", GROUP, "THT"),
        ("Orvane", ANONYMOUS, "Orvane"),
    ],
)
def test_a_short_name_is_completed_where_one_entry_fits(short, kind, full):
    named = _named(Entity(short, kind, reasons=("so named",)))
    assert named.name == full
    assert named.reasons[0] == "so named"
    assert (len(named.reasons) > 1) == (full != short)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2030-01-01", "Lia Orvane"),
        ("2032-12-31", "Lia Orvane"),
        ("2033-06-01", "Pim Haldt"),
        ("2029-12-31", None),
        (None, None),
    ],
)
def test_an_office_is_its_holders_on_the_pages_day(day, holder):
    named = _named(Entity(None, PERSON), "The mayor of Tarnholm", day)
    assert named.name == holder
    assert any(day in reason for reason in named.reasons) if holder else not named.reasons


@pytest.mark.parametrize(
    ("source", "kind", "role"),
    [
        ("A senator, who asked not to be named,", ANONYMOUS, "senator"),
        ("A spokesperson", ANONYMOUS, "spokesperson"),
        ("A spokesperson", PERSON, "spokesperson"),
        ("spokesperson", GROUP, "spokesperson"),
        ("senator", ORGANISATION, None),
    ],
)
def test_whom_the_page_leaves_anonymous_stays_so(source, kind, role):
    entity = Entity(None, kind, role, reasons=("not named on the page",))
    assert _named(entity, source) == entity


@pytest.mark.parametrize(
    ("source", "role", "name"),
    [
        ("The mayor of Tarnholm", "mayor", "Lia Orvane"),
        ("The mayor", "mayor", "Ada Mirre"),
        ("the mayor,", "mayor", "Ada Mirre"),
        ("The harbour minister, who resigned,", "harbour minister", "Ada Mirre"),
        ("The mayor, who leads Oak,", "mayor", None),
        ("The mayor of Oak", "mayor", None),
        ("The mayor for the islands", "mayor", None),
        ("The mayor in Oak", "mayor", None),
        ("Oak’s mayor", "mayor", None),
        ("The former mayor", "mayor", None),
        ("The mayor’s spokesman", "mayor", None),
        ("The mayor and the keeper", "mayor", None),
        ("A mayor", "mayor", None),
        ("The head of the keepers’ guild", "head", "Tom O’Fenn"),
    ],
)
def test_a_bare_role_is_not_taken_for_one_elsewhere(source, role, name):
    assert _named(Entity(None, PERSON, role), source).name == name


def test_what_it_is_called_by_the_table_is_its_role():
    named = _named(Entity(None, PERSON, "mayor"), "The mayor of Tarnholm,")
    assert named.role == "mayor of Tarnholm"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("The harbour minister spoke. He said no.", "Ada Mirre"),
        ("“No,” harbour minister and keeper told us. He said no.", "Ada Mirre"),
        ("The harbour minister of Oak spoke. He said no.", None),
        ("Oak’s harbour minister spoke. He said no.", None),
        ("A harbour minister spoke. He said no.", None),
        ("Harbour Minister Pim Wick spoke. He said no.", None),
        ("He said no.", None),
    ],
)
def test_a_pronoun_has_the_role_only_where_the_page_says_no_more_of_it(page, name):
    he = page.rindex("He")
    entity = Entity(None, PERSON, "harbour minister")
    said = Attribution("a", (Span(he, he + 2),), (), (), entity=entity)
    (named,) = name_known(page, "2031-05-04", [said], TABLE)
    assert named.entity.name == name


def test_a_page_is_searched_once_for_a_role_however_often_she_has_it(monkeypatch):
    searched = []
    search = known._stands_bare
    monkeypatch.setattr(known, "_stands_bare", lambda role, text: searched.append(role) or search(role, text))
    entity = Entity(None, PERSON, "harbour minister")
    page = "The harbour minister spoke. " + "She said no. " * 9
    said = [Attribution(str(i), (Span(i, i + 3),), (), (), entity=entity) for i in range(28, len(page), 13)]
    assert {a.entity.name for a in name_known(page, "2031-05-04", said, TABLE)} == {"Ada Mirre"}
    assert searched == ["harbour minister"]
