"""JSONL: one JSON object a line; a bad line is named by its number and the rest goes on.

A JSON file is read as the JSONL that it could have been: its object, or each item of its list, as a line.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import InputError
from onrecord.ingest.files import FIRST_LINE, LineStart, iter_lines, mark_lines, read_file
from onrecord.model import Rejected

Fields = dict[str, Any]
T = TypeVar("T")
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can spell half a character; no text can hold it


def holds_objects(name: str) -> bool:
    """Say whether a file's name is that of a JSONL file, plain or gzipped, or of a JSON file."""
    return is_json(name) or name.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"))


def is_json(name: str) -> bool:
    """Say whether a file's name is that of a JSON file, which is parsed as a whole."""
    return name.lower().endswith(".json")


def iter_object_lines(path: Path, begin: LineStart = FIRST_LINE) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield (number, line) of a file whose name says that it holds objects, as ``iter_lines`` does.

    Args:
        path: the file.
        begin: the line to begin at; a JSON file is parsed as a whole, and its items counted from the first.

    Raises:
        InputError: the file cannot be opened, or is a JSON file that is too big or no JSON.
    """
    if is_json(path.name):
        yield from islice(enumerate(split_items(read_file(path)), 1), begin.lines, None)
    else:
        yield from iter_lines(path, begin=begin)


def mark_object_lines(path: Path, every: int) -> tuple[int, list[LineStart]]:
    """How many lines ``iter_object_lines`` yields of a file, and where one in so many begins.

    Raises:
        InputError: the file cannot be opened, or is a JSON file that is too big or no JSON.
    """
    if not is_json(path.name):
        return mark_lines(path, every)
    count = len(split_items(read_file(path)))
    return count, [LineStart(first, 0) for first in range(0, max(1, count), every)]


def split_items(data: bytes) -> list[bytes]:
    """Give the object of a JSON file, or each item of its list, as a line of JSONL.

    Raises:
        InputError: it is not JSON.

    Example:
        >>> split_items(b'[{"id": 1},\\n {"id": 2}]')
        [b'{"id": 1}', b'{"id": 2}']
    """
    try:
        value = _load(data)
        return [json.dumps(item).encode() for item in (value if isinstance(value, list) else [value])]
    except RecursionError as err:
        raise InputError("is not JSON that can be read") from err


def iter_objects(path: Path) -> Iterator[tuple[str, Fields] | Rejected]:
    """Yield (where it stands, object) for each line that is not blank.

    Raises:
        InputError: the file cannot be opened.
    """
    for number, line in iter_object_lines(path):
        where = f"{path}, {'item' if is_json(path.name) else 'line'} {number}"
        if isinstance(line, InputError):
            yield Rejected(where, str(line))
        elif line.strip():
            try:
                yield where, parse_object(line)
            except InputError as err:
                yield Rejected(where, str(err))


def read_each(path: Path, make: Callable[[Fields], T]) -> Iterator[T | Rejected]:
    """Make one thing of each object of a file; what cannot be made is yielded as Rejected.

    Args:
        path: the file.
        make: raises InputError where an object will not do.

    Raises:
        InputError: the file cannot be opened, or there is nothing in it.
    """
    empty = True
    for entry in iter_objects(path):
        empty = False
        if isinstance(entry, Rejected):
            yield entry
            continue
        where, fields = entry
        try:
            yield make(fields)
        except InputError as err:
            yield Rejected(where, str(err))
    if empty:
        raise InputError("is empty")


def parse_object(line: bytes | str) -> Fields:
    """Parse one line.

    Raises:
        InputError: it is not JSON, or not an object.
    """
    value = _load(line)
    if not isinstance(value, dict):
        raise InputError("is not a JSON object")
    return value


def _load(data: bytes | str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig") if isinstance(data, bytes) else data)
    except UnicodeDecodeError as err:
        raise InputError("is not UTF-8") from err
    except json.JSONDecodeError as err:
        line = f"line {err.lineno}, " if err.lineno > 1 else ""
        raise InputError(f"is not JSON: {err.msg.lower()} at {line}column {err.colno}") from err
    except (ValueError, RecursionError) as err:  # a number of a million figures; brackets without end
        raise InputError("is not JSON that can be read") from err


def get_text(fields: Fields, key: str) -> str | None:
    """Get a string from an object, or None where it is missing, null or blank.

    Raises:
        InputError: there is something else than a string.
    """
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"{key}" is not a string')
    return mend_halves(value) if value.strip() else None


def mend_halves(text: str) -> str:
    """Put U+FFFD for half a character, as where a program cut a string within an emoji.

    Example:
        >>> mend_halves("The pier stays \\ud83d") == "The pier stays \ufffd"
        True
    """
    return _SURROGATE.sub("\ufffd", text)


def need_text(fields: Fields, key: str) -> str:
    """Get a string that must be there; raises InputError where it is not."""
    value = get_text(fields, key)
    if value is None:
        raise InputError(f'has no "{key}"')
    return value


def need_id(fields: Fields) -> str:
    """Get an object's id as a string; a whole number will do."""
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return need_text(fields, "id")
