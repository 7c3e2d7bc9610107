"""Made-up pages: whatever is said of them can be checked against their text, and a seed fixes them."""

import hashlib
from collections import Counter
from itertools import islice

import pytest

from bench.made_up import count_records, iter_readings, iter_records
from onrecord.extract.draft import Draft
from onrecord.extract.layout import Layout
from onrecord.extract.mode import mode_of
from onrecord.extract.settling import Settling
from onrecord.model import EditKind, Mode, Reading, Record, Span
from onrecord.pipeline.trace import quotes_of_page
from onrecord.show import render_report
from onrecord.text.words import split_words
from onrecord.trace import TAXONOMY

PAGES, SEED = 200, 7


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return list(iter_readings(PAGES, SEED))


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {record.id: record for record in iter_records(count_records(PAGES), SEED)}


def test_every_span_lies_on_words_of_its_page(readings: list[Reading]):
    for reading in readings:
        text = reading.snap.text
        for attrib in reading.attributions:
            ends = [s for s in (attrib.addressee, attrib.when, attrib.occasion) if s]
            mention = [attrib.entity.mention] if attrib.entity and attrib.entity.mention else []
            spans = [*attrib.source, *attrib.cue, *attrib.content, *attrib.quoted, *ends, *mention]
            for start, end in [*spans, *reading.own_voice, *(part.span for part in reading.snap.parts)]:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()


def test_quotes_stand_between_marks_and_make_the_mode(readings: list[Reading]):
    for reading in readings:
        text = reading.snap.text
        for attrib in reading.attributions:
            assert mode_of(text, attrib.content, attrib.quoted) is attrib.mode
            for start, end in attrib.quoted:
                assert text[start - 1] == "“"
                assert text[end] == "”"
                assert any(s <= start and end <= e for s, e in attrib.content)


def test_parents_come_first_and_hold_their_children(readings: list[Reading]):
    nested = 0
    for reading in readings:
        seen = {}
        for attrib in reading.attributions:
            assert attrib.id not in seen
            seen[attrib.id] = attrib
            if attrib.parent:
                nested += 1
                (outer,) = seen[attrib.parent].content
                spans = (*attrib.source, *attrib.cue, *attrib.content)
                assert all(outer.start <= s and e <= outer.end for s, e in spans)
    assert nested


def test_ids_are_the_extractors(readings: list[Reading]):
    for reading in readings[:20]:
        settling = Settling(reading.snap, Layout.of(reading.snap))
        for attrib in reading.attributions:
            draft = Draft(list(attrib.source), list(attrib.cue), list(attrib.content))
            assert attrib.id == settling.identity(draft)


def test_every_quote_that_tracing_would_look_for_has_its_trace(readings: list[Reading]):
    for reading in readings:
        asked = {attrib.id: spans for attrib, spans in quotes_of_page(reading)}
        assert set(asked) >= set(reading.traces)
        for key, spans in asked.items():
            (trace,) = reading.traces[key]
            assert trace.span == Span(spans[0].start, spans[-1].end)
            assert trace.searched == count_records(PAGES)


def words_in(text: str, spans: list[Span]) -> list[str]:
    return [norm for start, end in spans for norm in split_words(text, start, end).norms]


def test_edits_rebuild_the_quote_and_the_passage(readings: list[Reading], records: dict[str, Record]):
    found = 0
    for reading in readings:
        text = reading.snap.text
        attribs = {attrib.id: attrib for attrib in reading.attributions}
        for key, (trace,) in reading.traces.items():
            if not trace.passage or not trace.alignment:
                continue
            found += 1
            said, aln = records[trace.passage.record].text, trace.alignment
            quoted = list(attribs[key].quoted)
            inside = [within(edit.quote_span, quoted) for edit in aln.edits]
            assert [w for spans in inside for w in words_in(text, spans)] == words_in(text, quoted)
            taken = words_in(said, [edit.record_span for edit in aln.edits])
            assert taken == words_in(said, list(aln.record_spans))
            for edit, spans in zip(aln.edits, inside, strict=True):
                same = words_in(text, spans) == words_in(said, [edit.record_span])
                assert same == (edit.kind is EditKind.EQUAL)
            assert trace.passage.text == " … ".join(said[s:e] for s, e in aln.record_spans)
            assert trace.drift
            assert {drift.kind for drift in trace.drift} <= set(TAXONOMY)
    assert found > PAGES


def within(span: Span, quoted: list[Span]) -> list[Span]:
    """What of a stretch stands between quotation marks: a cue may break it up."""
    cut = [Span(max(span.start, s), min(span.end, e)) for s, e in quoted]
    return [piece for piece in cut if piece.start < piece.end]


def test_a_page_is_like_a_page_of_news(readings: list[Reading]):
    sizes = sorted(len(reading.snap.text.split()) for reading in readings)
    assert sizes[len(sizes) // 20] >= 280
    assert sizes[-1] <= 750
    statements = sum(len(reading.attributions) for reading in readings)
    assert 17 <= statements / PAGES <= 24
    modes = Counter(attrib.mode for reading in readings for attrib in reading.attributions)
    assert min(modes[mode] for mode in Mode) > PAGES
    traces = [trace for reading in readings for (trace,) in reading.traces.values()]
    assert 0.28 <= sum(trace.passage is not None for trace in traces) / len(traces) <= 0.38
    assert len({reading.snap.published for reading in readings}) > PAGES // 2
    assert {reading.snap.published[:4] for reading in readings} == {"2030", "2031", "2032", "2033", "2034"}


def test_outlets_copy_and_pages_are_captured_again(readings: list[Reading]):
    by_url: dict[str | None, list[Reading]] = {}
    for reading in readings:
        by_url.setdefault(reading.snap.url, []).append(reading)
    again = [found for found in by_url.values() if len(found) > 1]
    assert again
    for first, second, *_ in again:
        ours, theirs = (set(r.snap.text.split("\n\n")) for r in (first, second))
        assert ours != theirs
        assert len(ours & theirs) > len(ours) / 2
        assert first.snap.captured and second.snap.captured
        assert first.snap.captured < second.snap.captured
    bodies = Counter(quote for r in readings for quote in set(r.snap.text.split("\n\n")[5:8]))
    assert bodies.most_common(1)[0][1] > 2


def test_records_say_who_speaks(records: dict[str, Record]):
    for record in records.values():
        for turn in record.turns:
            assert record.text[: turn.span.start].endswith(f"{turn.speaker}: ")
    assert len(records) == count_records(PAGES)


def hash_of(seed: int) -> str:
    digest = hashlib.sha256()
    for reading in islice(iter_readings(PAGES, seed), 50):
        digest.update(repr(reading).encode())
    return digest.hexdigest()


def test_a_seed_fixes_the_pages():
    assert hash_of(1) == hash_of(1)
    assert hash_of(1) != hash_of(2)


def test_what_is_shown_of_a_page_can_be_drawn(readings: list[Reading]):
    page = render_report(readings[:3], searched=count_records(PAGES), title="Made up")
    assert readings[0].snap.title in page
