"""Families and copies by the steps of the bulk run, on planted quotes and made-up pages."""

import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from jsonschema import Draft202012Validator

from bench.families import find, heads_of, score, tabulate, with_both
from bench.made_up import iter_readings
from bench.planted import Planter
from onrecord.export import load_descent_schema
from onrecord.ledger import document_key, snapshot_key
from onrecord.model import PartKind, Snapshot, Span
from onrecord.pipeline.bulk import families as f
from onrecord.trace.descent import Quoted, gather_families, hash_words

PAGES = 1_000


@pytest.fixture(scope="module")
def planted():
    return [quote for page in Planter(5).pages(PAGES) for quote in page]


@pytest.fixture(scope="module")
def quotes(planted):
    return tabulate(planted)


@pytest.fixture(scope="module")
def members(quotes):
    return find(quotes)[0]


@pytest.fixture(scope="module")
def readings():
    return list(iter_readings(240, 4))


def cut(table, parts):
    """A table's rows, dealt into so many tables."""
    return [table.take(np.arange(i, len(table), parts)) for i in range(parts)]


def test_planted_families_are_found(planted, quotes, members):
    precision, recall, f1 = score([quote.family for quote in planted], heads_of(quotes, members))
    assert f1 >= 0.98, (precision, recall)


def test_a_family_is_named_after_its_least_quote(members):
    least = members.group_by("family").aggregate([("quote", "min")])
    assert least["family"].equals(least["quote_min"])


def test_what_is_dealt_otherwise_comes_out_alike(quotes, members):
    blocks = pa.concat_tables([f.block_quotes(part) for part in cut(quotes, 7)])
    bucket = blocks["run"].to_numpy() % 5
    pairs = [f.pair_blocks(blocks.filter(pa.array(bucket == i))) for i in range(5)]
    bonds = [f.bond_pairs(with_both(part, quotes, f.BOTH_QUOTES)) for part in pairs[::-1]]
    assert f.connect(pa.concat_tables(bonds)).equals(members)


def test_a_few_pages_and_many_are_gathered_alike(planted, quotes, members):
    order = np.argsort(quotes["quote"].to_numpy())
    gathered = gather_families([Quoted(planted[i].words, planted[i].speaker) for i in order])
    place = {order[i]: n for n, family in enumerate(gathered) for i in family}
    few = [place[i] for i in range(len(planted))]
    assert score(few, heads_of(quotes, members)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("step", "given", "made"),
    [
        (f.block_quotes, f.QUOTES, f.BLOCKS),
        (f.pair_blocks, f.BLOCKS, f.PAIRS),
        (f.connect, f.BONDS, f.MEMBERS),
        (f.block_pages, f.SHINGLES, f.BANDS),
        (f.pair_blocks, f.BANDS, f.PAIRS),
        (f.connect_copies, f.PAIRS, f.STORIES),
        (f.tell_families, f.TOLD, f.FAMILIES),
    ],
)
def test_nothing_makes_nothing(step, given, made):
    assert step(given.empty_table()).equals(made.empty_table())


def test_no_pairs_make_no_bonds():
    assert f.bond_pairs(with_both(f.PAIRS.empty_table(), f.QUOTES.empty_table(), f.BOTH_QUOTES)).num_rows == 0
    assert (
        f.verify_copies(with_both(f.PAIRS.empty_table(), f.SHINGLES.empty_table(), f.BOTH_PAGES)).num_rows
        == 0
    )


def test_quotes_of_one_stretch_of_a_record_are_one_family_whatever_their_words(quotes):
    place = {"record": "r", "title": None, "date": None, "start": 100, "end": 160}
    passage = {**place, "words": "so it is", "score": 1.0}
    texts = ("we were rough at first", "at first, yes", "at first")
    rows = [
        {**row, "speaker": None, "passage": passage, "terms": hash_words(text)}
        for row, text in zip(quotes.slice(0, 3).to_pylist(), texts, strict=True)
    ]
    rows[2]["passage"] = {**passage, "start": 900, "end": 960}
    found = find(pa.Table.from_pylist(rows, schema=f.QUOTES))[0]
    assert set(found["quote"].to_pylist()) == {row["quote"] for row in rows[:2]}
    assert len(set(found["family"].to_pylist())) == 1


# A page → its rows.


def test_a_quote_says_where_it_stands(readings):
    reading = readings[0]
    rows = f.quote_rows(reading)
    assert rows and len({row["quote"] for row in rows}) == len(rows)
    assert pa.Table.from_pylist(rows, schema=f.QUOTES).num_rows == len(rows)
    for row in rows:
        spans = [(span["start"], span["end"]) for span in row["spans"]]
        assert row["words"] == " ".join(reading.snap.text[s:e] for s, e in spans)
        assert f"{row['page']:016x}" == snapshot_key(document_key(reading.snap), reading.snap)
        assert row["host"] and row["outlet"] and row["published"]


