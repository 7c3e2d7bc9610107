"""Text wrapped at a column: paragraphs broken into lines of even width."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Part, PartKind, Span

WIDTH = 100  # columns; editors wrap text at 60 to 80
_JOINED = (PartKind.BODY, PartKind.CAPTION)


def is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Say whether a text's paragraphs are broken into lines, with blank lines between them."""
    broken = 0
    for before, after in pairwise(lines):
        width = before.end - before.start
        if width > WIDTH:
            return False
        runs_on = text[before.end - 1] not in ".!?:”\"'" and width > WIDTH // 2
        broken += runs_on and _is_next_line(text, before.end, after.start)
    return broken * 2 > len(lines)


def join_wrapped(text: str, parts: Sequence[Part]) -> list[Part]:
    """Join the lines of a paragraph or of a caption into one part."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda p: p.span):
        last = joined[-1] if joined else None
        same = last and last.kind is part.kind and part.kind in _JOINED
        if last and same and _is_next_line(text, last.span.end, part.span.start):
            joined[-1] = replace(last, span=Span(last.span.start, part.span.end))
        else:
            joined.append(part)
    return joined


def _is_next_line(text: str, end: int, start: int) -> bool:
    return len(text[end:start].replace("\r\n", "\n").strip(" \t")) == 1
