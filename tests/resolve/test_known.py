"""What the page leaves short or unnamed is completed from the table, where exactly one entry fits."""

import pytest

from onrecord.model import Attribution, Entity, EntityKind, Known, Office, Span
from onrecord.resolve import KnownTable, name_known

TABLE = KnownTable(
    [
        Known(
            "Lia Orvane", EntityKind.PERSON, ("L. Orvane",), (Office("mayor of Tarnholm", "2030", "2032"),)
        ),
        Known("Pim Haldt", EntityKind.PERSON, (), (Office("mayor of Tarnholm", "2033"),)),
        Known("Ines Haldt", EntityKind.PERSON),
        Known("Tarnholm Harbour Trust", EntityKind.ORGANISATION, ("THT",)),
    ]
)
PERSON, ORGANISATION, UNKNOWN = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.UNKNOWN


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
        ("Mirre", PERSON, "Mirre"),
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