def test_what_others_say_it_amounts_to_is_no_quote(readings):
    reading = readings[0]
    imputed = replace(reading, attributions=tuple(replace(a, imputed=True) for a in reading.attributions))
    assert f.quote_rows(reading) and not f.quote_rows(imputed)


def test_half_a_surrogate_pair_is_no_reason_to_stop(readings):
    reading = readings[0]
    start = next(a.quoted[0].start for a in reading.attributions if a.quoted)
    text = reading.snap.text
    broken = replace(reading, snap=replace(reading.snap, text=text[:start] + "\ud800" + text[start + 1 :]))
    table = pa.Table.from_pylist(f.quote_rows(broken), schema=f.QUOTES)
    assert any("\ufffd" in words for words in table["words"].to_pylist())


def test_a_page_of_few_own_words_tells_no_copies(readings):
    snap = Snapshot("a", "The ferry is late.", parts=())
    assert f.shingles_of(replace(readings[0], snap=snap, attributions=())) is None


def test_what_a_page_quotes_is_not_its_own(readings):
    reading = readings[0]
    whole = f.shingles_of(replace(reading, attributions=()))
    own = f.shingles_of(reading)
    body = reading.snap.spans_of(PartKind.BODY)
    assert body and len(own["shingles"]) < len(whole["shingles"])


# Copies.


def stories_of(readings):
    """The story of each page that has copies, by its key."""
    pages = pa.Table.from_pylist(
        [row for each in readings if (row := f.shingles_of(each))], schema=f.SHINGLES
    )
    pairs = f.pair_blocks(f.block_pages(pages))
    found = f.connect_copies(f.verify_copies(with_both(pairs, pages, f.BOTH_PAGES)))
    return dict(zip(found["page"].to_pylist(), found["story"].to_pylist(), strict=True))


def reprint(reading, outlet, *, words=slice(None), told=None):
    """The page as another outlet prints it: below its own headline, in part, and all else alike."""
    snap = reading.snap
    text = f"{told or 'Here is what we heard'} \n\n" + snap.text[words]
    new = Snapshot(
        f"{outlet}-{snap.id}",
        text,
        outlet=outlet,
        url=f"https://{outlet}.example/{snap.id}",
        published="2031-05-05",
    )
    return replace(reading, snap=new, attributions=(), own_voice=(), traces={})


def bare(reading):
    return replace(reading, snap=replace(reading.snap, parts=()), attributions=())


def test_a_story_that_others_print_is_one_story(readings):
    fresh = [bare(each) for each in readings[:12:4]]
    copies = [reprint(fresh[0], "lantern"), reprint(fresh[0], "echo", words=slice(0, 1_500))]
    found = stories_of([*fresh, *copies])
    assert found.keys() == {f.page_key(each.snap) for each in (fresh[0], *copies)}
    assert len(set(found.values())) == 1


def test_a_later_capture_is_no_copy(readings):
    page = bare(readings[0])
    later = replace(page, snap=replace(page.snap, text=page.snap.text + "\n\nThis page was changed."))
    assert stories_of([page, later]) == {}


def test_two_who_quote_one_speech_are_no_copies(readings):
    """Two texts that share nothing but a long quote, and the same without telling what is quoted."""
    own = [" ".join(f"{word}{i}" for i in range(60)) for word in ("quay", "barn")]
    speech = " ".join(f"harbour{i}" for i in range(400))
    pages = []
    for name, words in zip(("a", "b"), own, strict=True):
        text = f"{words} “{speech}” she said."
        span = Span(text.index("“") + 1, text.index("”"))
        said = replace(readings[0].attributions[0], quoted=(span,), parent=None)
        snap = Snapshot(name, text, url=f"https://{name}.example/1")
        pages.append(replace(readings[0], snap=snap, attributions=(said,), traces={}))
    assert stories_of(pages) == {}
    assert stories_of([replace(page, attributions=()) for page in pages]) != {}


# What is told of a family.


def row(n, words, *, document=None, story=None, page=None, outlet=None, published="2031-05-01", **more):
    return {
        "quote": n,
        "page": page or n,
        "document": document or f"//o{n}.example/a",
        "outlet": outlet or f"Outlet {n}",
        "published": published,
        "speaker": "Ada Crane",
        "words": words,
        "terms": hash_words(words),
        "attribution": f"a{n}",
        "spans": [{"start": 1, "end": 1 + len(words)}],
        "near": words.lower(),
        "family": 1,
        "story": story,
        **more,
    }


