"""Records from a folder, a file or JSONL: transcripts with the words of those who spoke."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, RecordsError
from onrecord.ingest.decode import decode_text
from onrecord.ingest.files import read_file, walk_files
from onrecord.ingest.html import looks_like_html, read_html
from onrecord.ingest.jsonl import Fields, get_text, is_jsonl, iter_objects, need_id, need_text
from onrecord.ingest.stamps import read_stamp_line, settle_stamps, to_utc
from onrecord.ingest.turns import find_turns
from onrecord.model import Record, Rejected, Snapshot, Span, Turn
from onrecord.text.quotes import paragraphs

_HEADER = re.compile(
    r"(?i)(?P<key>title|date|event|subject|speakers?|participants?|type|genre|place|location|venue|source|url)\s*:\s*(?P<value>.+)"
)
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
MAX_HEADER_LINES = 10  # more "Key: value" lines than this are matter
MAX_TITLE = 200  # characters; a longer first line is speech


def read_records(path: Path) -> Iterator[Record | Rejected]:
    """Read all records of a folder (and the folders in it), a file, or a JSONL file.

    A record's id is its "id" in JSONL, and else its path in the folder without the last suffix.

    Args:
        path: the folder or file.

    Yields:
        A Record for each, in the order of the files' names, or the reason why it cannot be read.
    """
    try:
        if not path.is_dir():
            yield from _read_file(path, path.name)
            return
        empty = True
        for file in walk_files(path):
            empty = False
            try:
                yield from _read_file(file, file.relative_to(path).as_posix())
            except InputError as err:
                yield Rejected(str(file), str(err))
        if empty:
            raise RecordsError("holds no records: the folder is empty")
    except (InputError, RecordsError, OSError) as err:
        yield Rejected(str(path), str(err))


def _read_file(path: Path, name: str) -> Iterator[Record | Rejected]:
    if is_jsonl(path.name):
        yield from _read_jsonl(path)
        return
    text = decode_text(read_file(path))
    key = name.removesuffix(path.suffix)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or looks_like_html(text[:2000]):
        yield _from_page(read_html(text, Snapshot(key, "")), path.name)
    else:
        yield read_transcript(text, key, path.name)


def read_transcript(text: str, key: str, name: str = "") -> Record:
    """Read a transcript in plain text: a small header, then turns where lines begin with labels.

    Args:
        text: the transcript, kept unchanged.
        key: the record's id.
        name: the file's name, where the date may stand.
    """
    header, start = _read_header(text)
    turns = find_turns(text, start)
    named = re.split(r"\s*[,;]\s*", header["speaker"]) if "speaker" in header else []
    return Record(
        id=key,
        text=text,
        turns=turns,
        speakers=_list_speakers(turns) or tuple(n for n in named if n),
        title=header.get("title"),
        date=header.get("date") or _date_of_name(name),
        genre=header.get("genre"),
        url=header.get("url"),
    )


def _from_page(snap: Snapshot, name: str) -> Record:
    turns = find_turns(snap.text)
    date = snap.published or _date_of_name(name)
    return Record(snap.id, snap.text, turns, _list_speakers(turns), snap.title, date)


def _read_header(text: str) -> tuple[dict[str, str], int]:
    """The header's fields, and where the transcript's words begin.

    Either "Key: value" lines, or a title line, a date line, or both; a first line is the title
    only where a date line or a blank line sets it off and no label opens it.
    """
    header: dict[str, str] = {}
    end, title = 0, None
    for count, (s, e) in enumerate(paragraphs(text)):
        line = text[s:e]
        pair = _HEADER.fullmatch(line) if e - s <= 2 * MAX_TITLE else None
        stamps = read_stamp_line(text, s, e)
        if count >= MAX_HEADER_LINES:
            break
        if pair:
            _keep_field(header, pair["key"].lower().rstrip("s"), pair["value"].strip())
        elif stamps and "date" not in header:
            header["date"] = settle_stamps(stamps[:1])[0].value or ""
        elif count == 0 and _is_title(text, s, e):
            title = line
        else:
            break
        end = e
    if title and "title" not in header:
        header["title"] = title
    return {k: v for k, v in header.items() if v}, end


def _keep_field(header: dict[str, str], key: str, value: str) -> None:
    if key == "date":
        value = to_utc(value) or ""
    key = {
        "participant": "speaker",
        "event": "title",
        "subject": "title",
        "type": "genre",
        "source": "url",
    }.get(key, key)
    header.setdefault(key, value)


def _is_title(text: str, start: int, end: int) -> bool:
    """Say whether the first line is a title: short, no speech, and set off by what follows."""
    if end - start > MAX_TITLE or find_turns(text[start:end]) or re.match(r".{1,60}:\s", text[start:end]):
        return False
    after = list(_next_lines(text, end))
    dated = bool(after) and bool(read_stamp_line(text, *after[0]))
    set_off = text[end : end + 8].replace("\r", "").lstrip(" \t").startswith("\n\n")
    labelled = len(find_turns(text[end : end + 20_000])) > 0
    return dated or (set_off and labelled) or (labelled and text[end - 1] not in ".!?")


def _next_lines(text: str, start: int) -> Iterator[Span]:
    for s, e in paragraphs(text, start, min(len(text), start + 1000)):
        yield Span(s, e)
        return


def _date_of_name(name: str) -> str | None:
    m = _FILE_DATE.search(name)
    return "-".join(m.groups()) if m else None


def _list_speakers(turns: tuple[Turn, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(turn.speaker for turn in turns))


def _read_jsonl(path: Path) -> Iterator[Record | Rejected]:
    entries = iter_objects(path)
    first = next(entries, None)
    if first is None:
        raise InputError("is empty")
    for entry in chain([first], entries):
        if isinstance(entry, Rejected):
            yield entry
            continue
        where, fields = entry
        try:
            yield _make_record(fields)
        except InputError as err:
            yield Rejected(where, str(err))


def _make_record(fields: Fields) -> Record:
    text = need_text(fields, "text")
    turns = _check_turns(fields["turns"], len(text)) if fields.get("turns") is not None else find_turns(text)
    speakers = fields.get("speakers") or []
    if not isinstance(speakers, list) or not all(isinstance(s, str) for s in speakers):
        raise InputError('"speakers" is not a list of strings')
    date = get_text(fields, "date")
    return Record(
        id=need_id(fields),
        text=text,
        turns=turns,
        speakers=tuple(speakers) or _list_speakers(turns),
        title=get_text(fields, "title"),
        date=to_utc(date),
        genre=get_text(fields, "genre"),
        url=get_text(fields, "url"),
    )


def _check_turns(value: Any, length: int) -> tuple[Turn, ...]:
    """The turns of a JSONL record; InputError where one is not a stretch of the text."""
    if not isinstance(value, list):
        raise InputError('"turns" is not a list')
    turns = []
    for number, item in enumerate(value, 1):
        speaker, start, end = (
            (item.get(k) for k in ("speaker", "start", "end")) if isinstance(item, dict) else (0, 0, 0)
        )
        if not isinstance(speaker, str) or type(start) is not int or type(end) is not int:
            raise InputError(f"turn {number} is not a speaker, a start and an end")
        if not 0 <= start <= end <= length:
            raise InputError(f"turn {number} lies outside the text")
        turns.append(Turn(speaker, Span(start, end)))
    return tuple(turns)
