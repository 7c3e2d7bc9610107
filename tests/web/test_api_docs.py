"""docs/api.md is true: it has every route with all its parameters and no other, and its examples do what they say."""

import json
import re
import shlex
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Query
from tests.web.test_api_spec import described

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
DOCUMENT = described()
ROUTES = {
    f"{method.upper()} {path}": told
    for path, operations in DOCUMENT["paths"].items()
    for method, told in operations.items()
}
SECTIONS = dict(re.findall(r"^#### `([A-Z]+ [^`]+)`\n(.*?)(?=^#|\Z)", GUIDE, re.DOTALL | re.MULTILINE))
SHARED = {"filters": "Filters", "stretches": "Stretches"}


def rows(text):
    return {
        name: (needed, meaning)
        for name, _, needed, meaning in re.findall(
            r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE
        )
    }


def shared(heading):
    return rows(re.search(rf"^### {heading}\n(.*?)(?=^#)", GUIDE, re.DOTALL | re.MULTILINE)[1])


def fields(told):
    """The parameters of an operation but those of its path, and the fields of its body."""
    found = {
        one["name"]: (one["required"], one.get("description", "")) for one in told.get("parameters", ()) if one["in"] == "query"
    }  # fmt: skip
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for one in [body, *body.get("anyOf", ())]:
        schema = DOCUMENT["components"]["schemas"].get(one.get("$ref", "").rpartition("/")[2], {})
        for name, field in schema.get("properties", {}).items():
            found[name] = name in schema.get("required", ()), field["description"]
    return found


def test_every_route_has_its_section_and_no_other():
    assert SECTIONS.keys() == ROUTES.keys()


@pytest.mark.parametrize("route", ROUTES)
def test_a_section_says_what_the_document_says(route):
    section, told = SECTIONS[route], ROUTES[route]
    assert " ".join(told["description"].split()) in " ".join(section.split())
    given = rows(section)
    for name, heading in SHARED.items():
        if f"(#{name})" in section:
            given |= shared(heading)
    if "but `speaker`" in section:
        del given["speaker"]
    wanted = fields(told)
    assert given.keys() == wanted.keys()
    for name, (needed, meaning) in given.items():
        assert (needed != "no") == wanted[name][0], name
        assert meaning.startswith(wanted[name][1]), name
        assert meaning, name


def test_every_status_is_told():
    told = set(re.findall(r"^\| (\d{3}) \|", GUIDE, re.MULTILINE))
    assert told == {status for one in ROUTES.values() for status in one["responses"] if status > "399"} | {
        "405"
    }


def test_the_examples_run_in_their_order(ledger_site, filled):
    with Ledger.open(filled) as ledger:
        newest = ledger.captures(limit=1)[0]
        first, later = (one.key for one in ledger.captures_of(newest.document))
        hit = ledger.search(Query(state="grave"), limit=1).hits[0]
    names = {"$PAGE": first, "$LATER": later, "$STATEMENT": hit.key, "$SPEAKER": hit.speaker_key,
             "$API": f"{ledger_site.url}/api/v1", "$TOKEN": "none"}  # fmt: skip
    examples = [
        (route, line)
        for route in SECTIONS
        for line in re.findall(r"^    (curl .*)$", SECTIONS[route], re.MULTILINE)
    ]
    assert {route for route, _ in examples} == ROUTES.keys()
    late = {"GET /api/v1/judgements/{id}", "POST /api/v1/judgements/{id}/undo", "GET /api/v1/ask/{id}"}
    for route, line in sorted(examples, key=lambda one: one[0] in late):
        status, answer = run(ledger_site, line, names)
        told = ROUTES[route]["responses"]
        assert str(status) == next(code for code in told if code < "300"), line
        if status == 202:
            names["$QUESTION"] = answer.json()["id"]


def test_the_examples_of_the_beginning_run(ledger_site):
    names = {"$API": f"{ledger_site.url}/api/v1", "$TOKEN": "none"}
    lines = re.findall(r"^    (curl .*)$", GUIDE.partition("## Routes")[0], re.MULTILINE)
    assert len(lines) == 2
    assert [run(ledger_site, line, names)[0] for line in lines] == [200, 202]


def run(site, line, names):
    """Do what curl would."""
    for name, value in names.items():
        line = line.replace(name, value)
    assert "$" not in line, line
    words = shlex.split(line.partition(" > ")[0])
    (address,) = (word for word in words if word.startswith("http"))
    headers = dict(words[n + 1].split(": ", 1) for n, word in enumerate(words) if word == "-H")
    if "--json" not in words:
        answer = site.client.get(address, headers=headers)
    else:
        answer = site.client.post(address, json=json.loads(words[words.index("--json") + 1]), headers=headers)
    return answer.status_code, answer
