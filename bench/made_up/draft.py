"""A page while it is written: its text grows, and what is said on it is noted as it is put down.

An attribution's id hashes the whole text (see `onrecord.extract.settling`), so attributions are settled
when the page is done; until then a parent is known by its number.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from bench.made_up.wordings import Carried, place_alignment
from onrecord.extract.cues import read_cue
from onrecord.model import (
    Attribution,
    Caution,
    CautionKind,
    Mode,
    Part,
    PartKind,
    Reading,
    Snapshot,
    Span,
    Spans,
    Trace,
)

cue_of = lru_cache(1_000)(read_cue)  # a page has the same few cues over and over


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a statement: where its words stand, without the comma or stop that the page sets after them.

    ``carried`` is the wording that it is, None where no record has it; ``is_another``: the page gives it to
    someone who did not say it.
    """

    spans: Spans
    carried: Carried | None = None
    is_another: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A statement as noted: all but its id, its parent by number, and its quote."""

    attrib: Attribution
    parent: int | None
    quote: Quote | None


class Draft:
    """The text so far, with its parts, statements and the outlet's own sentences."""

    def __init__(self) -> None:
        self.text = ""
        self.parts: list[Part] = []
        self.noted: list[Noted] = []
        self.own: list[Span] = []
        self.named: dict[str, Span] = {}  # who has been named in full, and where

    def put(self, words: str) -> Span:
        """Write on; where it stands."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def put_part(self, kind: PartKind, words: str, value: str | None = None) -> Span:
        """Write a part of the page that is a paragraph of its own."""
        span = self.put(words)
        self.parts.append(Part(kind, span, value))
        self.put("\n\n")
        return span

    def end_body(self, start: int) -> None:
        """End a paragraph of the body that began at ``start``."""
        self.text = self.text.rstrip(" ")
        self.parts.append(Part(PartKind.BODY, Span(start, len(self.text))))
        self.put("\n\n")

    def reserve(self) -> int:
        """Keep a number for a statement whose children are noted before it is complete."""
        self.noted.append(_EMPTY)
        return len(self.noted) - 1

    def note(self, number: int, attrib: Attribution, parent: int | None, quote: Quote | None = None) -> None:
        """Note a statement; its kind, stance and polarity are what its cue says."""
        act = cue_of(" ".join(self.text[s:e] for s, e in attrib.cue))
        attrib = replace(attrib, kind=act.kind, stance=act.stance, polarity=act.polarity)
        self.noted[number] = Noted(attrib, parent, quote)

    def settle(self, snap: Snapshot, searched: int) -> Reading:
        """The reading of the finished page.

        Args:
            snap: the page without text and parts.
            searched: how many records its quotes were looked for in.
        """
        text = self.text.rstrip()
        snap = replace(snap, text=text, parts=tuple(self.parts))
        digest = snap.sha256
        ids = [identify(digest, noted.attrib) for noted in self.noted]
        attribs, basis = list[Attribution](), None
        traces: dict[str, tuple[Trace, ...]] = {}
        for key, noted in zip(ids, self.noted, strict=True):
            parent = ids[noted.parent] if noted.parent is not None else None
            attribs.append(replace(noted.attrib, id=key, parent=parent))
            if noted.quote:
                traces[key] = (_trace(noted.quote, noted.attrib, searched),)
            is_below = noted.attrib.source[0].start > self.parts[0].span.end
            basis = basis or (key if is_below and noted.attrib.mode is not Mode.MIXED else None)
        return Reading(snap, tuple(attribs), tuple(self.own), headline_basis=basis, traces=traces)


_EMPTY = Noted(Attribution("", (), (), ()), None, None)


def identify(digest: str, attrib: Attribution) -> str:
    """An attribution's id as the extractor makes it.

    Args:
        digest: the page's ``sha256``.
        attrib: the attribution.
    """
    seen = repr((digest, sorted(attrib.source), sorted(attrib.cue), sorted(attrib.content)))
    return hashlib.sha256(seen.encode()).hexdigest()[:12]


def _trace(quote: Quote, attrib: Attribution, searched: int) -> Trace:
    span = Span(attrib.quoted[0].start, attrib.quoted[-1].end)
    carried = quote.carried
    if carried is None:
        return Trace(span, searched, reasons=(f"no passage of these {searched} records shares its words",))
    speaker = carried.passage.speaker
    named = attrib.entity.name if attrib.entity else None
    against = f"said by {speaker}, where the page has “{named}”"
    return Trace(
        span,
        searched,
        carried.passage,
        place_alignment(carried.alignment, *quote.spans),
        carried.drift,
        score=round(carried.alignment.similarity * (0.7 if quote.is_another else 0.98), 4),
        reasons=(against if quote.is_another else f"said by {speaker}, as the page has it",),
        cautions=(Caution(CautionKind.ANOTHER_SPEAKER, against),) if quote.is_another else (),
    )
