"""WARC files, written by hand: each record as a test wants it, sound or not."""

import base64
import gzip
import hashlib
import io
from collections.abc import Callable, Iterable

from fastwarc.stream_io import ZstdWriter

DAY = "2031-04-03T09:00:00Z"


def story(number: int) -> str:
    """A page of a made-up outlet; no other number gives the same."""
    rest = " ".join(f"The ferry was {n * number % 97} minutes late at pier {n}." for n in range(1, 12))
    return (
        f"<html><head><title>Ferry {number} runs late</title></head><body><article><h1>Ferry {number} runs late</h1>"
        f"<p>“Fog held it for {number} hours,” said Tove Brannick, who runs the line.</p><p>{rest}</p></article></body></html>"
    )


def record(kind: str, block: bytes, mime: str | None, url: str | None, **more: str) -> bytes:
    """A record; ``more`` are further fields, or others in place of the common ones, "" to leave one out."""
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": DAY, "Content-Type": mime}
    fields["Content-Length"] = str(len(block))
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(url: str, body: bytes, http: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:  # fmt: skip
    """A server's answer as a record; ``http`` are its header's fields, one a line."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *http.splitlines()))
    block = head.encode() + b"\r\n" + body
    digest = "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()  # noqa: S324
    mime = "application/http; msgtype=response"
    return record("response", block, mime, url, **{"WARC-Block-Digest": digest, **more})


def page(number: int) -> bytes:
    """The record of one story."""
    return response(f"https://islander.example/news/{number}.html", story(number).encode())


def pack_zstd(data: bytes) -> bytes:
    """A frame of zstd."""
    packed = io.BytesIO()
    writer = ZstdWriter(packed)
    writer.write(data)
    writer.close()
    return packed.getvalue()


Packer = Callable[[bytes], bytes]
PACKERS: dict[str, Packer] = {".warc": bytes, ".warc.gz": gzip.compress, ".warc.zst": pack_zstd}


def pack(records: Iterable[bytes], packer: Packer) -> tuple[bytes, list[int]]:
    """The records of a file, each packed by itself, and where each begins, with the file's end."""
    packed = [packer(each) for each in records]
    starts = [sum(map(len, packed[:n])) for n in range(len(packed) + 1)]
    return b"".join(packed), starts
