"""A comparison obeys the schema, and its offsets point at the words that differ."""

import json

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import comparison_json, load_schema
from onrecord.model import Change, Place, Reading, Snapshot
from onrecord.pipeline.compare import compare_readings
from tests.comparing import echo, gardens, june, november

BLANK = Reading(Snapshot("blank", ""))


@pytest.mark.parametrize("second", [june(), november(), echo(), gardens(), BLANK])
def test_a_comparison_is_one_of_the_schema(second):
    line = json.loads(json.dumps(comparison_json(compare_readings(june(), second))))
    schema = load_schema()
    Draft202012Validator(schema).validate(line)
    Draft202012Validator({"$ref": "#/$defs/comparison", "$defs": schema["$defs"]}).validate(line)


def test_the_schema_names_every_change_and_place():
    kinds = load_schema()["$defs"]
    assert kinds["pair"]["properties"]["changes"]["items"]["enum"] == [c.value for c in Change]
    assert kinds["revision"]["properties"]["place"]["enum"] == [p.value for p in Place]


def test_edits_point_at_both_pages():
    line = comparison_json(compare_readings(june(), november()))

    def words(page, span):
        return line[page]["text"][slice(*span)]

    changed = [e for e in line["pairs"][0]["edits"] if e["kind"] != "equal"]
    assert [(words("first", e["record_span"]), words("second", e["quote_span"])) for e in changed] == [
        ("not", ""),
        ("400", "40"),
    ]
    (voice,) = [r for r in line["revisions"] if r["place"] == "own-voice" and r["change"] == "reworded"]
    assert (
        words("first", voice["first_span"])
        == voice["first"]
        == "The board met behind closed doors for three hours."
    )
