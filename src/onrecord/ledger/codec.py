"""The nouns ⇄ what a ledger keeps of them: JSON by their fields, and compressed where it is read whole."""

import hashlib
import zlib
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from onrecord.errors import InputError, LedgerError
from onrecord.model import Attribution, Method, Reading, Record, Snapshot, Spans, Trace
from onrecord.text.times import now as now

KEY = 16  # hexadecimal digits of a key: among ten million, two are alike once in 400,000 ledgers
MAX_NAME = 400  # code points of an id that is looked up by: an index of PostgreSQL holds 2,700 bytes
MAX_TIME = 40  # code points of a time: an ISO 8601 one has 35 at most
LINE = 300  # code points of a name, a title or an outlet as lists show it
_LEVEL = 6  # of compression; 9 saves a hundredth more at twice the time

_HEX = frozenset("0123456789abcdef")

T = TypeVar("T")
Traces = dict[str, tuple[Trace, ...]]


@dataclass(frozen=True, slots=True)
class Detail:
    """What a reading is beside its snapshot and its traces."""

    attributions: tuple[Attribution, ...]
    own_voice: Spans = ()
    judgements: Spans = ()
    contestable: Spans = ()
    headline_basis: str | None = None

    @classmethod
    def of(cls, reading: Reading) -> "Detail":
        """Take a reading apart."""
        return cls(
            reading.attributions,
            reading.own_voice,
            reading.judgements,
            reading.contestable,
            reading.headline_basis,
        )

    def with_page(self, snap: Snapshot, traces: Traces) -> Reading:
        """Put a reading together again."""
        return Reading(
            snap,
            self.attributions,
            self.own_voice,
            self.judgements,
            self.contestable,
            self.headline_basis,
            traces,
        )


def key_of(*parts: str) -> str:
    """The key of what these parts tell from all else; none of them but the last may hold a line's end."""
    seen = "\n".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(seen).hexdigest()[:KEY]


def line_of(words: str, most: int = LINE) -> str:
    """Words in one line, without what a database or a reader would stumble over, cut to a length.

    Example:
        >>> line_of("one\\x00two\\n three", 9)
        'one two t'
    """
    plain = words[: most * 2]
    if not plain.isprintable():
        plain = "".join(c if c.isprintable() else " " for c in plain)
    return " ".join(plain.split())[:most]


def name_of(name: str) -> str:
    """What an id is looked up by: itself, or its beginning and its hash where no index would take it.

    Example:
        >>> name_of("talk-7"), name_of("x" * 1000)[-20:]
        ('talk-7', 'xx #44f8354494a5ba03')
    """
    if len(name) <= MAX_NAME and name.isprintable():
        return name
    return f"{line_of(name, 100)} #{key_of(name)}"


def is_key(key: str) -> bool:
    """Whether this could be a key at all; what is not is in no ledger, and no database is asked for it."""
    return len(key) == KEY and _HEX.issuperset(key)


def sha_of(*parts: bytes) -> str:
    """The hash of what is kept."""
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def method_key(method: Method) -> str:
    """The key of a way of concluding."""
    return key_of(method.version, dump(method.settings))


def record_sha(record: Record) -> str:
    """The hash of a record's words and of who says which."""
    turns = dump([record.speakers, record.turns, record.title, record.date, record.genre, record.url])
    return hashlib.sha256((turns + "\n" + record.text).encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(record: Record) -> tuple[str, str]:
    """What a record adds to the digest of all: the key of its id, and its hash."""
    return name_of(record.id), record_sha(record)


def dump(value: Any) -> str:
    """A noun as JSON, its keys in order.

    Raises:
        InputError: it holds half of a surrogate pair, which is no text.
    """
    try:
        return msgspec.json.encode(value, order="deterministic").decode()
    except UnicodeEncodeError as err:
        raise _no_text() from err


def load(stored: str, kind: type[T]) -> T:
    """A noun from its JSON.

    Raises:
        LedgerError: it is damaged.
    """
    try:
        return msgspec.json.decode(stored, type=kind)
    except (msgspec.DecodeError, ValueError) as err:
        raise LedgerError("a finding in the ledger is damaged; onrecord verify tells which") from err


def pack(value: Any) -> bytes:
    """A noun as compressed JSON."""
    return zlib.compress(dump(value).encode(), _LEVEL)


def unpack(stored: bytes, kind: type[T]) -> T:
    """A noun from compressed JSON.

    Raises:
        LedgerError: it is damaged.
    """
    return load(unpack_text(stored), kind)


def pack_text(text: str) -> bytes:
    """A text, compressed.

    Raises:
        InputError: it holds half of a surrogate pair, which is no text.
    """
    try:
        return zlib.compress(text.encode(), _LEVEL)
    except UnicodeEncodeError as err:
        raise _no_text() from err


def unpack_text(stored: bytes) -> str:
    """A text from its compressed form.

    Raises:
        LedgerError: it is damaged.
    """
    try:
        return zlib.decompress(stored).decode()
    except (zlib.error, UnicodeDecodeError) as err:
        raise LedgerError("a text in the ledger is damaged; onrecord verify tells which") from err


def dump_meta(noun: Snapshot | Record) -> str:
    """A snapshot or record without its text."""
    return dump(replace(noun, text=""))


def _no_text() -> InputError:
    return InputError("holds half of a surrogate pair, which is no text and cannot be kept")
