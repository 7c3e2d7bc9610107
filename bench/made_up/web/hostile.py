"""What a reader of archives must survive: broken members, lies about length, bombs, pages that are poison.

Each is planted once, at a place that the truth names. Whatever a reader makes of it, every ordinary page
around it must be read, and neither memory nor time may run away.
"""

import zlib
from collections.abc import Callable
from datetime import timedelta

from bench.made_up.web.articles import Article
from bench.made_up.web.warc import Answer, Archive, compress

BOMB = 200_000_000  # bytes that the compressed page unpacks to
ENDLESS = 5_000_000  # letters without a blank
DEEP = 100_000  # elements within elements
LONG = 300_000  # words of the page that is no news
MARKS = 200_000  # quotation marks of a page that has nothing else
STEP = 1 << 20  # bytes of the huge record that are made at a time
_HTML = "text/html; charset=utf-8"


def plant(archive: Archive, what: str, article: Article, huge: int) -> dict[str, object]:
    """Write something hostile after the page of an article.

    Args:
        archive: where.
        what: one of `list_hostile`.
        article: the page before it: it has its host and its time.
        huge: bytes of the huge record.

    Returns:
        The line of the truth about it.
    """
    offset = archive.stream.tell()
    url = f"{article.url}/hostile/{what}"
    list_hostile(huge)[what](archive, Answer(url, article.captured + timedelta(seconds=3), "200 OK", (), b""))
    return {"kind": "hostile", "what": what, "url": url, "file": archive.name, "offset": offset}


def plant_end(archive: Archive, article: Article) -> dict[str, object]:
    """End a file in the middle of a member, as a broken download does."""
    told = plant(archive, "truncated member", article, 0)
    return {**told, "what": "truncated file"}


def _say(answer: Answer, body: bytes, *headers: tuple[str, str], kind: str = _HTML) -> Answer:
    sent = (("Content-Type", kind), *headers, ("Content-Length", str(len(body))))
    return Answer(answer.url, answer.at, answer.status, sent, body)


def _page(inside: str) -> bytes:
    head = "<!DOCTYPE html><html><head><title>Hostile</title></head><body><h1>Hostile</h1>"
    return f"{head}{inside}</body></html>".encode()


def _ordinary(answer: Answer, charset: str = "utf-8", kind: str = _HTML) -> Answer:
    said = "<p>“We went to the café,” Ada Crane said on Monday, “and it was closed.”</p>" * 12
    return _say(answer, _page(said).decode().encode(charset), kind=kind)


def _truncated(archive: Archive, answer: Answer) -> None:
    member = compress(archive.frame_answer(_ordinary(answer)))
    archive.stream.write(member[: len(member) // 2])


def _corrupt(archive: Archive, answer: Answer) -> None:
    member = bytearray(compress(archive.frame_answer(_ordinary(answer))))
    middle = len(member) // 2
    member[middle : middle + 8] = bytes(byte ^ 0x5A for byte in member[middle : middle + 8])
    archive.stream.write(member)


def _length_off_by(amount: int) -> "Plant":
    def write(archive: Archive, answer: Answer) -> None:
        made = _ordinary(answer)
        archive.write(archive.frame_answer(made, len(made.block()) + amount))

    return write


def _bomb(archive: Archive, answer: Answer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(_page("<p>Wait for it.</p>"))
    body += b"".join(packer.compress(bytes(STEP)) for _ in range(BOMB // STEP)) + packer.flush()
    archive.write(archive.frame_answer(_say(answer, body, ("Content-Encoding", "gzip"))))


def _huge(size: int) -> "Plant":
    """A record as large as told, of very little on disk; never whole in memory."""

    def write(archive: Archive, answer: Answer) -> None:
        made = _say(answer, b"")
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        archive.stream.write(packer.compress(archive.frame_answer(made, size).removesuffix(b"\r\n\r\n")))
        left = size - len(made.block())
        while left > 0:
            archive.stream.write(packer.compress(b" " * min(STEP, left)))
            left -= STEP
        archive.stream.write(packer.compress(b"\r\n\r\n") + packer.flush())

    return write


def _endless_header(archive: Archive, _: Answer) -> None:
    archive.write(b"WARC/1.0\r\nWARC-Type: " + b"x" * ENDLESS + b"\r\n\r\n")


def _body(make: Callable[[], bytes]) -> "Plant":
    def write(archive: Archive, answer: Answer) -> None:
        archive.write(archive.frame_answer(_say(answer, make())))

    return write


def _encoded(codec: str, declared: str) -> "Plant":
    def write(archive: Archive, answer: Answer) -> None:
        archive.write(archive.frame_answer(_ordinary(answer, codec, f"text/html; charset={declared}")))

    return write


def _replaced(old: bytes, new: bytes) -> "Plant":
    def write(archive: Archive, answer: Answer) -> None:
        head, split, rest = archive.frame_answer(_ordinary(answer)).partition(b"\r\n\r\n")
        archive.write(
            b"\r\n".join(new if line.startswith(old) else line for line in head.split(b"\r\n")) + split + rest
        )

    return write


def _junk(archive: Archive, _: Answer) -> None:
    archive.stream.write(b"This is no gzip member. " * 400)


def _twice(archive: Archive, answer: Answer) -> None:
    record = archive.frame_answer(_ordinary(answer))
    archive.write(record)
    archive.write(record)


Plant = Callable[[Archive, Answer], None]


def list_hostile(huge: int) -> dict[str, Plant]:
    """Everything hostile that can be planted, by what it is.

    Args:
        huge: bytes of the huge record.
    """
    return {
        "truncated member": _truncated,
        "corrupt member": _corrupt,
        "length too long": _length_off_by(1_000),
        "length too short": _length_off_by(-100),
        "length below zero": _replaced(b"Content-Length", b"Content-Length: -1"),
        "junk between members": _junk,
        "endless header": _endless_header,
        "no address": _replaced(b"WARC-Target-URI", b"X-Nothing: 1"),
        "no such day": _replaced(b"WARC-Date", b"WARC-Date: 2030-02-31T99:00:00Z"),
        "the same twice": _twice,
        "gzip bomb": _bomb,
        "huge record": _huge(huge),
        "called utf-8, is windows-1252": _encoded("cp1252", "utf-8"),
        "called utf-16, is utf-8": _encoded("utf-8", "utf-16"),
        "called nothing known": _encoded("utf-8", "x-klingon"),
        "zero bytes": _body(lambda: _page("<p>“We \0went\0,” she said.</p>" * 40)),
        "no blank": _body(lambda: _page(f"<p>{'x' * ENDLESS}</p>")),
        "deep nesting": _body(lambda: _page("<div>" * DEEP + "“Down here,” she said." + "</div>" * DEEP)),
        "quotation marks": _body(lambda: _page(f"<p>{'“' * MARKS}{'”' * MARKS}</p>")),
        "long page": _body(lambda: _page("<p>" + "“It is so,” said Ada Crane. " * (LONG // 6) + "</p>")),
        "entities": _body(lambda: _page(f"<p>{'&amp;lt;&#x201c;' * 200_000}</p>")),
    }
