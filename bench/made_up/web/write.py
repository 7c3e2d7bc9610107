"""The made-up web on disk: WARC files, the records that were quoted, and the truth about both.

``truth.jsonl`` has a line for each page, quote and copy, told apart by ``kind``:

    {"kind": "page", "url", "captured", "outlet", "published", "file"}
    {"kind": "quote", "family", "url", "captured", "words": [...], "speaker", "form"}
    {"kind": "copy", "story", "url"}
    {"kind": "none", "what", "url", "file"}                 an answer that is no page
    {"kind": "hostile", "what", "url", "file", "offset"}    see `bench.made_up.web.hostile`

``words`` are the stretches of a quote as they stand on the page; ``family`` names the utterance. A family or
a story may have one member only. ``records.jsonl`` holds the transcripts of a third of the events.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec

from bench.made_up.web.articles import Article, Newsroom, Planted
from bench.made_up.web.dress import dress
from bench.made_up.web.events import BLOCK, Event
from bench.made_up.web.hostile import list_hostile, plant, plant_end
from bench.made_up.web.warc import Answer, Archive, chunked, compress
from bench.made_up.words import pick

NO_PAGES = 0.04  # of the answers are no pages
PACKED, CHUNKED = 0.05, 0.05  # of the pages are kept as they were sent: compressed, in chunks
RECORDED = 3  # of so many events one has its transcript
_QUOTE = [field.name for field in fields(Planted)]
_HTML = "text/html; charset=utf-8"
_NO_PAGES: tuple[tuple[str, str, str, bytes], ...] = (
    (
        "not found",
        "404 Not Found",
        _HTML,
        b"<html><body><h1>Not found</h1><p>Nothing is here.</p></body></html>",
    ),
    ("redirect", "301 Moved Permanently", _HTML, b""),
    ("image", "200 OK", "image/jpeg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8),
    ("empty", "200 OK", _HTML, b""),
    ("style sheet", "200 OK", "text/css", b"p { margin: 0 }\n" * 20),
    ("error", "503 Service Unavailable", "text/plain", b"Try again later.\n"),
)


@dataclass(frozen=True)
class Size:
    """How much is written: pages, over so many files; ``huge`` is the size of the hostile huge record."""

    pages: int
    files: int = 1
    hostile: bool = False
    huge: int = 1 << 30


def write_web(folder: Path, seed: int, size: Size) -> None:
    """Write a made-up web: the same for the same seed and size, but for the files that pages lie in.

    Args:
        folder: where; made where it is missing.
        seed: what it is made with.
        size: how much of it. Page n lies in file n modulo ``files``, so that families lie across files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    room = Newsroom(seed)
    with ExitStack() as stack:
        archives = [_open(stack, folder / f"made-up-{i:03}.warc.gz") for i in range(size.files)]
        truth = stack.enter_context((folder / "truth.jsonl").open("wb"))
        places = _places(size) if size.hostile else {}
        for number in range(size.pages):
            article, archive = room.write(number), archives[number % size.files]
            if not archive.count:
                archive.begin(article.captured)
            _tell(truth, write_page(archive, article, seed))
            _tell(truth, write_no_page(archive, article, seed))
            _tell(truth, (plant(archive, what, article, size.huge) for what in places.get(number, ())))
        if size.hostile:
            _tell(truth, [plant_end(archives[-1], room.write(size.pages - 1))])
        records = stack.enter_context((folder / "records.jsonl").open("wb"))
        _tell(records, iter_transcripts(room, size.pages))


def write_page(archive: Archive, article: Article, seed: int) -> Iterator[dict[str, object]]:
    """Write an article's page; the truth about it."""
    rng, body = random.Random(f"{seed}/wire/{article.number}"), dress(article, seed)
    headers, data, chance = (
        [("Content-Type", body.content_type), ("Server", "nginx")],
        body.data,
        rng.random(),
    )
    if chance < PACKED:
        data = compress(data)
        headers.append(("Content-Encoding", "gzip"))
    if PACKED / 2 < chance < PACKED / 2 + CHUNKED:  # half of the compressed ones are chunked, too
        data = chunked(data)
        headers.append(("Transfer-Encoding", "chunked"))
    else:
        headers.append(("Content-Length", str(len(data))))
    archive.write_answer(Answer(article.url, article.captured, "200 OK", tuple(headers), data))
    at = {"url": article.url, "captured": f"{article.captured:%Y-%m-%dT%H:%M:%SZ}"}
    published = f"{article.published:%Y-%m-%dT%H:%M:%SZ}"
    yield {"kind": "page", **at, "outlet": article.outlet, "published": published, "file": archive.name}
    for quote in article.quotes:
        yield {"kind": "quote", **at, **{name: getattr(quote, name) for name in _QUOTE}}
    if article.story is not None:
        yield {"kind": "copy", "story": article.story, "url": article.url}


def write_no_page(archive: Archive, article: Article, seed: int) -> Iterator[dict[str, object]]:
    """Now and then write an answer that is no page after one that is."""
    rng = random.Random(f"{seed}/no-page/{article.number}")
    if rng.random() > NO_PAGES:
        return
    what, status, kind, body = pick(rng, _NO_PAGES)
    url = f"{article.url}/{what.replace(' ', '-')}"
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    if what == "redirect":
        headers.append(("Location", article.url))
    archive.write_answer(Answer(url, article.captured + timedelta(seconds=2), status, tuple(headers), body))
    yield {"kind": "none", "what": what, "url": url, "file": archive.name}


def iter_transcripts(room: Newsroom, pages: int) -> Iterator[dict[str, object]]:
    """The transcripts of one event in three, in the order of the blocks."""
    for block in range((pages + BLOCK - 1) // BLOCK):
        for i, event in enumerate(room.planner.block(block).events):
            if i % RECORDED == 0:
                yield {**_transcribe(room, event), "date": f"{room.day(block * BLOCK):%Y-%m-%d}"}


def _transcribe(room: Newsroom, event: Event) -> dict[str, object]:
    """What was said at an event, each utterance a turn after a moderator's question."""
    rng, text, turns = random.Random(f"{room.seed}/transcript/{event.id}"), "", []
    for said in event.said:
        asked = room.world.grammar.sentence(rng, "spoken")
        speaker = said.speaker.name if said.speaker else ""
        answer = f"{said.text[0].upper()}{said.text[1:]}. {room.world.grammar.sentence(rng, 'spoken')}"
        for name, words in (("MODERATOR", asked), (speaker.upper(), answer)):
            text += f"{name}: "
            turns.append({"speaker": name, "start": len(text), "end": len(text) + len(words)})
            text += f"{words}\n\n"
    return {
        "id": f"event-{event.id}",
        "title": f"Press conference at {event.place}",
        "text": text.rstrip(),
        "turns": turns,
    }


def _places(size: Size) -> dict[int, list[str]]:
    """After which page each hostile record comes: spread evenly."""
    places: dict[int, list[str]] = {}
    kinds = list_hostile(size.huge)
    for i, what in enumerate(kinds, 1):
        places.setdefault(i * size.pages // (len(kinds) + 1), []).append(what)
    return places


def _open(stack: ExitStack, path: Path) -> Archive:
    return Archive(stack.enter_context(path.open("wb")), path.name)


def _tell(stream: BinaryIO, lines: Iterable[dict[str, object]]) -> None:
    stream.writelines(msgspec.json.encode(line) + b"\n" for line in lines)
