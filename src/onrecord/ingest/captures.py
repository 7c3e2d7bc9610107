"""One record of a WARC file (ISO 28500): what it is, whether it is a page, and the page in it."""

import base64
import hashlib
import re
from typing import Literal

from fastwarc.warc import WarcRecord

from onrecord.errors import InputError
from onrecord.ingest.files import MAX_PAGE
from onrecord.ingest.html import looks_like_html
from onrecord.ingest.members import NO_RECORD, DamageError
from onrecord.ingest.page import make_slug, read_page
from onrecord.ingest.stamps import to_utc
from onrecord.model import Snapshot

Header = dict[bytes, bytes]  # the fields of a record's header, their names in small letters

_PAGES = frozenset({b"response", b"resource", b"conversion"})
_OTHERS = frozenset({b"request", b"metadata", b"revisit", b"warcinfo", b"continuation"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MEDIA = frozenset("application audio font image message model multipart text video".split())
_FIRST = re.compile(rb"WARC/\d\.\d\r?\n")
_LENGTH = re.compile(rb"\d{1,15}")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_TYPE = re.compile(rb"^content-type:[ \t]*([\w.+-]{1,40}/[\w.+-]{1,80})", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
# Crawlers undo a coding, and leave the header that tells of it.
_CODINGS: tuple[Literal["all", "content", "transfer", "none"], ...] = ("all", "content", "transfer", "none")
_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
MAX_HEAD = 65_536  # bytes of the server's header
MAX_ADDRESS = 2_000  # characters; longer ones no browser takes


def parse_header(head: bytes) -> Header:
    """Read a record's header.

    Raises:
        DamageError: it is none.
    """
    if not _FIRST.match(head):
        raise DamageError(NO_RECORD)
    pairs = (line.partition(b":") for line in head.splitlines()[1:])
    header: Header = {}
    for name, _, value in pairs:
        header.setdefault(name.strip().lower(), value.strip())
    return header


def length_of(header: Header) -> int:
    """How many bytes a record's block has; raises DamageError where its header does not say."""
    said = header.get(b"content-length", b"")
    if not _LENGTH.fullmatch(said):
        raise DamageError("has no length")
    return int(said)


def address_of(header: Header) -> str:
    """The address of what was captured, as far as it is one; "" where the header gives none."""
    return header.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace")


def why_no_page(header: Header, start: bytes) -> str | None:
    """Say what a record is that is no page, in words of which there are but a few hundred; None for a page.

    Args:
        header: the record's.
        start: the first bytes of its block, at least ``MAX_HEAD`` of them where there are so many.
    """
    kind = header.get(b"warc-type", b"").lower()
    if kind not in _PAGES:
        return f"{kind.decode()} record" if kind in _OTHERS else "record of another kind"
    if not address_of(header).lower().startswith(("http://", "https://")):
        return "record without a web address"
    if not _is_http(header):
        mime = header.get(b"content-type", b"").partition(b";")[0].strip().lower()
        return _why_no_text(mime.decode("ascii", "replace"), start)
    status = _STATUS.match(start)
    if not status:
        return None  # it cannot be read, and that is told
    if status[1] != b"200":
        return f"HTTP status {status[1].decode()}"
    said, _, body = _cut(start)
    return _why_no_text(_type_of(said), body)


def make_page(header: Header, head: bytes, block: bytes) -> Snapshot:
    """Read the page in a record.

    Args:
        header: the record's.
        head: the same as it stands in the file.
        block: what follows it, whole.

    Raises:
        InputError: it cannot be read.
    """
    address = address_of(header)
    if len(address) > MAX_ADDRESS or not address.isprintable():
        raise InputError("has an address that is none")
    try:
        slug = make_slug(address)
    except ValueError as err:
        raise InputError("has an address that is none") from err
    captured = to_utc(header.get(b"warc-date", b"").decode("ascii", "replace"))
    # pages of many outlets have the same path: the id must differ, and be the same whichever piece is read
    key = f"{slug}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
    snap = Snapshot(key, "", url=address, captured=captured)
    if not _is_http(header):
        mime = header.get(b"content-type", b"").decode("ascii", "replace").lower()
        return read_page(
            block, snap, is_html=mime.partition(";")[0].strip() in _HTML, charset=_charset_in(mime)
        )
    if not _STATUS.match(block):
        raise InputError("has no HTTP header that can be read")
    body, charset = _unpack(head + block)
    return read_page(body, snap, is_html=_type_of(_cut(block[:MAX_HEAD])[0]) in _HTML, charset=charset)


def digest_fits(header: Header, block: bytes) -> bool:
    """Whether a block is what its header says, by the digest there; true where there is none that we know."""
    algorithm, _, said = header.get(b"warc-block-digest", b"").decode("ascii", "replace").partition(":")
    data = block
    if not said:
        algorithm, _, said = header.get(b"warc-payload-digest", b"").decode("ascii", "replace").partition(":")
        data = _cut(block)[2] if _is_http(header) else block
    if algorithm.lower() not in _DIGESTS:
        return True
    digest = hashlib.new(algorithm.lower(), data, usedforsecurity=False)
    return said.lower() in (digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower())


def _is_http(header: Header) -> bool:
    return header.get(b"content-type", b"").lower().startswith(b"application/http")


def _cut(block: bytes) -> tuple[bytes, bytes, bytes]:
    """A block's HTTP header, the blank line after it, and its body."""
    blank = _BLANK.search(block, 0, MAX_HEAD)
    return (block[: blank.start()], blank[0], block[blank.end() :]) if blank else (block, b"", b"")


def _type_of(said: bytes) -> str:
    """The content type that an HTTP header gives, without its parameters; "" where it gives none."""
    mime = _TYPE.search(said)
    return mime[1].decode().lower() if mime else ""


def _why_no_text(mime: str, body: bytes) -> str | None:
    if mime in _HTML or mime == "text/plain":
        return None
    if not mime:
        return None if looks_like_html(body[:2000].decode("latin-1")) else "page of no content type"
    media = mime.partition("/")[0]
    return f"content type {media}" if media in _MEDIA else "content type of another kind"


def _charset_in(mime: str) -> str | None:
    return mime.partition("charset=")[2].strip(" \"'").partition(";")[0] or None


def _unpack(record: bytes) -> tuple[bytes, str | None]:
    """The body of an HTTP record, its codings undone, and the charset that its header gives."""
    for coding in _CODINGS:
        try:
            parsed = WarcRecord.from_bytes(record)
            parsed.parse_http(auto_decode=coding, max_header_len=MAX_HEAD)
            body = parsed.reader.read(MAX_PAGE + 1)
        except (OSError, ValueError):
            continue
        if len(body) > MAX_PAGE:
            raise InputError(f"is too big for one page: over {MAX_PAGE // 1_000_000} MB once it is unpacked")
        if coding == _CODINGS[0] or looks_like_html(body[:2000].decode("latin-1")):
            return body, parsed.http_charset
    raise InputError("is coded in a way that cannot be undone, or damaged")
