"""What a worker and the process that reads for it tell each other: MessagePack, each its own tag."""

from typing import Any

import msgspec

from onrecord.pipeline.bulk.pieces import Piece

Rows = dict[str, list[dict[str, Any]]]


class Job(msgspec.Struct, frozen=True):
    """What pages are read with.

    Attributes:
        index: the folder of the records' index, which is whole; None: nothing is traced.
        entities: a table of known people.
        paraphrases: look for what indirect statements report, too.
        page_seconds: processor time that one page may take.
        page_memory: bytes that the reading process may take.
    """

    index: str | None
    entities: str | None
    paraphrases: bool
    page_seconds: float
    page_memory: int


class Order(msgspec.Struct, frozen=True, tag=True):
    """Read a piece, from slice number ``part`` on, there behind the page ``after``."""

    piece: Piece
    part: int = 0
    after: int | None = None


class Ready(msgspec.Struct, frozen=True, tag=True):
    """Everything is loaded."""


class At(msgspec.Struct, frozen=True, tag=True):
    """This page, or record, is begun; no number: the slice is opened.

    ``passed`` counts the records before it, since the last message of this kind, that were no pages.
    """

    part: int
    number: int | None = None
    passed: dict[str, int] = {}


class Took(msgspec.Struct, frozen=True, tag=True):
    """The page is read: its rows by their table."""

    rows: Rows


class Passed(msgspec.Struct, frozen=True):
    """So many records were no pages, by what they are. It is not sent: a worker makes it of what is."""

    counts: dict[str, int]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The page that was begun cannot be read; where none was, the slice."""

    item: str
    reason: str


class Burst(msgspec.Struct, frozen=True, tag=True):
    """The page needs more memory than it may take; the process ends."""


class Done(msgspec.Struct, frozen=True, tag=True):
    """The piece is read; it took so many seconds of a processor; the process, so many bytes at most."""

    seconds: float
    peak: int
    passed: dict[str, int] = {}


class Unfit(msgspec.Struct, frozen=True, tag=True):
    """Nothing can be read at all: the weights are damaged, say."""

    reason: str


Message = Ready | At | Took | Refused | Burst | Done | Unfit
encode = msgspec.msgpack.Encoder().encode
decode_message = msgspec.msgpack.Decoder(Message).decode
decode_job = msgspec.msgpack.Decoder(Job).decode
decode_order = msgspec.msgpack.Decoder(Order).decode
