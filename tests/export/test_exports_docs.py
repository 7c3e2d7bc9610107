"""docs/exports.md is true to the schemas and the tables: the same keys, types, promises and meanings."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import TABLES, read_schema
from tests.export.guide import objects_of, rows_of, section_of, type_of

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
NAMES = [f"onrecord-{name}-1" for name in ("annotation", "schema-org", "prov", "proof")]
SCHEMAS = {name: read_schema(name) for name in NAMES}
KINDS = [
    (kinds, name) for schema in SCHEMAS.values() for kinds in [schema["$defs"]] for name in objects_of(kinds)
]


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one_and_the_guide_names_it(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"urn:onrecord:schema:{name}"
    assert f"`{name}.json`" in GUIDE


def test_every_kind_and_table_has_its_section_and_no_other():
    assert re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE) == [*TABLES, *(name for _, name in KINDS)]


@pytest.mark.parametrize("kinds, name", KINDS, ids=[name for _, name in KINDS])
def test_a_section_lists_every_key(kinds, name):
    section, kind = section_of(GUIDE, name), kinds[name]
    told = [
        (
            f"`{key}`",
            type_of(value, objects_of(kinds)),
            "always" if key in kind["required"] else "where known",
            value["description"],
        )
        for key, value in kind["properties"].items()
    ]
    assert rows_of(section) == told
    assert kind["description"] in " ".join(section.split())
    assert kind["additionalProperties"] is True


@pytest.mark.parametrize("name", TABLES)
def test_a_section_lists_every_column(name):
    section = section_of(GUIDE, name)
    assert rows_of(section) == [
        (f"`{c.name}`", c.kind.value, "always" if c.always else "where known", c.meaning)
        for c in TABLES[name].columns
    ]
    assert f"`{TABLES[name].format}`" in section
