"""Findings as Web Annotation, schema.org and PROV: they obey their schemas, and point at the words."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from rdflib import PROV, RDF, Graph, URIRef

from onrecord.errors import UsageError
from onrecord.export import (
    Finding,
    Run,
    annotation_json,
    annotations_json,
    find_statement,
    prov_json,
    quotation_json,
    quotations_json,
    read_schema,
    statements_of,
)
from onrecord.export.finding import address_of, tell_statement
from onrecord.export.web_annotation import selectors
from onrecord.model import Attribution, Entity, EntityKind, Mode, Polarity, Reading, Snapshot, Span, state_of
from tests.show.build import PAGE, RECORD, lighthouse
from tests.show.test_hostile import HOSTILE, lighthouse_with

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # within rdflib itself
WHEN = "2024-05-08T09:00:00Z"
URL = "https://echo.example/lighthouse"
BARE = Reading(Snapshot("a", "“Go,” he said. 🏮"), (Attribution("1", (), (), (Span(0, 5),)),))


def _at_an_address() -> Reading:
    reading = lighthouse()
    return replace(reading, snap=replace(reading.snap, url=URL, captured=WHEN))


def _findings() -> list[Finding]:
    """Statements and traces of several pages: with and without records, run, link and address."""
    known = Run("1.0", WHEN, WHEN, "412 records, digest ab12", "defaults")
    found = []
    for reading in (lighthouse(), BARE, _at_an_address(), lighthouse_with("<script>alert('x')</script>")):
        for finding in statements_of(reading):
            for trace in (None, *reading.traces.get(finding.attrib.id, ())):
                bare = replace(finding, trace=trace)
                link = "https://ledger.example/s/1"
                found += [bare, replace(bare, records=(replace(RECORD, url=URL),), run=known, link=link)]
    return found


FINDINGS = _findings()


def _strict(schema: dict) -> dict:
    """The schema with no key let pass that it does not name: so that none goes undocumented."""
    kinds = {name: kind | {"additionalProperties": False} for name, kind in schema["$defs"].items()}
    return schema | {"$defs": kinds}


@pytest.mark.parametrize(
    "form, name",
    [(annotation_json, "annotation"), (quotation_json, "schema-org"), (prov_json, "prov")],
)
def test_every_finding_obeys_the_schema(form, name):
    validator = Draft202012Validator(_strict(read_schema(f"onrecord-{name}-1")))
    for finding in FINDINGS:
        validator.validate(json.loads(json.dumps(form(finding))))


@pytest.mark.parametrize(
    "form, name", [(annotations_json, "annotation"), (quotations_json, "schema-org")], ids=["anno", "schema"]
)
@pytest.mark.parametrize("reading", [lighthouse(), BARE, Reading(Snapshot("blank", ""))])
def test_every_page_obeys_the_schema(form, name, reading):
    Draft202012Validator(_strict(read_schema(f"onrecord-{name}-1"))).validate(form(reading))


def _chosen(selector: list[dict], text: str) -> str:
    """What a client would choose, by both selectors; they must agree."""
    place, quote = selector
    assert text[place["start"] : place["end"]] == quote["exact"]
    before = place["start"] - len(quote["prefix"])
    assert text.startswith(quote["prefix"] + quote["exact"] + quote["suffix"], before)
    return quote["exact"]


@given(st.text(), st.integers(0, 99), st.integers(0, 99))
def test_selectors_give_the_words_back(text, start, end):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert _chosen(selectors(text, Span(start, end)), text) == text[start:end]


def test_positions_are_code_points():
    text = "🏮🏮 lit"
    place, quote = selectors(text, Span(3, 6))
    assert (place["start"], place["end"], quote["exact"]) == (3, 6, "lit")  # UTF-16 would have 5 to 8


def test_a_statement_is_annotated_with_who_says_it():
    given_ = annotation_json(find_statement(lighthouse(), "s3"))
    assert {(b["purpose"], b["value"]) for b in given_["body"]} == {
        ("describing", "what Tom Wick says the words of Ada Crane amount to"),
        ("identifying", "Ada Crane"),
        ("classifying", "mixed"),
    }
    assert [_chosen(t["selector"], PAGE) for t in given_["target"]] == ["it “a fine day for the town”"]


def test_a_trace_is_linked_to_the_record():
    finding = replace(find_statement(lighthouse(), "s4", 1), records=(RECORD,))
    given_ = annotation_json(finding)
    places = [_chosen(b["selector"], RECORD.text) for b in given_["body"] if b["purpose"] == "linking"]
    assert places == ["The lamp costs us nine crowns a night.", "The keeper stays until the autumn,"]
    assert [b["value"] for b in given_["body"] if b["purpose"] == "tagging"] == ["spliced"]
    assert given_["motivation"] == "linking"


def test_without_the_record_the_passage_gives_the_words():
    bodies = annotation_json(find_statement(lighthouse(), "s4", 1))["body"]
    exact = [b["selector"][1] for b in bodies if b["purpose"] == "linking"]
    assert exact[1] == {"type": "TextQuoteSelector", "exact": "The keeper stays until the autumn,"}


def test_a_quote_not_found_is_no_verdict():
    given_ = annotation_json(find_statement(lighthouse(), "s3", 1))
    assert (given_["motivation"], len(given_["body"])) == ("describing", 1)
    assert given_["body"][0]["value"] == "not found in 3 records; that is a result, not a verdict"


def test_a_page_at_an_address_is_told_by_its_hash_too():
    reading = _at_an_address()
    (target,) = annotation_json(find_statement(reading, "s1"))["target"]
    assert target["source"] == URL
    assert target["state"] == {
        "type": "TimeState",
        "cached": f"urn:sha256:{reading.snap.sha256}",
        "sourceDate": WHEN,
    }


def test_a_collection_holds_every_statement_and_trace_once():
    given_ = annotations_json(lighthouse())
    names = [item["id"] for item in given_["first"]["items"]]
    assert given_["total"] == len(names) == len(set(names)) == 7
    assert [json.dumps(annotations_json(lighthouse()))] == [json.dumps(given_)]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https://e.example/a b", "https://e.example/\n", "data:,x", "", None, *HOSTILE],
)
def test_nothing_but_an_address_is_taken_for_one(url):
    assert address_of(url) is None
    reading = lighthouse()
    reading = replace(reading, snap=replace(reading.snap, url=url, captured=url))
    finding = find_statement(reading, "s1")
    (target,) = annotation_json(finding)["target"]
    assert target["source"].startswith("urn:sha256:")
    assert "url" not in quotation_json(finding)["isPartOf"]
    assert not {"specializationOf", "generatedAtTime"} & prov_json(finding)["@graph"][0].keys()


# What is said to be said


def _said(**changes) -> Attribution:
    first = lighthouse().attributions[0]
    return replace(first, **changes)


@pytest.mark.parametrize(
    "changes, told, speaks",
    [
        ({}, "Ada Crane is said to have said this (direct)", True),
        ({"polarity": Polarity.DENIED}, "Ada Crane is said to have denied this (direct)", False),
        ({"polarity": Polarity.OPEN}, "Ada Crane is said to have left this open (direct)", False),
        ({"imputed": True}, "what someone else says the words of Ada Crane amount to", False),
        ({"assent": True}, "Ada Crane is said to have agreed to this, in the asker’s words (direct)", True),
        ({"parent": "s2"}, "Ada Crane is said to have said this, as told by Tom Wick (direct)", True),
        ({"entity": None, "source": ()}, "someone not named is said to have said this (direct)", False),
    ],
)
def test_what_is_denied_or_imputed_has_no_speaker(changes, told, speaks):
    reading = lighthouse()
    attrib = _said(**changes)
    reading = replace(reading, attributions=(attrib, *reading.attributions[1:]))
    finding = Finding(reading, attrib)
    assert tell_statement(finding) == told
    given_ = quotation_json(finding)
    assert given_["description"].startswith(told)
    assert ("spokenByCharacter" in given_) is speaks
    claim = quotation_json(Finding(reading, replace(attrib, mode=Mode.INDIRECT)))
    assert (claim["@type"], "creator" in claim, "spokenByCharacter" in claim) == ("Claim", speaks, False)


@pytest.mark.parametrize(
    "entity, speaker",
    [
        (Entity("Ada", EntityKind.PERSON, "mayor"), {"@type": "Person", "name": "Ada", "jobTitle": "mayor"}),
        (Entity("Pel", EntityKind.STATE), {"@type": "Organization", "name": "Pel"}),
        (Entity("the keepers", EntityKind.GROUP), {"name": "the keepers"}),
        (Entity(None, EntityKind.ANONYMOUS, "an aide"), {"description": "Mayor Ada Crane"}),
    ],
)
def test_a_speaker_is_called_no_more_than_is_known(entity, speaker):
    given_ = quotation_json(Finding(lighthouse(), _said(entity=entity)))
    assert given_["spokenByCharacter"] == speaker


def test_a_record_is_what_a_quotation_is_based_on():
    finding = replace(find_statement(lighthouse(), "s1"), records=(RECORD,))
    (record,) = quotation_json(finding)["isBasedOn"]
    assert record["text"] == "We will not sell the lighthouse to anyone."
    assert record["description"].startswith("inferred to come from this passage: negation (grave)")
    assert "isBasedOn" not in quotation_json(find_statement(lighthouse(), "s3"))


def test_a_paraphrase_is_cited_and_never_based_on():
    reading = lighthouse()
    (trace,) = reading.traces["s1"]
    told = replace(trace, paraphrase=True, drift=())
    finding = find_statement(replace(reading, traces={"s1": (told,)}), "s1")
    given_ = quotation_json(finding)
    assert "isBasedOn" not in given_
    assert given_["citation"][0]["description"].startswith("likely reports this passage (inferred, 90%)")
    assert state_of([told]) == "untraced"
    assert find_statement(finding.reading, "s1", 1).id.endswith(":paraphrase:59-97")


# PROV, as any reader of RDF sees it


@pytest.fixture(scope="module")
def graph():
    finding = replace(find_statement(_at_an_address(), "s1"), records=(RECORD,), run=Run("1.0", WHEN, WHEN))
    return Graph().parse(data=json.dumps(prov_json(finding)), format="json-ld")


def test_prov_is_prov_to_others(graph):
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in (PROV.Entity, PROV.Activity)}
    agents = {
        agent
        for kind in ("SoftwareAgent", "Person", "Organization")
        for agent in graph[: RDF.type : PROV[kind]]
    }
    assert [len(kinds[PROV.Entity]), len(kinds[PROV.Activity]), len(agents)] == [5, 2, 3]
    for link, ends in (
        (PROV.used, kinds[PROV.Entity]),
        (PROV.wasQuotedFrom, kinds[PROV.Entity]),
        (PROV.wasDerivedFrom, kinds[PROV.Entity]),
        (PROV.entity, kinds[PROV.Entity]),
        (PROV.wasGeneratedBy, kinds[PROV.Activity]),
        (PROV.hadActivity, kinds[PROV.Activity]),
        (PROV.wasInformedBy, kinds[PROV.Activity]),
        (PROV.wasAssociatedWith, agents),
        (PROV.wasAttributedTo, agents),
        (PROV.agent, agents),
    ):
        found = set(graph.objects(None, link))
        assert found and found <= ends, link
    assert set(graph.objects(None, PROV.specializationOf)) == {URIRef(URL)}


def test_the_primary_source_is_qualified_as_inferred(graph):
    (source,) = graph.subjects(RDF.type, PROV.PrimarySource)
    assert not set(graph.subject_objects(PROV.hadPrimarySource))
    (comment,) = (str(o) for p, o in graph.predicate_objects(source) if p.endswith("comment"))
    assert comment.startswith("inferred")


# Findings themselves


@pytest.mark.parametrize(
    "statement, trace, message",
    [
        ("s9", None, "echo: no statement 's9' on this page; take one of its ids"),
        ("s1", 2, "echo: statement 's1' has 1 traces, not 2"),
        ("s1", 0, "echo: statement 's1' has 1 traces, not 0"),
        ("s2", 1, "echo: statement 's2' has 0 traces, not 1"),
    ],
)
def test_what_is_not_there_is_said_so(statement, trace, message):
    with pytest.raises(UsageError, match="^" + message + "$"):
        find_statement(lighthouse(), statement, trace)


def test_names_do_not_change_with_what_is_concluded():
    reading = lighthouse()
    later = replace(reading.attributions[0], confidence=0.1, entity=None, mode=Mode.INDIRECT)
    other = Finding(reading, later, replace(reading.traces["s1"][0], passage=None, drift=()))
    assert other.id == find_statement(reading, "s1", 1).id
    assert find_statement(reading, "s1").id == f"urn:onrecord:statement:{reading.snap.sha256}:s1"


def test_a_finding_alone_keeps_those_that_it_is_told_within():
    narrow = find_statement(lighthouse(), "s3").narrow()
    assert [attrib.id for attrib in narrow.attributions] == ["s2", "s3"]
    assert list(narrow.traces) == ["s3"]
