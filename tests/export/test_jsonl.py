"""The interchange format: what is written obeys the schema, and every offset points at its words."""

import json
from dataclasses import fields, replace

import pytest
from jsonschema import Draft202012Validator, ValidationError

from onrecord.export import SCHEMA, find_line, load_schema, page_json, page_line
from onrecord.model import (
    Alignment,
    Attribution,
    CueKind,
    Drift,
    Edit,
    EditKind,
    Entity,
    EntityKind,
    Mode,
    Part,
    PartKind,
    Passage,
    Polarity,
    Reading,
    Severity,
    Snapshot,
    Span,
    Stance,
    Trace,
)
from tests.show.build import RECORD, lighthouse

EMPTY = Reading(Snapshot("blank", ""))
BARE = Reading(
    Snapshot("a", "“Go,” he said. 🏮"),
    (Attribution("1", (), (), (Span(0, 5),), mode=Mode.DIRECT),),
    (Span(6, 14),),
)


@pytest.fixture(scope="module")
def schema():
    loaded = load_schema()
    Draft202012Validator.check_schema(loaded)
    return loaded


def _validate(value, schema, kind=None):
    """Against the schema as a whole, or against one of its kinds, as a reader would get it: from text."""
    part = {"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]} if kind else schema
    Draft202012Validator(part).validate(json.loads(json.dumps(value)))


@pytest.mark.parametrize("reading", [lighthouse(), EMPTY, BARE])
def test_a_line_is_a_page_of_the_schema(schema, reading):
    line = page_line(reading)
    _validate(line, schema, "page")
    _validate(line, schema)
    assert line["schema"] == SCHEMA


@pytest.mark.parametrize("readings", [[], [lighthouse()], [lighthouse(), EMPTY, BARE]])
def test_the_document_holds_the_same_pages(schema, readings):
    document = page_json(readings)
    _validate(document, schema)
    assert document["pages"] == [page_line(reading) for reading in readings]


@pytest.mark.parametrize("key", ["s1", "s3", "s4"])
def test_an_answer_of_find_obeys_the_schema(schema, key):
    (trace,) = lighthouse().traces[key]
    _validate(find_line("q1", trace), schema, "found")


def test_the_schema_refuses_what_is_not_the_format(schema):
    line = page_line(lighthouse())
    for broken in (
        line | {"schema": "onrecord/2"},
        line | {"own_voice": [[3]]},
        line | {"parts": [{"kind": "advertisement", "span": [0, 1], "value": None}]},
        {key: value for key, value in line.items() if key != "attributions"},
    ):
        with pytest.raises(ValidationError):
            _validate(broken, schema, "page")
    _validate(line | {"a key of later days": 1}, schema, "page")


def test_offsets_give_the_words_back():
    reading = lighthouse()
    line = page_line(reading)
    text = line["text"]

    def words(spans):
        return [text[s:e] for s, e in spans]

    assert text == reading.snap.text
    by_id = {a["id"]: a for a in line["attributions"]}
    assert words(by_id["s1"]["source"]) == ["Mayor Ada Crane"]
    assert words(by_id["s1"]["cue"]) == ["told"]
    assert words(by_id["s1"]["content"]) == ["“We will sell the lighthouse to anyone,”"]
    assert words(by_id["s1"]["quoted"]) == ["We will sell the lighthouse to anyone,"]
    assert words([by_id["s1"]["addressee"], by_id["s1"]["when"]]) == ["reporters", "on Monday"]
    assert words([by_id["s1"]["entity"]["mention"]]) == ["Ada Crane"]
    assert words(line["own_voice"]) == ["The lighthouse was built in 1871."]
    assert words([p["span"] for p in line["parts"]][:1]) == ["Mayor to sell lighthouse"]
    assert by_id["s3"]["parent"] == "s2"


def test_offsets_are_code_points_also_beyond_the_basic_plane():
    line = json.loads(json.dumps(page_line(BARE)))
    (start, end), text = line["attributions"][0]["content"][0], line["text"]
    assert text[start:end] == "“Go,”"
    assert text[15] == "🏮"


def test_a_trace_counts_on_both_sides():
    traces = {a["id"]: a["traces"] for a in page_line(lighthouse())["attributions"]}
    (lost,), (spliced,), (missing,) = traces["s1"], traces["s4"], traces["s3"]
    said = RECORD.text
    assert said[slice(*lost["record_span"])] == "We will not sell the lighthouse to anyone."
    proof = lost["drift"][0]["edits"]
    assert [(e["kind"], said[slice(*e["record_span"])]) for e in proof] == [("deleted", "not")]
    assert [said[s:e] for s, e in spliced["record_spans"]] == [
        "The lamp costs us nine crowns a night.",
        "The keeper stays until the autumn,",
    ]
    low, high = spliced["record_span"]
    assert (low, high) == (spliced["record_spans"][0][0], spliced["record_spans"][1][1])
    assert (missing["record"], missing["record_span"], missing["record_spans"]) == (None, None, [])
    assert (missing["passage"], missing["similarity"], missing["drift"], missing["searched"]) == (
        None,
        None,
        [],
        3,
    )


def test_a_passage_out_of_order_covers_from_its_first_word_to_its_last():
    (trace,) = lighthouse().traces["s4"]
    spans = trace.alignment.record_spans[::-1]
    line = find_line("q", replace(trace, alignment=replace(trace.alignment, record_spans=spans)))
    assert (line["record_start"], line["record_end"]) == (spans[1].start, spans[0].end)
    assert line["record_spans"] == [list(span) for span in spans]


def test_an_attribution_without_an_entity_is_from_someone_unknown():
    (attribution,) = page_line(BARE)["attributions"]
    assert (attribution["entity"]["name"], attribution["entity"]["kind"]) == (None, "unknown")


@pytest.mark.parametrize(
    ("kind", "noun", "under"),
    [
        ("part", Part, {}),
        ("attribution", Attribution, {}),
        ("entity", Entity, {}),
        ("edit", Edit, {}),
        ("drift", Drift, {}),
        ("passage", Passage, {}),
        ("page", Snapshot, {}),
        ("trace", Trace, {"alignment": "edits"}),
        ("trace", Alignment, {}),
    ],
)
def test_nothing_that_is_known_is_left_out(schema, kind, noun, under):
    keys = set(schema["$defs"][kind]["properties"])
    assert {under.get(field.name, field.name) for field in fields(noun)} <= keys


def test_enums_of_the_schema_are_those_of_the_model(schema):
    for kind, key, enum in (
        ("part", "kind", PartKind),
        ("attribution", "mode", Mode),
        ("attribution", "kind", CueKind),
        ("attribution", "stance", Stance),
        ("attribution", "polarity", Polarity),
        ("entity", "kind", EntityKind),
        ("edit", "kind", EditKind),
        ("drift", "severity", Severity),
    ):
        assert schema["$defs"][kind]["properties"][key]["enum"] == [member.value for member in enum]
