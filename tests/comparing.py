"""Readings for comparisons, built by hand from lines of made-up news.

A line "Name: words" is a statement of Name's, in quotation marks where it has them; one that begins
with ">" stands within the statement before it; any other is the outlet's own voice.
"""

import re

from onrecord.model import (
    Attribution,
    Entity,
    EntityKind,
    Mode,
    Part,
    PartKind,
    Reading,
    Snapshot,
    Span,
)

JUNE = """\
Lia Orvane: “We will not stop the ferry this winter, for 400 people a day need it”
Pim Adeyo: the pilings could fail within two years and nobody had paid for repairs
> Ada Crane: nobody had paid for repairs
The board met behind closed doors for three hours.
Tom Wick: “Nobody has asked the guild of ferrymen”
Ruth Calder: the council would ride the last boat to Hask
The guild has 60 members and was founded in 1912.
Mads Holm: tickets to the island would cost a crown more"""

NOVEMBER = """\
Lia Orvane: “We will stop the ferry this winter, for 40 people a day need it”
Ruth Calder: the pilings could fail within two years and nobody had paid for repairs
> Ada Crane: nobody had paid for repairs
The board met for three hours.
Tom Wick: nobody had asked the guild of ferrymen
The council would ride the last boat to Hask.
The guild has 60 members and was founded in 1912.
Ivo Strand: “It is a fine day for gulls”"""

ECHO = """\
Lia Orvane: the ferry would not be stopped this winter
Lia Orvane: “Gulls are not my department”
Pim Adeyo: “The pilings could fail within two years”
The Echo was founded by two sailors."""

GARDENS = """\
Sanna Quill: “Roses need a south wall and patience”
The show opens in May."""


def read_lines(lines: str, title: str = "Ferry news", **facts: str) -> Reading:
    """A reading of some lines, under a headline; ``facts`` go to the snapshot."""
    text, parts, voice, attribs = f"{title}\n", [Part(PartKind.HEADLINE, Span(0, len(title)))], [], []
    for line in lines.splitlines():
        start = len(text)
        nested, name, words = re.fullmatch(r"(> )?(?:([A-Z]\w+ [A-Z]\w+): )?(.*)", line, re.DOTALL).groups()
        text += f"{words}, {name} said.\n" if name else f"{words}\n"
        content = Span(start, start + len(words))
        parts.append(Part(PartKind.BODY, Span(start, len(text) - 1)))
        if not name:
            voice.append(content)
            continue
        is_quote = words.startswith("“")
        at = text.index(name, content.end)
        attribs.append(
            Attribution(
                id=f"s{len(attribs) + 1}",
                source=(Span(at, at + len(name)),),
                cue=(Span(at + len(name) + 1, at + len(name) + 5),),
                content=(content,),
                quoted=(Span(content.start + 1, content.end - 1),) if is_quote else (),
                mode=Mode.DIRECT if is_quote else Mode.INDIRECT,
                parent=attribs[-1].id if nested else None,
                entity=Entity(name, EntityKind.PERSON),
                confidence=0.9,
            )
        )
    snap = Snapshot(
        facts.get("id", "page"), text, tuple(parts), title, **{k: v for k, v in facts.items() if k != "id"}
    )
    return Reading(snap, tuple(attribs), tuple(voice))


def june() -> Reading:
    return read_lines(
        JUNE, "Ferry will not stop", url="https://post.example/ferry", published="2031-06-04T08:00:00Z"
    )


def november() -> Reading:
    return read_lines(
        NOVEMBER,
        "Ferry may stop",
        url="https://www.post.example/ferry/?utm_source=mail",
        published="2031-06-04T08:00:00Z",
        updated="2031-11-20T10:30:00Z",
    )


def echo() -> Reading:
    return read_lines(
        ECHO, "No stop for ferry", id="echo", outlet="Pelmouth Echo", url="https://echo.example/1"
    )


def gardens() -> Reading:
    return read_lines(GARDENS, "Roses", id="gardens")
