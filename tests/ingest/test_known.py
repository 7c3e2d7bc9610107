"""Tables of known entities: CSV, FollowTheMoney and our own, good rows kept and bad ones told."""

import json

import pytest

from onrecord.errors import InputError
from onrecord.ingest import known_line, read_known
from onrecord.model import EntityKind, Known, Office, Rejected

CSV = """name,aliases,kind,office,from,to,notes
Lia Orvane,L. Orvane; Orvane,person,mayor of Tarnholm,2030,2032-05,x
Tarnholm Harbour Trust,THT,organisation,,,,
,,person,,,,
Pim Haldt,,wizard,,,,
Ada Mirre,,person,harbour master,soon,,
"""
FTM = [
    {"id": "p1", "schema": "Person", "properties": {"name": ["Lia Orvane"], "alias": ["Mayor Lia"]}},
    {"id": "o1", "schema": "Position", "properties": {"name": ["harbour minister"]}},
    {
        "id": "h1",
        "schema": "Occupancy",
        "properties": {"holder": ["p1"], "post": ["o1"], "startDate": ["2033-02-01"]},
    },
    {"id": "h2", "schema": "Occupancy", "properties": {"holder": ["p9"], "post": ["o1"]}},
    {"id": "v1", "schema": "Vessel", "properties": {"name": ["Tern"]}},
]


def _read(*files):
    items = list(read_known(files))
    return [i for i in items if isinstance(i, Known)], [i for i in items if isinstance(i, Rejected)]


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def ftm(tmp_path):
    path = tmp_path / "people.ftm.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in FTM) + "{oops\n[1]\n", encoding="utf-8")
    return path


def test_csv(csv):
    known, refused = _read(csv)
    assert known == [
        Known(
            "Lia Orvane",
            EntityKind.PERSON,
            ("L. Orvane", "Orvane"),
            (Office("mayor of Tarnholm", "2030", "2032-05"),),
        ),
        Known("Tarnholm Harbour Trust", EntityKind.ORGANISATION, ("THT",)),
    ]
    assert [(r.item.rpartition(":")[2], r.reason.split()[1]) for r in refused] == [
        ("4", "no"),
        ("5", "an"),
        ("6", "a"),
    ]


def test_follow_the_money(ftm):
    known, refused = _read(ftm)
    assert known == [
        Known("Lia Orvane", EntityKind.PERSON, ("Mayor Lia",), (Office("harbour minister", "2033-02-01"),))
    ]
    assert len(refused) == 3


def test_files_are_merged_and_our_own_table_reads_back(csv, ftm, tmp_path):
    known, _ = _read(csv, ftm)
    assert known[0].aliases == ("L. Orvane", "Mayor Lia", "Orvane")
    table = tmp_path / "known.jsonl"
    table.write_text("".join(map(known_line, known)), encoding="utf-8")
    assert _read(table) == (known, [])


def test_what_is_no_table_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_known([tmp_path / "none.csv"]))
    headless = tmp_path / "a.csv"
    headless.write_bytes(b"\x00\xff;\n\n")
    with pytest.raises(InputError, match="name"):
        list(read_known([headless]))
