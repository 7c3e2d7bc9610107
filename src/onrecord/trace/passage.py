"""A stretch of a record as it is handed on: its words, what stands around it, who spoke it and when."""

from collections.abc import Sequence

from onrecord.model import Passage, Span
from onrecord.trace.index import NOBODY, Index

CONTEXT = 300  # code points shown before and after a passage


def cut_passage(index: Index, record: int, voice: int, spans: Sequence[Span]) -> Passage:
    """Cut a passage out of a record, with what stands around it; of what was said that is, not of a header.

    Args:
        index: the records.
        record: the record's number.
        voice: the speaker's number, or NOBODY.
        spans: code points in the record's text; at least one.
    """
    note = index.note_of(record)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    opens = index.speech_start(record)
    opens = opens if opens <= first else 0
    start = max(opens, first - CONTEXT)
    before = index.text_of(record, start, first)
    after = index.text_of(record, last, last + CONTEXT)
    return Passage(
        note.id,
        tuple(spans),
        " … ".join(index.text_of(record, *span) for span in spans),
        _whole_words_from(before) if start > opens else before,
        _whole_words_to(after) if len(after) == CONTEXT else after,
        index.speakers[voice] if voice != NOBODY else None,
        note.date,
        note.title,
        index.turn_at(record, spans[0].start),
    )


def _whole_words_from(text: str) -> str:
    """The text without the word that its beginning cuts."""
    cut = next((i for i, char in enumerate(text) if char.isspace()), -1)
    return text[cut + 1 :]


def _whole_words_to(text: str) -> str:
    """The text without the word that its end cuts."""
    cut = next((i for i in range(len(text), 0, -1) if text[i - 1].isspace()), len(text))
    return text[:cut]
