"""The alignment: its edits rebuild both texts, whatever was done to the quote."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import EditKind, Record, Span, Turn
from onrecord.text.words import split_words
from onrecord.trace import Query, build_index, trace_quote
from onrecord.trace.align import Block, find_steps, pair_words

from .conftest import find

VOCABULARY = """harbour Quay ferry winter don't we the of and that “stone” coal, letter council. lamp— école
boat passengers it's rope anchor tide never money (pier) fog bell two market's net salt crane""".split()
ids = st.lists(st.integers(1, 6), max_size=25)


@given(ids, ids)
@settings(deadline=None)
def test_steps_cover_every_word_of_both(quote, words):
    steps = find_steps(quote, words)
    assert [i for s in steps for i in range(s.quote_from, s.quote_to)] == list(range(len(quote)))
    assert [i for s in steps for i in range(s.record_from, s.record_to)] == list(range(len(words)))
    for s in steps:
        same = quote[s.quote_from : s.quote_to] == words[s.record_from : s.record_to]
        assert same == (s.tag == "equal")


@given(ids, ids)
@settings(deadline=None)
def test_blocks_pair_equal_words_in_order(quote, window):
    at_quote = at_window = 0
    for i, j, size in pair_words(quote, window):
        assert size > 0
        assert i >= at_quote
        assert j >= at_window
        assert quote[i : i + size] == window[j : j + size]
        at_quote, at_window = i + size, j + size


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20, unique=True), ids, ids)
@settings(deadline=None)
def test_a_stretch_that_stands_whole_pairs_whole(quote, before, after):
    window = [n + 100 for n in before] + quote + [n + 100 for n in after]
    assert pair_words(quote, window) == [(0, len(before), len(quote))]


@pytest.mark.parametrize(
    "quote, window, blocks",
    [
        ([1, 2, 3, 4], [1, 2, 9, 1, 2, 3, 4], [(0, 3, 4)]),  # a false start
        ([1, 2, 3, 4], [1, 2, 3, 4, 9, 3, 4], [(0, 0, 4)]),  # the end said again
        ([1, 2, 3, 4], [1, 7, 1, 2, 8, 1, 2, 3, 4], [(0, 5, 4)]),  # two false starts
    ],
)
def test_a_false_start_is_not_the_quote(quote, window, blocks):
    assert pair_words(quote, window) == blocks


@pytest.mark.parametrize(
    "quote, window, blocks",
    [
        ([1, 2, 3, 4], [1, 2, 8, 8, 8, 1, 9, 2, 3, 4], [(0, 5, 1), (1, 7, 3)]),  # breaks elsewhere, nearer by
        ([1, 2, 3, 4], [1, 2, 8, 8, 8, 1, 2, 9, 3, 4], [(0, 5, 2), (2, 8, 2)]),  # stands nearer as a whole
        ([1, 2, 3, 4], [1, 2, 8, 8, 1, 9, 2, 9, 3, 4], [(0, 0, 2), (2, 8, 2)]),  # would break in three
    ],
)
def test_of_equal_pairings_the_nearest_is_taken(quote, window, blocks):
    assert pair_words(quote, window) == blocks


def written(span, words):
    """The words of a text that lie within a span."""
    inside = (i for i in range(len(words)) if span.start <= words.starts[i] and words.ends[i] <= span.end)
    return [words.norms[i] for i in inside]


def check(quote, text, trace):
    """Whether the edits of a trace rebuild the quote and the passage."""
    ours, theirs = split_words(quote), split_words(text)
    edits, spans = trace.alignment.edits, trace.alignment.record_spans
    rebuilt = [w for e in edits for w in written(e.quote_span, ours)]
    assert rebuilt == ours.norms
    taken = [w for e in edits for w in written(e.record_span, theirs)]
    assert taken == [w for span in spans for w in written(span, theirs)]
    for edit in edits:
        a, b = written(edit.quote_span, ours), written(edit.record_span, theirs)
        assert (a == b) == (edit.kind is EditKind.EQUAL)
        assert bool(a) == (edit.kind is not EditKind.DELETED)
        assert bool(b) == (edit.kind is not EditKind.INSERTED)
    assert trace.passage.text == " … ".join(text[s:e] for s, e in spans)
    assert 0 < trace.alignment.similarity <= 1
    assert 0 < trace.score <= 1


@given(st.randoms(use_true_random=False), st.integers(0, 6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_edits_rebuild_both_texts(tmp_path, rng: random.Random, changes: int):
    said = [rng.choice(VOCABULARY) for _ in range(120)]
    text = " ".join(said)
    middle = len(" ".join(said[:70]))
    turns = (Turn("ADA MOORE", Span(0, middle)), Turn("BO LIND", Span(middle, len(text))))
    index = build_index(tmp_path, "f", [Record("r1", text, turns)])
    first = rng.randrange(90)
    words = said[first : first + rng.randint(8, 30)]
    for _ in range(changes):
        at = rng.randrange(len(words))
        words[at : at + rng.randint(0, 2)] = rng.sample(
            [*VOCABULARY, "…", "[now]", "kayak", "45"], rng.randint(0, 2)
        )
    quote = "  " + " ".join(words) + " "
    trace = find(index, quote, "Ada Moore")
    if trace.passage:
        check(quote, text, trace)
    else:
        assert changes


def test_spans_of_a_page_are_kept(index_of):
    index = index_of("ADA MOORE: We rebuilt the quay in stone, and it will stand for a century.")
    page = "“We rebuilt the quay in stone,” said Moore, “and it will stand.”"
    spans = (Span(1, 30), Span(45, 63))
    trace = trace_quote(index, Query(page, spans))
    assert trace.span == Span(1, 63)
    (edit,) = trace.alignment.edits
    assert page[slice(*edit.quote_span)].startswith("We rebuilt")
    assert trace.passage.text == "We rebuilt the quay in stone, and it will stand"


def test_a_quote_that_stands_whole_is_not_pieced_together():
    # "able to do what we can. They are not able to do what we are going to": the second holds it whole
    window = [1, 2, 3, 4, 5, 9, 10, 6, 11, 1, 2, 3, 4, 5, 6, 7, 8]
    assert pair_words([1, 2, 3, 4, 5, 6, 7, 8], window) == [Block(0, 9, 8)]


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        # ends as a later sentence does
        (
            "The guild will keep the big market and nobody else will.",
            "[The guild will keep the fish market and nobody else will]. The council will keep the fish market"
            " at no cost to the town. The board will keep the fish market and nobody else will.",
        ),
        # ends as two later ones do
        (
            "The council should really the north pier before the end of the year.",
            "[The council should rebuild the north pier before the end of the year]. The guild should rebuild"
            " the north pier before the end of the year. We talked about it at length. The board should"
            " rebuild the south pier before the end of the year.",
        ),
        # is no splice
        (
            "The ferry company will not gone the north pier this winter.",
            "[The ferry company will not sell the north pier this winter]. I have nothing to add. My office"
            " has paid for the fish market this winter. The ferry company should rebuild the north pier"
            " this winter.",
        ),
    ],
)
def test_a_sentence_that_was_changed_is_paired_with_one_and_not_with_two_like_it(index_of, quote, said):
    index = index_of(f"ADA MOORE: {said.replace('[', '').replace(']', '')}")
    found = find(index, quote, "Ada Moore").passage
    assert found.text == said[said.index("[") + 1 : said.index("]")]
