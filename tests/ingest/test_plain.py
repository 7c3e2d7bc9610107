"""The parts of a page of bare text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.boilerplate import is_boilerplate
from onrecord.ingest.credits import gather_evidence, split_credit_line
from onrecord.ingest.datelines import (
    begins_with_label,
    find_bare_dateline,
    find_dateline,
    is_signature,
    read_byline,
)
from onrecord.ingest.plain import read_plain
from onrecord.ingest.stamps import find_stamps, settle_stamps, to_utc
from onrecord.model import PartKind, Snapshot

PAGE = """\
Harbour chief: the ferry is safe
14:20 GMT 07.05.2031 (Updated: 09:05 GMT 11.05.2031)
© Fenwick PicturesPassengers wait beside the ticket office at Hask on a foggy morning.
© Fenwick Pictures
Subscribe
HASK (NNA) - The ferry is safe, harbour chief Tove Brannick said on Wednesday.
© ODO MERRINNNA reporters stand on the slipway at Hask as the ferry comes in, May 6, 2031.
NNA reporters stand on the slipway at Hask as the ferry comes in, May 6, 2031.
© ODO MERRIN
"Nobody will be asked to swim," she added.
Read more: Seven bakeries worth the walk
"""


def _parts(snap: Snapshot) -> list[tuple[str, str, str | None]]:
    return [(p.kind.value, snap.text[p.span.start : p.span.end], p.value) for p in snap.parts]


def test_a_page_saved_as_bare_text():
    caption = "NNA reporters stand on the slipway at Hask as the ferry comes in, May 6, 2031."
    snap = read_plain(Snapshot("page", PAGE))
    assert _parts(snap) == [
        ("headline", "Harbour chief: the ferry is safe", None),
        ("published", "14:20 GMT 07.05.2031", "2031-05-07T14:20:00Z"),
        ("updated", "09:05 GMT 11.05.2031", "2031-05-11T09:05:00Z"),
        ("credit", "© Fenwick Pictures", None),
        ("caption", "Passengers wait beside the ticket office at Hask on a foggy morning.", None),
        ("credit", "© Fenwick Pictures", None),
        ("boilerplate", "Subscribe", None),
        ("dateline", "HASK (NNA) -", "HASK"),
        ("body", "The ferry is safe, harbour chief Tove Brannick said on Wednesday.", None),
        ("credit", "© ODO MERRIN", None),
        ("caption", caption, None),
        ("caption", caption, None),
        ("credit", "© ODO MERRIN", None),
        ("body", '"Nobody will be asked to swim," she added.', None),
        ("boilerplate", "Read more: Seven bakeries worth the walk", None),
    ]
    assert (snap.title, snap.outlet, snap.dateline_place, snap.dateline_agency) == (
        "Harbour chief: the ferry is safe",
        "NNA",
        "HASK",
        "NNA",
    )
    assert (snap.published, snap.updated) == ("2031-05-07T14:20:00Z", "2031-05-11T09:05:00Z")


def test_line_ends_of_any_kind_make_the_same_parts():
    def shown(text: str) -> list[tuple[str, str, str | None]]:
        return _parts(read_plain(Snapshot("page", text)))

    assert shown(PAGE.replace("\n", "\r\n")) == shown(PAGE.replace("\n", "\n\n")) == shown(PAGE)


def test_wrapped_paragraphs_are_joined():
    text = (
        "Ferry runs late\n\nThe ferry to Hask ran two hours late on Monday after fog that\nnobody had foreseen came down on the sound, and its captain\n"
        "waited for the lamp of the lighthouse to be seen from the bridge\nbefore he cast off.\n\nHe has sailed it for thirty years and has never once run upon\nthe rocks.\n"
    )
    body = [p for p in read_plain(Snapshot("page", text)).parts if p.kind is PartKind.BODY]
    assert [text[p.span.start : p.span.end][-9:] for p in body] == ["cast off.", "he rocks."]


LINES = st.sampled_from(PAGE.splitlines()) | st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x85\u2028\u2029"), max_size=60
)


@given(st.lists(LINES, max_size=14), st.none() | st.just("Harbour chief: the ferry is safe"))
def test_parts_lie_in_the_text_in_order_and_lose_no_word(lines, title):
    text = "\n".join(lines)
    snap = read_plain(Snapshot("page", text, title=title))
    assert snap.text == text
    ends = [0, *(p.span.end for p in snap.parts)]
    assert all(
        before <= p.span.start < p.span.end <= len(text) for before, p in zip(ends, snap.parts, strict=False)
    )
    covered = {i for p in snap.parts for i in range(*p.span)}
    lost = "".join(c for i, c in enumerate(text) if i not in covered and c.isalnum())
    assert not lost or snap.published or snap.updated  # the words round a stamp belong to no part


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2031-05-07T14:20:00Z", "2031-05-07T14:20:00Z"),
        ("2031-05-07T14:20:00.123456+05:30", "2031-05-07T08:50:00Z"),
        ("2031-05-07T14:20+0200", "2031-05-07T12:20:00Z"),
        ("2031-05-07", "2031-05-07"),
        ("2031/05/07", "2031-05-07"),
        ("Wed, 07 May 2031 14:20:00 GMT", "2031-05-07T14:20:00Z"),
        ("7 May 2031", "2031-05-07"),
        ("7th of May, 2031", "2031-05-07"),
        ("May 7, 2031", "2031-05-07"),
        ("Sept. 7, 2031 9 a.m. ET", "2031-09-07T13:00:00Z"),
        ("7 January 2031, 09.30am ET", "2031-01-07T14:30:00Z"),
        ("14:20 GMT 07.05.2031", "2031-05-07T14:20:00Z"),
        ("07/05/2031", "2031-05-07"),
        ("07/05/2031 9:00 am EST", "2031-07-05T14:00:00Z"),
        ("05/17/2031", "2031-05-17"),
        ("31.12.99", "1999-12-31"),
        ("12:00 a.m. UTC, 1 March 2031", "2031-03-01T00:00:00Z"),
        ("1 March 2031 00:30 IST", "2031-02-28T19:00:00Z"),
        ("7 May 2031, 14:20", "2031-05-07"),
        ("30 February 2031", None),
        ("99/99/2031", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_to_iso(text, iso):
    assert to_utc(text) == iso


def test_a_weekday_tells_the_day_from_the_month():
    (part,) = settle_stamps(find_stamps("05/07/2031"), "The vote was held on Wednesday.")  # 7 May was one
    assert part.value == "2031-05-07"
    (part,) = settle_stamps(find_stamps("05/07/2031"), "The vote was held on Saturday.")  # 5 July was one
    assert part.value == "2031-07-05"


@pytest.mark.parametrize(
    ("line", "place", "agency", "rest"),
    [
        ("HASK (NNA) - The", "HASK", "NNA", "The"),
        ("PORT SALLOW, Lorrany, Oct 12 (Island Wire) — The", "PORT SALLOW, Lorrany", "Island Wire", "The"),
        ("NORTHMERE — The", "NORTHMERE", None, "The"),
        ("Hask (NNA) – The", "Hask", "NNA", "The"),
        ("HASK, October 12. /NNA/. The", "HASK", "NNA", "The"),
        ("(NNA) — The", None, "NNA", "The"),
    ],
)
def test_datelines(line, place, agency, rest):
    found = find_dateline(line, 0, len(line))
    assert (found.place, found.agency) == (place, agency)
    assert line[found.span.end :].strip() == rest


@pytest.mark.parametrize(
    "line",
    [
        "The mayor - who left - said",
        "I — like others — left",
        "UPDATE - The",
        "Tove Brannick (R-Hask) - a councillor",
        "No",
        "A-level results",
        "WATCH — The film",
    ],
)
def test_no_dateline(line):
    assert find_dateline(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("paragraphs", "place"),
    [
        (["PORT HASK: The board said that the ferry is safe.", "“We swam,” said the mayor."], "PORT HASK"),
        (["HASK: “We swam,” said the mayor.", "She left on Monday."], "HASK"),
        (["BRANNICK: We said that the ferry is safe.", "It was built in Hask."], None),
        (["BRANNICK: The board said it was safe.", "LIND: It was built in Hask."], None),
        (["MODERATOR: The board said it was safe.", "It was built in Hask."], None),
        (["HASK: A town of ferries.", "It has two."], None),
    ],
)
def test_a_place_and_a_colon_before_a_report_is_a_dateline(paragraphs, place):
    text = "\n\n".join(["Harbour chief swims", *paragraphs])
    snap = read_plain(Snapshot("p", text, title="Harbour chief swims"))
    assert snap.dateline_place == place
    body = next(part for part in snap.parts if part.kind is PartKind.BODY)
    assert text[slice(*body.span)].startswith(paragraphs[0].removeprefix(f"{place}: "))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ines Harrowgate", "Ines Harrowgate"),
        ("BY INES HARROWGATE AND ODO MERRIN", "INES HARROWGATE AND ODO MERRIN"),
        ("By Ines Harrowgate, Senior Correspondent", "Ines Harrowgate"),
        ("Words by Ines de la Harrowgate in Hask", "Ines de la Harrowgate"),
        ("By Evening Lantern staff", "Evening Lantern"),
        ("By Friday they had all left the town.", None),
        ("By contrast, Hask Council said no", None),
        ("By the time Tove Brannick spoke", None),
        ("He was bitten by Odo Merrin", None),
    ],
)
def test_bylines(line, names):
    assert read_byline(line) == names


def test_signatures():
    assert is_signature("(Reporting by Ines Harrowgate; Editing by Odo Merrin)")
    assert not is_signature("Reporting on fires is a trade of its own.")


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("© Fenwick", [("credit", "© Fenwick")]),
        ("Photo: Odo Merrin/Getty Images", [("credit", "Photo: Odo Merrin/Getty Images")]),
        (
            "© AFPCrowds on the quay at Hask.",
            [("credit", "© AFP"), ("caption", "Crowds on the quay at Hask.")],
        ),
        (
            "Crowds on the quay. (AP Photo/Odo Merrin)",
            [("caption", "Crowds on the quay."), ("credit", "(AP Photo/Odo Merrin)")],
        ),
        ("File photo: the old pier at Hask", [("caption", "File photo: the old pier at Hask")]),
        ("He told Reuters that the pier was safe.", []),
        ("The photo shows nothing, Brannick said.", []),
        ("(c) the council shall meet on Mondays.", []),
    ],
)
def test_credits(line, pieces):
    parts = split_credit_line(line, 100, gather_evidence([line]))
    assert [(p.kind.value, line[p.span.start - 100 : p.span.end - 100]) for p in parts] == pieces


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("SHARE THIS ARTICLE", True), ("Sign up for our daily letter", True), ("Related: the pier’s long history", True),
        ("© 2031 The Islander. All rights reserved.", True), ("3 min read", True), ("12 comments", True), ("11:40 GMT", True),
        ("Follow @islander on Telegram", True), ("Share prices fell on Monday, the bank said.", False),
        ("More than 40 people were hurt.", False), ("Related work was shown by Ms Brannick at Hask in May.", False),
        ("Follow the money, she said.", False), ("At 11:40 GMT the ferry left.", False), ("We use cookies " + "and milk " * 40, False),
    ],
)  # fmt: skip
def test_furniture(line, furniture):
    assert is_boilerplate(line) is furniture


def test_blanks_without_end_before_a_bar_cost_little():
    text = "The pier\n\nBy Ann" + " " * 1_000_000 + "Roe | The Post\n\nThe pier stays open, she said.\n"
    assert read_plain(Snapshot("a", text)).text == text


def test_capitals_and_dashes_without_end_are_no_place():
    line = "A-" * 20_000
    assert not begins_with_label(line, 0, len(line))
    assert find_bare_dateline(line, 0, len(line)) is find_dateline(line, 0, len(line)) is None