def tell(*rows):
    (told,) = f.tell_families(pa.Table.from_pylist(rows, schema=f.TOLD)).to_pylist()
    return told


SAID = "We will keep the harbour lamps lit until the last boat is in."
FIRES = SAID.replace("lamps", "fires")


def test_copies_of_a_story_are_one_witness_and_are_listed():
    told = tell(
        row(1, SAID, story=9),
        row(2, SAID, story=9, published="2031-05-02"),
        row(3, FIRES, published="2031-05-03"),
    )
    assert (told["witnesses"], told["copies"], told["distinct"]) == (2, 1, 2)
    (syndicated,) = told["syndicated"]
    assert syndicated["of"] == "//o1.example/a" and [c["outlet"] for c in syndicated["copies"]] == [
        "Outlet 2"
    ]
    assert told["first"]["outlet"] == "Outlet 1" and told["first"]["page"] == f"{1:016x}"
    first, second = told["wordings"]
    assert (first["words"], first["outlets"], first["pages"]) == (SAID, ["Outlet 1", "Outlet 2"], 2)
    assert (second["words"], second["first"]["published"]) == (FIRES, "2031-05-03")


def test_a_later_capture_is_counted_and_is_no_witness():
    again = row(2, FIRES, document="//o1.example/a", published="2031-05-01", captured="2031-05-04")
    told = tell(row(1, SAID, captured="2031-05-01"), again, row(3, SAID, published="2031-05-02"))
    assert (told["witnesses"], told["captures"]) == (2, 1)
    assert json.loads(told["stemma"])["witnesses"][0]["wording"] == [SAID]


def test_one_page_alone_is_not_told():
    rows = [row(1, SAID), row(2, FIRES, document="//o1.example/a")]
    assert f.tell_families(pa.Table.from_pylist(rows, schema=f.TOLD)).num_rows == 0


def test_the_stemma_is_one_of_descend_with_the_record_at_its_root():
    passage = {
        "record": "minutes",
        "title": "Minutes",
        "date": "2031-04-30",
        "start": 5,
        "end": 70,
        "words": SAID,
        "score": 0.9,
    }
    told = tell(
        row(1, SAID, passage=passage), row(2, FIRES, published="2031-05-02", near="she told the outlet 1")
    )
    stemma = json.loads(told["stemma"])
    Draft202012Validator(load_descent_schema()).validate(
        {"schema": "onrecord-descent/1", "stemmas": [stemma]}
    )
    assert told["record"] == "minutes" and stemma["root"] == "record" and stemma["speaker"] == "Ada Crane"
    assert stemma["witnesses"][2]["credits"] == ["w1"]


def test_of_two_records_the_one_that_is_surer_is_the_root():
    place = {"title": None, "date": None, "start": 5, "end": 70, "words": SAID}
    told = tell(
        row(1, SAID, passage={**place, "record": "agenda", "score": 0.4}),
        row(2, SAID, published="2031-05-02", passage={**place, "record": "minutes", "score": 0.9}),
    )
    assert told["record"] == "minutes"


def test_words_given_to_someone_else_are_told():
    told = tell(
        row(1, SAID),
        row(2, SAID, published="2031-05-02", speaker="Tom Wick"),
        row(3, SAID, published="2031-05-03", speaker="she"),
        row(4, FIRES, published="2031-05-04", speaker="Crane"),
        row(5, FIRES, published="2031-05-05", speaker="Ada Crane"),
    )
    assert told["speaker"] == "Ada Crane"
    assert told["contested"] == [{"speaker": "Tom Wick", "pages": 1}]
    assert json.loads(told["stemma"])["contested"] == ["w2"]


def test_the_order_of_rows_decides_nothing(quotes, members):
    family = dict(zip(members["quote"].to_pylist(), members["family"].to_pylist(), strict=True))
    rows = [{**row, "family": family[row["quote"]]} for row in quotes.to_pylist() if row["quote"] in family]
    table = pa.Table.from_pylist(rows, schema=f.TOLD)
    told = f.tell_families(table)
    assert told.num_rows > 100
    assert f.tell_families(table.take(np.random.default_rng(1).permutation(len(table)))).equals(told)


def test_a_part_of_a_quote_has_its_own_words_of_the_record(readings):
    for row in (row for reading in readings for row in f.quote_rows(reading) if row["passage"]):
        passage = row["passage"]
        assert len(passage["words"]) <= passage["end"] - passage["start"]
