"""What a page sets off as quoted is kept, and is told apart from what only repeats it."""

import pytest

from onrecord.ingest import read_page, read_plain
from onrecord.model import PartKind, Snapshot

STORY = (
    "<p>The eastern dam at Hask leaked again on Monday, and the board of the port was told by noon. "
    "“Nobody closed the gates,” said Mira Orvane, who runs it.</p>"
)
END = "<p>The ferries ran all day.</p>"
WORDS = "The gates stay open until the tide has gone."


def _read(inner: str, title: str = "Dam leaks") -> Snapshot:
    markup = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{inner}</article></body></html>"
    return read_page(markup.encode(), Snapshot("page", ""), is_html=True)


def _set_off(snap: Snapshot) -> list[tuple[str, str | None]]:
    return [(snap.text[slice(*p.span)], p.value) for p in snap.parts if p.kind is PartKind.QUOTATION]


@pytest.mark.parametrize(
    ("quote", "kept"),
    [
        (f"<blockquote>{WORDS}</blockquote>", [(WORDS, None)]),
        (f"<blockquote><p>{WORDS}</p><p>So it is.</p></blockquote>", [(f"{WORDS}\n\nSo it is.", None)]),
        (
            f"<blockquote><p>{WORDS}</p><footer>— <cite>Ada Crane</cite></footer></blockquote>",
            [(f"{WORDS}\n\n— Ada Crane", "— Ada Crane")],
        ),
        (
            f"<blockquote><p>{WORDS}</p><cite>Ada Crane</cite></blockquote>",
            [(f"{WORDS}\n\nAda Crane", "Ada Crane")],
        ),
        (
            f"<blockquote><p>{WORDS}<cite>Ada Crane</cite></p></blockquote>",
            [(f"{WORDS} Ada Crane", "Ada Crane")],
        ),
        (
            f"<figure><blockquote>{WORDS}</blockquote><figcaption>Ada Crane, mayor</figcaption></figure>",
            [(f"{WORDS}\n\nAda Crane, mayor", "Ada Crane, mayor")],
        ),
        (
            "<blockquote><p>I read <cite>Blue Kettle</cite> twice that year.</p></blockquote>",
            [("I read Blue Kettle twice that year.", None)],
        ),
        ("<blockquote></blockquote><blockquote> <p> </p></blockquote>", []),
        (
            f"<blockquote><p>{WORDS}</p><blockquote><p>So they say.</p></blockquote></blockquote>",
            [(f"{WORDS}\n\nSo they say.", None), ("So they say.", None)],
        ),
        (f"<blockquote><blockquote>{WORDS}</blockquote></blockquote>", [(WORDS, None)]),
        (f"<blockquote>\ufdd1{WORDS}</blockquote>\ufdd0", []),  # what marks it is no text of the page's
    ],
)
def test_what_is_set_off_is_kept_with_who_signs_it(quote, kept):
    snap = _read(STORY + quote + END)
    assert _set_off(snap) == kept
    assert not {"\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"} & {*snap.text}
    assert snap.text.endswith("The ferries ran all day.")


def test_the_body_is_still_body_where_it_is_set_off():
    snap = _read(f"{STORY}<blockquote>{WORDS}</blockquote>{END}")
    assert WORDS in [snap.text[slice(*span)] for span in snap.spans_of(PartKind.BODY)]
    assert list(snap.parts) == sorted(snap.parts, key=lambda part: part.span)


@pytest.mark.parametrize(
    ("quote", "is_kept"),
    [
        ("<blockquote>“Nobody closed the gates”</blockquote>", False),
        ("<blockquote><p>Nobody closed the gates</p><cite>Mira Orvane</cite></blockquote>", False),
        ("<aside class='pullquote'>Nobody closed the gates</aside>", False),
        ("<p>Orvane wrote:</p><blockquote>Nobody closed the gates</blockquote>", True),
        ("<blockquote>Nobody closed the gates but me.</blockquote>", True),
        ("<blockquote>The gates</blockquote>", True),  # too short to be sure
    ],
)
def test_what_only_repeats_the_article_is_no_quotation(quote, is_kept):
    snap = _read(STORY + quote + END)
    assert bool(_set_off(snap)) == is_kept
    assert snap.text.count("Nobody closed the gates") == 1 + (is_kept and "Nobody" in quote)


def test_a_whole_article_in_a_blockquote_is_not_quoted_but_what_it_sets_off_is():
    snap = _read(f"<blockquote>{STORY}<p>Crane said:</p><blockquote>{WORDS}</blockquote>{END}</blockquote>")
    assert _set_off(snap) == [(WORDS, None)]


def test_entries_of_one_page_keep_what_each_sets_off():
    entry = (
        "<article><p>At {0} the board met in the hall by the quay, and wrote to the mayor.</p>{1}</article>"
    )
    quotes = ["<blockquote>One boat is lost.</blockquote>", "<blockquote>Two boats are back.</blockquote>"]
    body = "".join(entry.format(hour, quote) for hour, quote in zip(("noon", "six"), quotes, strict=True))
    snap = read_page(f"<html><body>{body}</body></html>".encode(), Snapshot("page", ""), is_html=True)
    assert _set_off(snap) == [("One boat is lost.", None), ("Two boats are back.", None)]


def test_a_caption_below_a_picture_signs_nothing():
    figure = f"<figure><img src='a.jpg'><blockquote>{WORDS}</blockquote><figcaption>The dam in May</figcaption></figure>"
    snap = _read(STORY + figure + END)
    assert _set_off(snap) == [(WORDS, None)]
    assert [snap.text[slice(*s)] for s in snap.spans_of(PartKind.CAPTION)] == ["The dam in May"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("She said <q>no</q> twice.", "She said “no” twice."),
        ("She said <q>it is <q>odd</q> here</q>.", "She said “it is ‘odd’ here”."),
        ("She said “<q>no</q>” twice.", "She said “no” twice."),
        ("She said <q>“no”</q> twice.", "She said “no” twice."),
        ("She said <q></q>nothing.", "She said nothing."),
    ],
)
def test_q_has_the_marks_that_a_browser_shows(markup, text):
    assert text in _read(f"{STORY}<p>{markup}</p>{END}").text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_plain_text_behind_an_arrow_are_set_off(end):
    lines = [
        "Dam leaks",
        "",
        "Orvane wrote:",
        "",
        "> It leaks.",
        ">",
        "> Badly.",
        "",
        "Pell replied:",
        "> No > yes.",
    ]
    snap = read_plain(Snapshot("page", end.join(lines)))
    assert snap.text == end.join(lines)
    assert _set_off(snap) == [(end.join(lines[4:7]), None), ("> No > yes.", None)]


def test_ten_thousand_stretches_are_read_in_their_order():
    snap = _read(
        STORY + "".join(f"<blockquote>Boat {i} is lost.</blockquote><p>So.</p>" for i in range(10_000))
    )
    assert [words for words, _ in _set_off(snap)] == [f"Boat {i} is lost." for i in range(10_000)]
