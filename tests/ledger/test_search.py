"""Whatever stands in a ledger is found: by its words, by who, where, when and how; on both databases alike."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger import MOST, Ledger
from onrecord.ledger.cursors import Order, Place, write_cursor
from onrecord.ledger.terms import terms_of
from onrecord.model import CueKind, Method, Mode, Query, Severity
from tests.ledger.build import (
    FERRY,
    METHOD,
    SCHOOL,
    SEARCHED,
    all_hits,
    found_in,
    make_reading,
    make_record,
    not_found,
)

shared = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def filled(ledger: Ledger, run: int) -> Ledger:
    """Two pages of two outlets, and an older capture of the first."""
    ledger.keep_records([make_record("talk-1")])
    traces = {0: [found_in("talk-1", 11, 40, ("negation", Severity.GRAVE), ("trimmed", Severity.COSMETIC))]}
    ledger.keep(run, make_reading(FERRY, traces=traces), records=SEARCHED)
    late = {"outlet": "Evening Bell", "published": "2031-06-30T22:00:00Z"}
    ledger.keep(run, make_reading(SCHOOL, id="b1", traces={0: [not_found()]}, **late), records=SEARCHED)
    ledger.keep(run, make_reading("Dee Ost: the “ferry” is late", id="c1", published=None, outlet=None))
    return ledger


def words_of(ledger: Ledger, **asked: object) -> list[str]:
    return [" ".join(terms_of(hit.words)[:3]) for hit in all_hits(ledger, Query(**asked))]


FERRY_STAYS, HARBOUR, COUNCIL = "the ferry stays", "the harbour is", "the council would"
FISHERMEN, CLOSE, ROOF, LATE = "nobody had asked", "the school will", "the council will", "the ferry is"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {FERRY_STAYS, HARBOUR, COUNCIL, FISHERMEN, CLOSE, ROOF, LATE}),
        ({"text": "ferry"}, {FERRY_STAYS, LATE}),
        ({"text": "FERRY  Stays!"}, {FERRY_STAYS}),
        ({"text": '"ferry stays"'}, {FERRY_STAYS}),
        ({"text": '"stays ferry"'}, set()),
        ({"text": "“by the end” council"}, {ROOF}),
        ({"text": '"end of May'}, {ROOF}),  # a mark that is never closed
        ({"text": "Winter"}, {HARBOUR, ROOF}),  # who is said to have said it is searched too
        ({"text": '"stays whatever it costs Ada"'}, set()),  # no phrase spans words and source
        ({"text": "harbor"}, {HARBOUR}),  # a slip from the word that is there
        ({"text": "councel"}, {COUNCIL, ROOF}),
        ({"text": "fihsermen"}, {FISHERMEN}),
        ({"text": '"nobody had askde"'}, {FISHERMEN}),
        ({"text": "qwertz"}, set()),
        ({"speaker": "Ada Crane"}, {FERRY_STAYS, FISHERMEN}),
        ({"speaker": "ADA   CRANE"}, {FERRY_STAYS, FISHERMEN}),
        ({"speaker": "nobody at all"}, set()),
        ({"speaker": "Bo Winter", "text": "council"}, {ROOF}),
        ({"outlet": "Evening Bell"}, {CLOSE, ROOF}),
        ({"outlet": "Evening"}, set()),
        ({"outlet": "The Harbour Post", "text": "council"}, {COUNCIL}),
        ({"mode": Mode.DIRECT}, {FERRY_STAYS, CLOSE, LATE}),
        ({"mode": Mode.MIXED}, set()),
        ({"kind": CueKind.WARNS}, {HARBOUR}),
        ({"state": "grave"}, {FERRY_STAYS}),
        ({"state": "not-found"}, {CLOSE}),
        ({"state": "untraced"}, {HARBOUR, COUNCIL, FISHERMEN, ROOF, LATE}),
        ({"drift": "negation"}, {FERRY_STAYS}),
        ({"drift": "trimmed", "mode": Mode.DIRECT}, {FERRY_STAYS}),
        ({"drift": "neg"}, set()),
        ({"record": "talk-1"}, {FERRY_STAYS}),
        ({"record": "talk-2"}, set()),
        ({"since": "2031-05-03"}, {CLOSE, ROOF}),
        ({"since": "2031-06-30", "until": "2031-06-30"}, {CLOSE, ROOF}),
        ({"until": "2031-05-02"}, {FERRY_STAYS, HARBOUR, COUNCIL, FISHERMEN}),
        ({"since": "2031", "until": "2031-05"}, {FERRY_STAYS, HARBOUR, COUNCIL, FISHERMEN}),
        ({"since": "2031-05-02", "until": "2031-05-01"}, set()),
        ({"since": "2040"}, set()),
        ({"until": "1990-01-01", "text": "ferry"}, set()),
        ({"since": "2031-06-01", "text": "council"}, {ROOF}),
        (
            {"since": "2030-01-01", "until": "2032-12-31", "mode": Mode.DIRECT, "text": "the"},
            {FERRY_STAYS, CLOSE},
        ),
        (
            {"speaker": "Bo Winter", "outlet": "Evening Bell", "mode": Mode.INDIRECT, "kind": CueKind.SAYS},
            {ROOF},
        ),
    ],
)
def test_filters_and_words_together(filled, asked, found):
    hits = words_of(filled, **asked)
    assert set(hits) == found
    assert len(hits) == len(found)


def test_the_statements_of_one_capture(filled):
    capture = all_hits(filled, Query(text="harbour"))[0].capture
    assert len(all_hits(filled, Query(capture=capture))) == 4
    assert words_of(filled, capture=capture, text="the") == words_of(
        filled, text="the", outlet="The Harbour Post"
    )
    assert words_of(filled, capture=capture, mode=Mode.DIRECT) == [FERRY_STAYS]
    assert all_hits(filled, Query(capture="0" * 16)) == []


def test_what_was_published_last_comes_first_and_what_has_no_date_last(filled):
    published = [hit.published for hit in all_hits(filled)]
    assert published[-1] is None
    assert published[:-1] == sorted(published[:-1], reverse=True)


def test_a_word_that_was_respelt_is_told(filled):
    answer = filled.search(Query("fihsermen harbour"))
    assert answer.respelt == (("fihsermen", ("fishermen",)),)
    assert filled.search(Query("harbour")).respelt == ()


@pytest.mark.parametrize("text", ["?", "“”", "—", '"', "_", "\x00"])
def test_a_query_without_a_word_is_refused(filled, text):
    with pytest.raises(UsageError, match="no word"):
        filled.search(Query(text))


QUERIES = [
    {},
    {"text": "the"},
    {"mode": Mode.INDIRECT},
    {"speaker": "Bo Winter"},
    {"text": "the", "outlet": "O1"},
]


@pytest.mark.parametrize("asked", QUERIES)
@pytest.mark.parametrize("many", ["none", "common words", "all"])
def test_pages_of_hits_make_up_the_whole_without_gap_or_double(ledger, run, asked, many, monkeypatch):
    """Whether there are few enough to be ranked, to be sorted by their day, or neither."""
    if many != "none":
        monkeypatch.setattr("onrecord.ledger.search.RANKED", {"sqlite": 3, "postgresql": 3})
        monkeypatch.setattr("onrecord.ledger.search.SORTED", 3 if many == "all" else 1000)
        monkeypatch.setattr("onrecord.ledger.fulltext.NEAR", 3)
    for at in range(30):
        day = f"2031-05-{at // 3 + 1:02}"  # several of one day
        ledger.keep(run, make_reading(FERRY + SCHOOL, id=f"p{at}", published=day, outlet=f"O{at % 3}"))
    whole = [hit.key for hit in all_hits(ledger, Query(**asked))]
    assert len(whole) == len(set(whole)) >= 20
    for limit in (1, 7):
        assert [hit.key for hit in all_hits(ledger, Query(**asked), limit)] == whole


@pytest.mark.parametrize("text", ["the", "the council ferry", "ferry"])
def test_a_search_goes_on_as_it_began_though_words_become_common(ledger, run, text, monkeypatch):
    most = {"sqlite": 40, "postgresql": 40}
    monkeypatch.setattr("onrecord.ledger.search.RANKED", most)
    for at in range(8):
        ledger.keep(
            run, make_reading(FERRY + "Ada Crane: the council has the ferry, the old ferry", id=f"p{at}")
        )
    whole = [hit.key for hit in all_hits(ledger, Query(text))]
    first = ledger.search(Query(text), limit=3)
    assert first.ranked
    most.update(sqlite=5, postgresql=5)  # by now all words are common
    assert not ledger.search(Query(text)).ranked
    keys, cursor = [hit.key for hit in first.hits], first.next
    while cursor:
        answer = ledger.search(Query(text), limit=3, cursor=cursor)
        assert answer.ranked
        keys += [hit.key for hit in answer.hits]
        cursor = answer.next
    assert keys == whole


def test_more_than_the_most_is_never_given(ledger, run):
    for at in range(60):
        ledger.keep(run, make_reading(FERRY, id=f"p{at}"))
    assert len(ledger.search(Query(), limit=10_000).hits) == MOST
    assert len(ledger.search(Query(), limit=-5).hits) == 1


def test_a_cursor_is_of_one_query_alone(filled):
    cursor = filled.search(Query("the"), limit=1).next
    forged = [write_cursor(Place(Order.FIT, 0.0, 1, bits), Query("the")) for bits in (0, -1, True, 1.5, "1")]
    broken = [
        *forged,
        cursor[:-2],
        cursor[1:],
        cursor + "AAAA",
        "ö",
        "\x00",
        "",
        "W10",
        "bnVsbA",
        "A" * 100_000,
        "[" * 300,
    ]
    for query, each in [(Query("a"), cursor), *((Query("the"), each) for each in broken if each)]:
        with pytest.raises(UsageError, match="cursor"):
            filled.search(query, cursor=each)


@pytest.mark.parametrize("order", [Order.FIT, Order.ADDED])
def test_without_words_nothing_is_in_the_order_of_words(filled, order):
    cursor = write_cursor(Place(order, 1.0, 1, 1 if order is Order.FIT else 0), Query())
    with pytest.raises(UsageError, match="cursor"):
        filled.search(Query(), cursor=cursor)


def test_a_cursor_that_ranks_by_no_word_does_no_harm(filled):
    cursor = write_cursor(Place(Order.FIT, -100.0, 1, 1 << 100), Query("the"))
    assert len(filled.search(Query("the"), cursor=cursor).hits) == 7


# -- whatever words -------------------------------------------------------------------------------

SCRIPTS = st.sampled_from(
    "the ferry café naïve Œuvre ﬁre ½ CO₂ Straße İstanbul ФЕДЕРАЦИЯ мэр гавань 東京 港 हिन्दी नदी ภาษา العربية ميناء "
    "עִבְרִית Ελλάδα ΛΙΜΆΝΙ ǅ ʼn 10,000 3.5% a_b x-y o'clock #tag @name e\u0301te\u0301 𝔉𝔢𝔯𝔯𝔶 𞤀𞤁 🚢 ‑ … l’eau 🇫🇷".split()
)
SENTENCES = st.lists(SCRIPTS, min_size=1, max_size=12).map(" ".join)
ANY_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
number = itertools.count()


@shared
@given(said=st.lists(SENTENCES | ANY_LINE, min_size=1, max_size=4), data=st.data())
def test_every_statement_is_found_by_any_phrase_of_its_own_words(ledger, said, data):
    run = ledger.begin_run("add", METHOD)
    text = "\n".join(f"Ada Crane: {line}" for line in said)
    kept = ledger.keep(run, make_reading(text, id=f"any-{next(number)}"))
    hits = all_hits(ledger, Query(capture=kept.key))
    assert len(hits) == len(said)
    for hit in hits:
        terms = terms_of(hit.words)
        if not terms:
            continue
        start = data.draw(st.integers(0, len(terms) - 1))
        end = data.draw(st.integers(start + 1, len(terms)))
        phrase = '"' + " ".join(terms[start:end]) + '"'
        assert hit.key in {one.key for one in all_hits(ledger, Query(phrase))}
        assert hit.key in {one.key for one in all_hits(ledger, Query(hit.words.replace('"', " ")))}


@settings(max_examples=15)
@given(pages=st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=1, max_size=4), asked=SENTENCES)
def test_both_databases_find_the_same(_made_file, _server, _made_database, tmp_path_factory, pages, asked):
    import shutil

    file = shutil.copy(_made_file, tmp_path_factory.mktemp("same") / "a.ledger")
    url = _server.create(template=_made_database)
    with Ledger.open(file) as one, Ledger.open(url) as other:
        for ledger in (one, other):
            run = ledger.begin_run("add", Method("1", {}))
            for at, said in enumerate(pages):
                text = "\n".join(f"Ada Crane: {line}" for line in said)
                ledger.keep(run, make_reading(text, id=f"p{at}", published=f"2031-0{at + 1}-01"))
        for query in (
            Query(),
            Query("the"),
            Query(f'"{asked}" the'),
            Query(asked + " ferry"),
            Query(since="2031-02"),
        ):
            try:
                found, again = ({hit.key for hit in all_hits(each, query)} for each in (one, other))
            except UsageError:
                continue
            assert found == again
        assert [hit.key for hit in all_hits(one)] == [hit.key for hit in all_hits(other)]
    _server.drop(url)


ODD = [
    '"', '""', "*", "fer*", "NEAR(ferry harbour)", "NEAR(", "words:ferry", "source : ada", "-ferry", "^ferry", "ferry'",
    "' OR 1=1 --", "%", "_", "&|!<->", "!ferry", "ferry <-> stays", "ferry:*", "a&b|c!d", "(((((", ")", "\\", "{words}: x",
    "AND OR NOT", "ferry AND", "NOT ferry", "ferry\x00stays", "\ud800ferry", "m_direct", "p_1", "facets : m_direct",
    "'ferry':1A", "ferry\nstays", "“ferry”", "«ferry", "ferry" * 5000, "ferry " * 20_000, '"ferry ' * 5000, "港", "мэр",
    "x" * 1_000_000, "e\u0301" * 1000, "\u202eferry", "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 20,
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:20]))
def test_no_query_is_taken_for_a_command(filled, text):
    fields = (
        "text",
        "speaker",
        "outlet",
        "since",
        "until",
        "state",
        "drift",
        "record",
        "capture",
        "mode",
        "kind",
    )
    for name in fields:
        try:
            answer = filled.search(Query(**{name: text}))
        except UsageError as err:
            assert name == "text"
            assert str(err).isprintable()
            continue
        if name not in ("text", "since", "until"):
            assert answer.hits == ()
    filled.like(text)
    filled.speakers(text)
    assert len(all_hits(filled)) == 7  # and nothing came to harm
