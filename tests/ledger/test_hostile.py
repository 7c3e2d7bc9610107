"""Whatever a page or record holds, it is kept as it is, or refused in one line; and it can be found again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ledger import document_key, snapshot_key
from onrecord.model import Attribution, Entity, EntityKind, Query, Reading, Record, Snapshot, Span, Turn
from tests.ledger.build import FERRY, METHOD, SEARCHED, all_hits, found_in, make_reading

ODD = {
    "NUL": "a\x00b",
    "many NULs": "\x00" * 5000,
    "100 kB": "long/" * 20_000,
    "emoji": "🚢" * 700,
    "other script": "гавань/港/ميناء",
    "signs": "%00%ff'\"\\;--\n\r\t\u2028\u202e",
    "empty": "",
    "looks like a key": "0123456789abcdef",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("field", ["id", "title", "outlet", "published", "byline", "url", "captured"])
def test_odd_words_of_a_page_come_out_as_they_went_in(ledger, run, field, name):
    odd = ODD[name]
    reading = make_reading(FERRY)
    reading = replace(reading, snap=replace(reading.snap, **{field: odd}))
    kept = ledger.keep(run, reading)
    held = ledger.hold(kept.key)
    assert held.reading == reading
    assert ledger.concluded(document_key(reading.snap), reading.snap) is not None
    assert [each.key for each in ledger.captures_of(held.capture.document)] == [kept.key]
    assert ledger.keep(run, reading).key == kept.key
    assert len(all_hits(ledger, Query("ferry"))) == 1
    if field == "outlet" and odd:
        assert len(all_hits(ledger, Query(outlet=odd))) == 4
        shown = all_hits(ledger)[0].outlet
        assert shown.isprintable()
        assert len(shown) <= 300
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("name", ODD)
def test_odd_ids_of_records_come_out_as_they_went_in(ledger, run, name):
    odd = ODD[name]
    record = Record(odd, f"ADA\x00 CRANE: {odd}", (Turn(odd, Span(0, 3)),), (odd,), odd, odd, odd, odd)
    assert ledger.keep_records([record])[:2] == (1, 0)
    assert ledger.keep_records([record])[:2] == (0, 1)
    number = ledger.number_of_record(odd)
    assert ledger.record(number)[1] == record
    assert ledger.records()[0].id == odd
    ledger.keep(run, make_reading(FERRY, traces={0: [found_in(odd, 0, 3)]}), records=SEARCHED)
    assert len(ledger.quotations(odd)) == 1
    assert len(all_hits(ledger, Query(record=odd))) == 1
    assert ledger.records()[0].quoted == 1
    assert list(ledger.verify()) == []


def test_ids_that_begin_alike_are_told_apart(ledger):
    long = "x" * 5000
    assert ledger.keep_records([Record(long + end, "Words.") for end in "ab"])[:2] == (2, 0)
    assert ledger.number_of_record(long + "a") != ledger.number_of_record(long + "b")


@pytest.mark.parametrize("field", ["id", "text", "title", "outlet", "url", "published"])
def test_half_of_a_surrogate_pair_is_refused_in_one_line(ledger, run, field):
    odd = FERRY + "\ud800" if field == "text" else "half \udfff"
    reading = make_reading(FERRY)
    with pytest.raises(InputError, match="surrogate") as told:
        ledger.keep(run, replace(reading, snap=replace(reading.snap, **{field: odd})))
    assert str(told.value).isprintable()
    with pytest.raises(InputError, match="surrogate"):
        ledger.keep_records(
            [Record("whole", "Words."), Record(odd if field == "id" else "r", odd, title=odd)]
        )
    assert ledger.counts().captures == ledger.counts().records == ledger.counts().pages == 0
    assert ledger.keep(run, reading).key  # and it goes on


def test_a_page_without_a_word_and_one_without_a_statement(ledger, run):
    for text in ("", " \n", "Rain fell."):
        kept = ledger.keep(run, Reading(Snapshot(repr(text), text)))
        assert ledger.hold(kept.key).reading.snap.text == text
    assert ledger.counts().captures == 3
    assert list(ledger.verify()) == []


def test_ten_megabytes_and_five_thousand_statements(ledger, run):
    text = "\n".join(f"Speaker {at % 50}: words number {at} " + "and so on " * 200 for at in range(5000))
    assert len(text) > 10_000_000
    reading = make_reading(text)
    kept = ledger.keep(run, reading)
    assert ledger.hold(kept.key).reading == reading
    assert len(all_hits(ledger, Query("4711"))) == 1
    assert len(all_hits(ledger, Query(capture=kept.key))) == 5000
    longest = max(len(hit.words) for hit in all_hits(ledger, Query(capture=kept.key)))
    assert longest <= 2000
    ledger.keep(ledger.begin_run("add", replace(METHOD, version="9")), reading)
    assert ledger.counts().statements == 5000


def test_a_statement_that_says_one_word_very_often(ledger, run):
    kept = ledger.keep(run, make_reading("Ada Crane: " + "no " * 900 + "never"))
    assert len(all_hits(ledger, Query('"no no no"'))) == 1
    assert len(all_hits(ledger, Query('"no never"', capture=kept.key))) in (
        0,
        1,
    )  # a tsvector holds 256 places


def test_a_word_of_ten_thousand_letters(ledger, run):
    ledger.keep(run, make_reading("Ada Crane: so " + "x" * 10_000 + " it is"))
    assert len(all_hits(ledger, Query('"x' + "x" * 9_999 + '"'))) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/a%00b%ff",
        "http://[::1",
        "HTTPS://user:pass@POST.example:8443/ä?ö=%F0%9F%9A%A2&&=&a=1&a=2#x",
        "//post.example",
        "javascript:alert(1)",
        "https://post.example/" + "a/" * 5000,
        "https://" + "a" * 3000 + ".example/",
        "http://post.example/?" + "&".join(f"k{i}=v" for i in range(3000)),
        "\x00http://post.example",
        "http:///",
    ],
    ids=lambda url: ascii(url[:30]),
)
def test_odd_addresses(ledger, run, url):
    reading = make_reading(FERRY, url=url)
    kept = ledger.keep(run, reading)
    assert ledger.hold(kept.key).reading == reading
    assert kept.key == snapshot_key(document_key(reading.snap), reading.snap)
    assert ledger.keep(run, reading).outcome == "unchanged"
    assert list(ledger.verify()) == []


# -- any reading at all ---------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = "." + draw(TEXT)
    ends = st.integers(0, len(text))
    spans = st.lists(st.builds(lambda a, b: Span(min(a, b), max(a, b)), ends, ends), max_size=3).map(tuple)
    ids = draw(st.lists(TEXT, max_size=4, unique=True))
    attribs = tuple(
        Attribution(
            each, draw(spans), draw(spans), draw(spans), draw(spans),
            parent=draw(st.sampled_from([None, *ids])),
            entity=draw(st.none() | st.builds(Entity, st.none() | TEXT, st.sampled_from(EntityKind), TEXT)),
            day=draw(st.none() | TEXT),
            confidence=draw(st.floats(0, 1)),
        )
        for each in ids
    )  # fmt: skip
    meta = {
        name: draw(st.none() | TEXT) for name in ("title", "outlet", "published", "byline", "url", "captured")
    }
    traced = {
        each: (found_in(draw(TEXT), 0, 1, score=draw(st.floats(0, 1))),)
        for each in ids
        if draw(st.booleans())
    }
    return Reading(Snapshot(draw(TEXT), text, **meta), attribs, draw(spans), draw(spans), traces=traced)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(reading=readings())
def test_any_reading_comes_out_as_it_went_in(ledger, reading):
    run = ledger.begin_run("add", METHOD)
    # The id tells it from the examples before, which may be other captures of the same page.
    at = ledger.counts().captures
    reading = replace(reading, snap=replace(reading.snap, id=f"{reading.snap.id} {at}", url=None))
    kept = ledger.keep(run, reading, records=SEARCHED)
    held = ledger.hold(kept.key)
    assert held.reading == reading
    hits = all_hits(ledger, Query(capture=kept.key))
    assert {hit.key for hit in hits} == set(held.keys.values())
    for hit in hits:
        shown = (
            hit.words,
            hit.source,
            hit.outlet or "",
            hit.speaker or "",
            hit.published or "",
            hit.day or "",
        )
        assert all(word.isprintable() for word in shown)
        if hit.speaker_key:
            assert hit.key in {one.key for one in all_hits(ledger, Query(speaker=hit.speaker_key))}
        for record in hit.records:
            assert hit.key in {one.key for one in all_hits(ledger, Query(record=record))}
    assert list(ledger.verify()) == []
