"""docs/format.md is true to the schema: the same keys, types and meanings, and an example that holds."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import load_descent_schema, load_schema
from tests.export.guide import objects_of, rows_of, section_of, type_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "format.md").read_text(encoding="utf-8")
KINDS = load_schema()["$defs"]
FORMATS = [
    (GUIDE, KINDS),
    ((DOCS / "format-descent.md").read_text(encoding="utf-8"), load_descent_schema()["$defs"]),
]


OBJECTS = [(guide, kinds, name) for guide, kinds in FORMATS for name in objects_of(kinds)]
NAMES = [name for *_, name in OBJECTS]


@pytest.mark.parametrize("guide, kinds", FORMATS, ids=["page", "descent"])
def test_every_kind_has_its_section_and_no_other(guide, kinds):
    assert re.findall(r"^### (\w+)$", guide, re.MULTILINE) == objects_of(kinds)


@pytest.mark.parametrize("guide, kinds, name", OBJECTS, ids=NAMES)
def test_a_section_lists_every_key_with_its_type_and_meaning(guide, kinds, name):
    section, kind = section_of(guide, name), kinds[name]
    rows = rows_of(section)
    assert [key for key, *_ in rows] == [f"`{key}`" for key in kind["properties"]]
    for key, type_, meaning in rows:
        value = kind["properties"][key.strip("`")]
        assert type_ == type_of(value, objects_of(kinds)), key
        told = value.get("description") or kinds[value["$ref"].rpartition("/")[2]]["description"]
        assert meaning.strip(" |") == told, key
    assert kind["description"] in " ".join(section.split())


@pytest.mark.parametrize("guide, kinds, name", OBJECTS, ids=NAMES)
def test_all_keys_are_always_there_as_the_guide_promises(guide, kinds, name):
    assert "All keys are always there" in guide
    assert kinds[name]["required"] == list(kinds[name]["properties"])
    assert kinds[name]["additionalProperties"] is True


def test_the_example_holds():
    page = json.loads(re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)[1])
    whole = {"$ref": "#/$defs/page", "$defs": _all_optional(KINDS)}
    Draft202012Validator(whole).validate(page)

    def words(span):
        return page["text"][slice(*span)]

    (statement,), (body,) = page["attributions"], page["parts"]
    assert words(body["span"]) == page["text"]
    assert words(statement["source"][0]) == "the harbour master"
    assert words(statement["cue"][0]) == "said"
    assert words(statement["content"][0]) == "“We will stop,”"
    (trace,) = statement["traces"]
    assert words(trace["span"]) in words(statement["quoted"][0])
    (proof,) = trace["drift"][0]["edits"]
    low, high = trace["record_span"]
    assert low <= proof["record_span"][0] < proof["record_span"][1] <= high
    assert proof["quote_span"][0] == proof["quote_span"][1]
    assert words((trace["span"][0], proof["quote_span"][0])).endswith("will ")


def _all_optional(kinds: dict) -> dict:
    """The schema's kinds without their required keys: the example is shortened, and says so."""
    return {name: {k: v for k, v in kind.items() if k != "required"} for name, kind in kinds.items()}
