"""What a ledger holds → plain dicts ready for ``json``: its nouns by their own fields (docs/ledger.md)."""

from typing import Any

import msgspec

from onrecord.export.jsonl import page_line
from onrecord.model import Answer, Held, HeldRecord, Quotation, Reading, Record

Json = dict[str, Any]


def noun_json(noun: Any) -> Json:
    """A noun by its fields, None where there is nothing to say: a hit, a capture, a judgement, a speaker."""
    plain: Json = msgspec.to_builtins(noun)
    return plain


def answer_json(answer: Answer) -> Json:
    """What a search gave: the statements, the cursor of what comes after, and what was respelt."""
    return {
        "statements": [noun_json(hit) for hit in answer.hits],
        "next": answer.next,
        "ranked": answer.ranked,
        "respelt": {term: list(near) for term, near in answer.respelt},
    }


def held_json(held: Held, reading: Reading | None = None) -> Json:
    """A capture with what is concluded of it.

    Args:
        held: the capture.
        reading: what of it is shown; all when None.
    """
    shown = reading or held.reading
    return {
        **noun_json(held.capture),
        "method": held.method,
        "read": held.read,
        "searched": held.searched,
        "traced": held.traced,
        "keys": {attrib.id: held.keys[attrib.id] for attrib in shown.attributions},
        "page": page_line(shown),
    }


def record_json(held: HeldRecord, record: Record, quotations: tuple[Quotation, ...]) -> Json:
    """A record with its text, its turns, and the stretches that statements were traced to."""
    return {
        **noun_json(held),
        "genre": record.genre,
        "text": record.text,
        "turns": [{"speaker": turn.speaker, "span": list(turn.span)} for turn in record.turns],
        "quotations": [noun_json(quotation) for quotation in quotations],
    }
