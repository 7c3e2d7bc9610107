"""Pages in, stemmas out: the sample, with and without its records, and what a page says of its source."""

import json

import pytest
from jsonschema import Draft202012Validator

from onrecord.export import descent_json, load_descent_schema
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.model import Part, PartKind, Snapshot, Span, Witness
from onrecord.pipeline.credits import find_credits, near_quotes
from onrecord.pipeline.descend import descend
from onrecord.pipeline.read import read_snapshots
from onrecord.pipeline.records import open_records
from onrecord.pipeline.trace import trace_readings
from tests.cli.conftest import SAMPLE


@pytest.fixture(scope="module")
def readings():
    return list(read_snapshots(read_pages(sorted(map(str, (SAMPLE / "pages").iterdir()))), Tagger()))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return open_records(SAMPLE / "records", tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def stemmas(readings, index):
    return descend(trace_readings(readings, index), index)


def starting(stemmas, words):
    (found,) = (s for s in stemmas if s.guide.lower().startswith(words))
    return found


def test_a_lost_negation_stands_on_the_page_that_lost_it(stemmas):
    stemma = starting(stemmas, "we will not end")
    (variant,) = stemma.variants
    names = {w.id: w.name for w in stemma.witnesses}
    assert [(lection.words, [names[i] for i in lection.witnesses][-1]) for lection in variant.lections] == [
        ("not", "Sallow Courier"),
        ("", "Hask Islander"),
    ]
    assert stemma.root == "record"


def test_what_a_third_party_says_it_amounts_to_is_a_response_and_no_wording(stemmas):
    stemma = starting(stemmas, "the figures were rough")
    (response,) = stemma.responses
    assert (response.source, response.relation) == ("Bram Teller", "says what it amounts to")
    assert "admission" in response.words
    assert not any("admission" in words for w in stemma.witnesses for words in w.wording)


def test_outlets_alone_can_be_compared(readings):
    stemmas = descend(readings)
    assert len(stemmas) == 3
    assert all(stemma.root == "source" and stemma.ancestors[0].is_root for stemma in stemmas)


def test_one_utterance_can_be_chosen(readings, index):
    (stemma,) = descend(trace_readings(readings, index), index, "the ferry loses money on four crossings")
    assert stemma.guide.startswith("The ferry loses money")
    assert descend(readings, quote="nobody ever said these words of lighthouses") == []


def test_long_words_given_to_two_people_are_contested():
    told = (
        "The council met on Monday. “We will keep the harbour lamps lit until the last boat is in, and the town "
        "will pay for the oil,” said {}, who runs the Hask ferry."
    )
    names = {"herald": "Ada Crane", "post": "Ada Crane", "echo": "Tom Wick"}
    pages = [Snapshot(outlet, told.format(name), outlet=outlet) for outlet, name in names.items()]
    (stemma,) = descend(read_snapshots(pages, Tagger()))
    assert stemma.speaker == "Ada Crane" and len(stemma.witnesses) == 3  # two print the same text
    assert [(w.name, w.speaker) for w in stemma.witnesses if w.id in stemma.contested] == [
        ("echo", "Tom Wick")
    ]


def test_the_json_obeys_its_schema(stemmas, readings):
    schema = load_descent_schema()
    Draft202012Validator.check_schema(schema)
    for found in (stemmas, descend(readings), []):
        Draft202012Validator(schema).validate(json.loads(json.dumps(descent_json(found))))


@pytest.mark.parametrize(
    ("text", "credits_"),
    [
        ('"We go," she told the Hask Islander.', ("a",)),
        ('"We go," she said, according to the Hask Islander.', ("a",)),
        ('The Hask Islander reported that she said "We go."', ("a",)),
        ('"We go," she told reporters. The Hask Islander is a paper.', ()),
        ('"We go," she told Hask Islanders.', ()),
        ('"We go," she told the Evening Lantern.', ()),
    ],
)
def test_a_page_that_names_another_beside_the_quote_credits_it(text, credits_):
    start = text.index('"') + 1
    other = Witness("a", "a", "Hask Islander", ("We go",))
    page = Witness("b", "b", "Evening Lantern", ("We go",))
    near = near_quotes(Snapshot("p", text), (Span(start, start + 6),))
    assert find_credits([other, page], ["", near])[1].credits == credits_


def test_a_dateline_credits_the_agency_however_far_the_quote():
    text = f'TOLM (Hask Islander) - It rained. {"The boats went out. " * 20}"We go," she said.'
    start = text.index('"') + 1
    snap = Snapshot("p", text, parts=(Part(PartKind.DATELINE, Span(0, 22)),))
    near = near_quotes(snap, (Span(start, start + 6),))
    pages = [
        Witness(i, i, name, ("We go",)) for i, name in (("a", "Hask Islander"), ("b", "Evening Lantern"))
    ]
    assert find_credits(pages, ["", near])[1].credits == ("a",)
