"""Bytes to text: which encoding a page is in, and whether it is text at all."""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

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
_WIDE = re.compile(r"(?i)utf-?(?:16|32)|ucs|unicode\Z")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b\x1a\x1c\x1d\x1e\x1f\x08")
# Codecs of Python that no page is in: Punycode takes the square of the length, others make half characters.
_NEVER_A_PAGES = frozenset({"punycode", "idna", "utf-7", "unicode-escape", "raw-unicode-escape"})
SNIFFED = 4096  # bytes; where HTML must declare itself (the standard asks for the first 1024)
GUESSED = 200_000  # bytes are enough to guess an encoding from, and bound the time it takes
MAX_CONTROL = 0.02  # share of control characters above which bytes are not text
MAX_LOST = 0.02  # share of characters that a guess may lose; a broken byte or two must not cost a page
MIN_NULS = 0.3  # share of NULs in one half of the bytes: English in UTF-16 has a NUL at every other byte
NOT_TEXT = "is not text: it looks like a binary file; give text, HTML or JSONL"


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Decode a page, a byte-order mark left out.

    Tried in this order: the byte-order mark, UTF-16 without one, the encoding declared from outside
    (an HTTP header), one that the page declares itself, UTF-8, and then a guess (uchardet).

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
    wide = _find_utf16(data[:SNIFFED])
    if wide:
        return _checked(data.decode(wide, "replace"))
    _refuse_binary(data)
    text = _try_decode(data, declared)
    if text is None:
        text = _try_decode(data, _find_declared(data[:SNIFFED]))
    if text is None:
        text = _try_decode(data, "utf-8")
    return _checked(_guess(data) if text is None else text)


def _find_declared(head: bytes) -> str | None:
    """The name of the encoding that a page declares itself."""
    inside = _XML.search(head) or _META.search(head)
    name = inside[1].decode("ascii", "replace") if inside else None
    # Who can be read so far is not in UTF-16, whatever it says: the HTML standard takes it for UTF-8.
    return "utf-8" if name and _WIDE.match(name) else name


def _find_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark, told by where its NULs stand; None where it is not."""
    first, second = head[::2].count(0), head[1::2].count(0)
    if head.startswith(_MAGIC) or min(first, second) > 0 or max(first, second) < MIN_NULS * len(head[::2]):
        return None
    return "utf-16-be" if first else "utf-16-le"


def _refuse_binary(data: bytes) -> None:
    head = data[: 8 * SNIFFED]
    controls = len(head) - len(head.translate(None, _CONTROL))
    if data.startswith(_MAGIC) or b"\0" in head or controls > MAX_CONTROL * len(head):
        raise InputError(NOT_TEXT)


def _try_decode(data: bytes, name: str | None) -> str | None:
    """Decode strictly; browsers read what calls itself Latin-1 as Windows-1252, and so do we."""
    if not name:
        return None
    try:
        encoding = codecs.lookup(name.strip().lower()).name
        if encoding.replace("_", "-") in _NEVER_A_PAGES:
            return None
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError, AttributeError, AssertionError):
        return None


def _guess(data: bytes) -> str:
    name = detect_encoding(data, max_len=GUESSED, from_html_meta=False)
    try:
        text = data.decode(name or "", "replace")
    except LookupError:  # a name of the web's standard that Python does not know
        text = ""
    if not text or text.count("\ufffd") > MAX_LOST * len(text):
        raise InputError("is in an encoding that cannot be told: save it as UTF-8")
    return text


def _checked(text: str) -> str:
    if "\0" in text[: 8 * SNIFFED]:
        raise InputError(NOT_TEXT)
    if all(c.isspace() or c in "\ufeff\u200b" for c in text):
        raise InputError("is empty")
    return text.removeprefix("\ufeff")
