"""Words that the page itself sets off: whose they are, and how far they go."""

import pytest

from onrecord.extract import extract_attributions, find_own_voice
from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.set_off import SetOff, take_set_off
from onrecord.extract.laid_out.signatures import find_signature
from onrecord.ingest import read_page
from onrecord.model import Mode, PartKind, Snapshot, Span
from tests.extract.words import cut

STORY = "<p>The eastern dam leaked again on Monday, and the ferries ran as they do on any other day.</p>"
END = "<p>Talks go on. The gates are closed at night.</p>"
WORDS = "The gates stay open until the tide has gone."
MORE = "Nobody needs to leave the quay."


def _read(inner, tagger):
    markup = f"<html><body><article><h1>Dam leaks</h1>{STORY}{inner}{END}</article></body></html>"
    snap = read_page(markup.encode(), Snapshot("page", ""), is_html=True)
    found = extract_attributions(snap, tagger)
    return [(cut(snap.text, a.source), cut(snap.text, a.content)) for a in found if a.mode is Mode.DIRECT]


def _quote(*lines):
    return f"<blockquote>{''.join(f'<p>{line}</p>' for line in lines)}</blockquote>"


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("Mira Orvane wrote on Tuesday:", "Mira Orvane"),
        ("In a statement, Orvane said the following.", "Orvane"),
        ("Here’s what Orvane said:", "Orvane"),
        ("The full statement by Jonas Pell, head of the union:", "Jonas Pell, head of the union"),
    ],
)
def test_what_is_set_off_is_theirs_whom_the_line_above_names(tagger, lead, source):
    assert _read(f"<p>{lead}</p>{_quote(WORDS, MORE)}", tagger) == [(source, f"{WORDS} … {MORE}")]


def test_a_letter_speaks_for_who_wrote_it(tagger):
    ((source, words),) = _read(f"<p>Her letter to the board reads in part:</p>{_quote(WORDS, MORE)}", tagger)
    assert source in ("Her", "Her letter to the board")
    assert words == f"{WORDS} … {MORE}"


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        (f"{_quote(WORDS)}<p>— Rex Malloy, ferry captain</p>", "Rex Malloy, ferry captain"),
        (_quote(WORDS, "— Rex Malloy"), "Rex Malloy"),
        (f"<blockquote><p>{WORDS}</p><cite>Rex Malloy</cite></blockquote>", "Rex Malloy"),
        (
            f"<blockquote class='twitter-tweet'><p>{WORDS}</p>&mdash; Rex Malloy (@rmalloy) <a>June 3, 2024</a></blockquote>",
            "Rex Malloy",
        ),
    ],
)
def test_what_is_set_off_is_theirs_who_sign_it(tagger, quote, source):
    assert _read(f"<p>One note hung on the wall.</p>{quote}", tagger) == [(source, WORDS)]


def test_nobody_is_named_out_of_thin_air(tagger):
    assert _read(f"<p>The by-law dates from 1911.</p>{_quote(WORDS)}", tagger) == []
    assert _read(_quote(WORDS), tagger) == []


def test_marks_of_its_own_are_not_doubled(tagger):
    assert _read(f"<p>Orvane said:</p>{_quote(f'“{WORDS}', f'“{MORE}”')}", tagger) == [
        ("Orvane", f"“{WORDS} … “{MORE}”")
    ]
    told = _read(_quote("“It leaks,” said Jonas Pell, a fisherman. “It has leaked since May.”"), tagger)
    assert told == [("Jonas Pell, a fisherman", "“It leaks,” … “It has leaked since May.”")]


def test_of_some_within_each_other_the_one_that_is_brought_counts(tagger):
    inner = f"<p>Mira Orvane wrote on Tuesday:</p>{_quote(WORDS)}"
    assert _read(f"<p>It was a long day.</p><blockquote>{inner}<p>So.</p></blockquote>", tagger) == [
        ("Mira Orvane", WORDS)
    ]


def test_a_guess_does_not_run_on_into_what_the_page_sets_off(tagger):
    found = _read(
        f"<p>Mira Orvane wrote on Tuesday:</p>{_quote(WORDS)}<p>We walked home along the quay.</p>", tagger
    )
    assert found == [("Mira Orvane", WORDS)]


def test_what_is_set_off_is_not_the_outlets_own():
    text = f"The by-law is old.\n\n{WORDS}"
    at = Span(text.index(WORDS), len(text))
    assert find_own_voice(text, [Span(0, len(text))], [], [at]) == (Span(0, 18),)


@pytest.mark.parametrize(
    "line",
    [
        "— We will build it.",
        "– and then we left",
        "So it goes.",
        "— Nobody knows why:",
        "— " + "Ada Crane " * 30,
        "— The council will meet on Monday to hear more",
        "— The council meets again on Monday",
        "— The council, which met on Monday, will hear more",
        "– The fine is 30 crowns",
        "– The removal of the fence",
        "— A list of demands",
        "— Trains to Elm will be late",
        "— Lights on the bridge",
        "- A new bench",
        "- The mayor of Elm",
        "- Lights on every bridge",
        "- @acrane 18%",
    ],
)
def test_no_signature(line):
    text = f"{WORDS}\n{line}"
    last = Span(len(WORDS) + 1, len(text))
    assert find_signature(text, [Span(0, len(WORDS)), last], None, []) is None
    assert find_signature(text, [Span(0, len(WORDS))], None, [last]) is None


