"""Bytes to text: which encoding a page is in, and whether it is text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from onrecord.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"{\\rtf")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b\x1a\x1c\x1d\x1e\x1f\x08")
SNIFFED = 4096  # bytes; where HTML must declare itself (the standard asks for the first 1024)
GUESSED = 200_000  # bytes are enough to guess an encoding from, and bound the time it takes
MAX_CONTROL = 0.02  # share of control characters above which bytes are not text


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Decode a page, a byte-order mark left out.

    Tried in this order: the byte-order mark, the encoding declared from outside (an HTTP header),
    one that the page declares itself, UTF-8, and then a guess (charset-normalizer).

    Args:
        data: the page as it came.
        declared: the name of an encoding, where the carrier of the page gave one.

    Raises:
        InputError: it is empty, binary, or in no encoding that can be told.

    Example:
        >>> decode_text("caf\u00e9".encode("utf-16")), decode_text(b"caf\\xe9", "latin-1")
        ('caf\u00e9', 'caf\u00e9')
    """
    if not data.strip():
        raise InputError("is empty")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace"))
    _refuse_binary(data)
    head = data[:SNIFFED]
    inside = _XML.search(head) or _META.search(head)
    for name in (declared, inside and inside[1].decode("ascii", "replace"), "utf-8"):
        text = _try_decode(data, name)
        if text is not None:
            return _checked(text)
    return _checked(_guess(data))


def _refuse_binary(data: bytes) -> None:
    head = data[: 8 * SNIFFED]
    controls = len(head) - len(head.translate(None, _CONTROL))
    if data.startswith(_MAGIC) or b"\0" in head or controls > MAX_CONTROL * len(head):
        raise InputError("is not text: it looks like a binary file")


def _try_decode(data: bytes, name: str | None) -> str | None:
    """Decode strictly; browsers read what calls itself Latin-1 as Windows-1252, and so do we."""
    if not name:
        return None
    try:
        encoding = codecs.lookup(name.strip().lower()).name
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError, AttributeError, AssertionError):
        return None


def _guess(data: bytes) -> str:
    best = from_bytes(data[:GUESSED]).best()
    if best is None:
        raise InputError("is in an encoding that cannot be told: save it as UTF-8")
    return data.decode(best.encoding, "replace")


def _checked(text: str) -> str:
    if "\0" in text[: 8 * SNIFFED]:
        raise InputError("is not text: it looks like a binary file")
    if not text.strip("\ufeff \t\r\n\v\f\u00a0\u200b"):
        raise InputError("is empty")
    return text.removeprefix("\ufeff")
