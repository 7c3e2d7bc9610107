"""WARC files as CC-NEWS has them: one gzip member a record; request, response and metadata of each page."""

import base64
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

LEVEL = 3  # of compression: a third faster to write than 6, a tenth larger
CHUNK = 0x4000  # bytes of a chunk, where an answer is sent in such


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        url: what was asked for.
        at: when.
        status: the line after ``HTTP/1.1``.
        headers: without ``Content-Length``, which is put first.
        body: as it was sent, compressed or chunked where ``headers`` say so.
    """

    url: str
    at: datetime
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def block(self) -> bytes:
        """The answer as it went over the wire."""
        lines = [f"HTTP/1.1 {self.status}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


@dataclass
class Archive:
    """One WARC file while it is written.

    Attributes:
        stream: where it goes.
        name: of the file.
        count: records written.
    """

    stream: BinaryIO
    name: str
    count: int = field(default=0, init=False)

    def begin(self, at: datetime) -> None:
        """Write the record that says what this file is."""
        told = f"software: on-record made-up web\r\nformat: WARC File Format 1.0\r\nisPartOf: {self.name}\r\n"
        extra = (("WARC-Filename", self.name),)
        self.write(self.frame("warcinfo", at, told.encode(), "application/warc-fields", extra))

    def write(self, record: bytes) -> int:
        """Write a record as a member of its own; where it begins, in bytes from the file's start."""
        at = self.stream.tell()
        self.stream.write(compress(record))
        return at

    def write_answer(self, answer: Answer) -> int:
        """Write a request, its answer and what is known of it; where the answer begins."""
        address, url = urlsplit(answer.url), ("WARC-Target-URI", answer.url)
        asked = (
            f"GET {address.path or '/'} HTTP/1.1\r\nHost: {address.netloc}\r\nUser-Agent: made-up/1\r\n\r\n"
        )
        self.write(
            self.frame("request", answer.at, asked.encode(), "application/http; msgtype=request", (url,))
        )
        at = self.write(self.frame_answer(answer))
        self.write(
            self.frame("metadata", answer.at, b"fetchTimeMs: 120\r\n", "application/warc-fields", (url,))
        )
        return at

    def frame_answer(self, answer: Answer, length: int | None = None) -> bytes:
        """The record of an answer; ``length`` is what it says of its size, where that is not true."""
        digest = base64.b32encode(hashlib.sha1(answer.body, usedforsecurity=False).digest()).decode()
        extra = (("WARC-Target-URI", answer.url), ("WARC-Payload-Digest", f"sha1:{digest}"))
        kind = "application/http; msgtype=response"
        return self.frame("response", answer.at, answer.block(), kind, extra, length)

    def frame(
        self,
        kind: str,
        at: datetime,
        block: bytes,
        content_type: str,
        extra: Iterable[tuple[str, str]] = (),
        length: int | None = None,
    ) -> bytes:
        """A record: its headers, its block, and the two empty lines that end it."""
        self.count += 1
        headers = [
            ("WARC-Type", kind),
            ("WARC-Record-ID", f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{self.name}/{self.count}')}>"),
            ("WARC-Date", f"{at:%Y-%m-%dT%H:%M:%SZ}"),
            *extra,
            ("Content-Type", content_type),
            ("Content-Length", str(len(block) if length is None else length)),
        ]
        lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def compress(data: bytes, level: int = LEVEL) -> bytes:
    """One gzip member, without a time."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def chunked(body: bytes) -> bytes:
    """A body sent in chunks."""
    pieces = [body[i : i + CHUNK] for i in range(0, len(body), CHUNK)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"
