"""Records from a folder, a file or JSONL: transcripts with the words of those who spoke."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, RecordsError
from onrecord.ingest.decode import decode_text
from onrecord.ingest.files import read_file, walk_files
from onrecord.ingest.html import looks_like_html, read_html
from onrecord.ingest.jsonl import Fields, get_text, holds_objects, mend_halves, need_id, need_text, read_each
from onrecord.ingest.stamps import to_utc
from onrecord.ingest.transcripts import date_of_name, read_transcript
from onrecord.model import Record, Rejected, Snapshot, Span, Turn
from onrecord.text.turns import find_turns, list_speakers


def read_records(path: Path) -> Iterator[Record | Rejected]:
    """Read all records of a folder (and the folders in it), or of a file.

    A record's id is its "id" in JSONL and JSON, and else its path in the folder without the last suffix.

    Args:
        path: the folder or file.

    Yields:
        A Record for each, in the order of the files' names, or the reason why it cannot be read.
    """
    for file in list_record_files(path):
        if isinstance(file, Rejected):
            yield file
        else:
            yield from read_record_file(path, file)


def list_record_files(path: Path) -> Iterator[Path | Rejected]:
    """The files of a folder that may hold records, or the one file; and what cannot be opened, and why."""
    if not path.is_dir():
        yield path
        return
    empty = True
    for file in walk_files(path):
        empty = False
        yield file
    if empty:
        yield Rejected(str(path), "the folder is empty")


def read_record_file(root: Path, file: Path) -> Iterator[Record | Rejected]:
    """Read the records of one file of those that ``list_record_files(root)`` gives."""
    name = file.name if file == root else file.relative_to(root).as_posix()
    try:
        yield from _read_file(file, name)
    except (InputError, RecordsError) as err:
        yield Rejected(str(file), str(err))


def _read_file(path: Path, name: str) -> Iterator[Record | Rejected]:
    if holds_objects(path.name):
        yield from read_each(path, _make_record)
        return
    text = decode_text(read_file(path))
    key = name.removesuffix(path.suffix)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or looks_like_html(text[:2000]):
        yield _from_page(read_html(text, Snapshot(key, "")), path.name)
    else:
        yield read_transcript(text, key, path.name)


def _from_page(snap: Snapshot, name: str) -> Record:
    turns = find_turns(snap.text)
    date = snap.published or date_of_name(name)
    return Record(snap.id, snap.text, turns, list_speakers(turns), snap.title, date)


def _make_record(fields: Fields) -> Record:
    text = need_text(fields, "text")
    turns = _read_turns(fields["turns"], len(text)) if fields.get("turns") is not None else find_turns(text)
    speakers = fields.get("speakers") or []
    if not isinstance(speakers, list) or not all(isinstance(s, str) for s in speakers):
        raise InputError('"speakers" is not a list of strings')
    date = get_text(fields, "date")
    return Record(
        id=need_id(fields),
        text=text,
        turns=turns,
        speakers=tuple(map(mend_halves, speakers)) or list_speakers(turns),
        title=get_text(fields, "title"),
        date=to_utc(date),
        genre=get_text(fields, "genre"),
        url=get_text(fields, "url"),
    )


def _read_turns(value: Any, length: int) -> tuple[Turn, ...]:
    """The turns of a JSONL record; InputError where one is not a stretch of the text."""
    if not isinstance(value, list):
        raise InputError('"turns" is not a list')
    turns = []
    for number, item in enumerate(value, 1):
        speaker, start, end = _read_turn(item) if isinstance(item, dict) else (None, None, None)
        if not isinstance(speaker, str) or type(start) is not int or type(end) is not int:
            raise InputError(f"turn {number} is not a speaker, a start and an end")
        turns.append(Turn(mend_halves(speaker), Span(start, end)))
    check_turns(turns, length)
    return tuple(turns)


def _read_turn(item: Fields) -> tuple[Any, Any, Any]:
    """Who speaks, from where to where; where it stands as our own answers give it, too: as a ``span``."""
    span = item.get("span")
    start, end = span if isinstance(span, list) and len(span) == 2 else (item.get("start"), item.get("end"))
    return item.get("speaker"), start, end


def check_turns(turns: Iterable[Turn], length: int) -> None:
    """Make sure that turns are stretches of a text of so many code points.

    Raises:
        InputError: one is not.
    """
    for number, turn in enumerate(turns, 1):
        if not 0 <= turn.span.start <= turn.span.end <= length:
            raise InputError(f"turn {number} lies outside the text")
