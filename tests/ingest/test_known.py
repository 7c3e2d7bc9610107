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
    headless.write_bytes(b"Lia Orvane;mayor\n\n")
    with pytest.raises(InputError, match="name"):
        list(read_known([headless]))


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff;\n\n",
        bytes(range(256)) * 40,
        "name\nOrvané\n".encode("latin-1"),
        "name\nLia Orvane\n".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_what_is_no_text_is_refused_whole(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="UTF-8"):
        list(read_known([tmp_path / name]))


def test_a_letter_cut_by_the_sniffing_is_no_reason_to_refuse(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name\n" + "Lia Orvané\n" * 3000, encoding="utf-8")
    assert _read(path) == ([Known("Lia Orvané", EntityKind.PERSON)], [])


def test_bytes_that_are_not_utf8_further_on_cost_only_their_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n" + b"Lia Orvane\n" * 20_000 + b"Orvan\xe9\nPim Haldt\n")
    known, (refused,) = _read(path)
    assert [k.name for k in known] == ["Lia Orvane", "Pim Haldt"]
    assert (refused.item, "UTF-8" in refused.reason) == (f"{path}:20002", True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"offices": 5}, "offices"),
        ({"offices": "mayor"}, "offices"),
        ({"offices": ["mayor"]}, "offices"),
        ({"offices": [{"since": "2030"}]}, "title"),
        ({"offices": [{"title": ["mayor"]}]}, "title"),
        ({"offices": [{"title": "mayor", "since": 2030}]}, "date"),
        ({"aliases": 5}, "aliases"),
        ({"aliases": ["L. Orvane", 5]}, "alias"),
        ({"aliases": ["L" * 301]}, "over 300"),
        ({"name": None}, "no name"),
        ({"name": 5}, "no name"),
        ({"name": "Lia \ud83d"}, "UTF-8"),
        ({"kind": ["person"]}, "person, organisation, state"),
        ({"kind": "wizard"}, "person, organisation, state"),
        ({"kind": "anonymous"}, "person, organisation, state"),
        ({"kind": "group"}, "person, organisation, state"),
        ({"kind": "unknown"}, "person, organisation, state"),
        ({"kind": "document"}, "person, organisation, state"),
        ({"schema": 5}, "schema"),
    ],
)
def test_a_field_of_the_wrong_type_is_told(tmp_path, fields, reason):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"name": "Lia Orvane"} | fields) + "\n", encoding="utf-8")
    known, (refused,) = _read(path)
    assert known == []
    assert refused.item == f"{path}:1"
    assert reason in refused.reason


def test_what_stands_for_nothing_and_a_single_alias_are_taken(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = (
        {"name": "Lia Orvane", "aliases": "L. Orvane", "offices": None, "kind": None},
        {"name": "Pim Haldt", "aliases": None, "offices": [{"title": "mayor", "since": None, "until": ""}]},
        {"name": "Ada Mirre", "aliases": ["", "—"], "kind": "Person"},
    )
    path.write_text("\ufeff" + "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert _read(path) == (
        [
            Known("Ada Mirre", EntityKind.PERSON),
            Known("Lia Orvane", EntityKind.PERSON, ("L. Orvane",)),
            Known("Pim Haldt", EntityKind.PERSON, (), (Office("mayor"),)),
        ],
        [],
    )


def test_kinds_in_csv_may_be_in_capitals(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name,kind\nLia Orvane,PERSON\nHarbour Trust,Organisation\n", encoding="utf-8")
    known, refused = _read(path)
    assert [k.kind for k in known] == [EntityKind.ORGANISATION, EntityKind.PERSON]
    assert refused == []


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_line_that_is_too_long_is_one_refusal_and_is_counted_once(tmp_path, name, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.known.LONGEST_LINE", 1000)
    head, row = ("name\n", "{}\n") if name.endswith("csv") else ("\n", '{{"name": "{}"}}\n')
    lines = (head, "x" * 3500 + "\n", row.format("Lia Orvane"), row.format("5"), "y" * 1000)
    path = tmp_path / name
    path.write_text("".join(lines), encoding="utf-8")
    known, refused = _read(path)
    assert [k.name for k in known] == ["Lia Orvane"]
    assert sorted(r.item.rpartition(":")[2] for r in refused) == ["2", "4", "5"]
    assert sum("too long" in r.reason for r in refused) == 2


def test_a_cell_that_is_too_long_costs_only_its_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name\n" + "x" * 200_000 + "\nLia Orvane\n", encoding="utf-8")
    known, refused = _read(path)
    assert [k.name for k in known] == ["Lia Orvane"]
    assert [r.item for r in refused] == [f"{path}:2"]


def _occupancy(**properties):
    return {"id": "h", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["o1"]} | properties}


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"status": ["ended"]}, "ended"),
        ({"status": ["Ended"], "startDate": ["2030"]}, "ended"),
        ({"holder": []}, "without a holder"),
        ({"post": []}, "without a holder or without a post"),
        ({"post": ["o9"]}, "do not hold"),
    ],
)
def test_an_occupancy_that_says_too_little_is_refused(tmp_path, properties, reason):
    path = tmp_path / "a.json"
    path.write_text("".join(json.dumps(row) + "\n" for row in (*FTM[:2], _occupancy(**properties))))
    known, (refused,) = _read(path)
    assert [k.offices for k in known] == [()]
    assert reason in refused.reason


def test_an_occupancy_that_has_ended_is_taken_with_its_days(tmp_path):
    path = tmp_path / "a.json"
    ended = _occupancy(status=["ended"], endDate=["2034-01-01"])
    path.write_text("".join(json.dumps(row) + "\n" for row in (*FTM[:2], ended)))
    known, refused = _read(path)
    assert [k.offices for k in known] == [(Office("harbour minister", None, "2034-01-01"),)]
    assert refused == []


def test_a_position_without_days_is_no_office(tmp_path):
    path = tmp_path / "a.json"
    row = {"id": "p1", "schema": "Person", "properties": {"name": ["Ann Roe"], "position": ["mayor of Elm"]}}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert _read(path) == ([Known("Ann Roe", EntityKind.PERSON)], [])


def test_posts_and_their_holders_may_stand_in_other_files(tmp_path):
    paths = [tmp_path / f"{n}.json" for n in range(3)]
    for path, row in zip(paths, (FTM[2], FTM[0], FTM[1]), strict=True):
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    known, refused = _read(*paths)
    assert [k.offices for k in known] == [(Office("harbour minister", "2033-02-01"),)]
    assert refused == []


def test_a_position_without_a_name_is_told(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"id": "o1", "schema": "Position", "properties": {}}), encoding="utf-8")
    _, (refused,) = _read(path)
    assert "Position" in refused.reason