@pytest.mark.parametrize(
    "line",
    [
        "— The mayor of Elm",
        "— The former deputy harbourmaster, who will retire in May",
        "— A resident of Elm",
        "— The editors",
        "— The Elm Gazette",
        "— Will Crane",
        "— Maria from Leeds",
        "- Ada Crane, head of the port",
        "- Ada",
        "-- Ada Crane",
        "- Ada Crane (@acrane)",
    ],
)
def test_signature(line):
    text = f"{WORDS}\n{line}"
    words, last = Span(0, len(WORDS)), Span(len(WORDS) + 1, len(text))
    for signed in (
        find_signature(text, [words, last], None, []),
        find_signature(text, [words], None, [last]),
    ):
        assert signed is not None
        assert signed.content == [words]
        assert text[slice(*signed.source[0])] == line.strip("- —").partition(" (")[0]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_points_of_a_list_sign_nothing(dash):
    lines = [
        WORDS,
        f"{dash} Mira Orvane",
        f"{dash} Rex Malloy",
        "Ada Crane",
        f"{'—' if dash == '-' else '-'} Jonas Pell",
    ]
    text = "\n".join(lines)
    ends = [len("\n".join(lines[: k + 1])) for k in range(len(lines))]
    one, two, three, four, five = (Span(e - len(line), e) for e, line in zip(ends, lines, strict=True))
    assert find_signature(text, [one, two, three], None, []) is None
    assert find_signature(text, [one, two], None, [three, four]) is None
    assert find_signature(text, [one], None, [two, three]) is None
    assert find_signature(text, [one, two], None, [four]) is not None
    assert find_signature(text, [one, two, three, four], None, [five]) is not None


def test_arrows_of_plain_text_are_none_of_the_words(tagger):
    text = f"{'The dam leaked again on Monday. ' * 3}\n\nOrvane wrote to the board:\n\n> {WORDS}\n>\n> {MORE}\n\nTalks go on."
    snap = read_page(text.encode(), Snapshot("page", ""))
    (said,) = (a for a in extract_attributions(snap, tagger) if a.mode is Mode.DIRECT)
    assert [snap.text[s:e] for s, e in said.content] == [WORDS, MORE]
    assert len(snap.spans_of(PartKind.QUOTATION)) == 1


def _read_plain(lines, tagger):
    lead = "The eastern dam leaked again on Monday, and the ferries ran as on any other day. " * 2
    snap = read_page(f"{lead}\n\n{lines}\n\nTalks go on.".encode(), Snapshot("page", ""))
    found = (a for a in extract_attributions(snap, tagger) if a.mode is Mode.DIRECT)
    return [tuple([snap.text[s:e] for s, e in spans] for spans in (a.source, a.content)) for a in found]


def test_a_list_is_theirs_who_wrote_it_and_not_its_last_points(tagger):
    points = [
        "We ask for three things.",
        "- Lights on the bridge",
        "- A new bench",
        "- The removal of the fence",
    ]
    quote = "\n".join(f"> {point}" for point in points)
    found = _read_plain(f"Residents wrote to the council on Monday:\n\n{quote}", tagger)
    assert found == [(["Residents"], points)]


@pytest.mark.parametrize("gap", ["\n\n", "\n>\n", "\n>\n\n", "\n\n>\n"])
def test_arrows_apart_by_an_empty_line_go_on(tagger, gap):
    found = _read_plain(f"Ada Crane wrote to the board:\n\n> {WORDS}{gap}> {MORE}", tagger)
    assert found == [(["Ada Crane"], [WORDS, MORE])]


@pytest.mark.parametrize(
    ("between", "source"), [("The board met.", "Ada Crane"), ("> — Rex Malloy", "Rex Malloy")]
)
def test_arrows_below_other_words_do_not_go_on(tagger, between, source):
    found = _read_plain(f"Ada Crane wrote to the board:\n\n> {WORDS}\n{between}\n\n> {MORE}", tagger)
    assert found == [([source], [WORDS])]


def test_a_sentence_behind_a_dash_signs_nothing(tagger):
    below = "<p>— The council will meet on Monday to hear more</p>"
    assert _read(f"<p>Mira Orvane wrote on Tuesday:</p>{_quote(WORDS)}{below}", tagger) == [
        ("Mira Orvane", WORDS)
    ]


def test_stretches_without_an_owner_are_told():
    text = f"Ada Crane wrote:\n{WORDS}\n{MORE}"
    first, second = Span(17, 17 + len(WORDS)), Span(18 + len(WORDS), len(text))
    blocks = [SetOff([first], lead=Span(0, 16), is_announced=True), SetOff([second])]
    told = Draft([Span(0, 9)], [Span(10, 15)], [first], 0.9, How.TAGGED)
    drafts, unowned = take_set_off(text, [told], blocks)
    assert (drafts, unowned) == ([], [blocks[1]])
    assert blocks[0].owner is not None
