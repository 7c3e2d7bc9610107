"""JSONL: one JSON object a line; a bad line is named by its number and the rest goes on."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import InputError
from onrecord.ingest.files import iter_lines
from onrecord.model import Rejected

Fields = dict[str, Any]
T = TypeVar("T")
_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can spell half a character; no text can hold it


def is_jsonl(name: str) -> bool:
    """Say whether a file's name is that of a JSONL file, plain or gzipped."""
    return name.lower().endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"))


def iter_objects(path: Path) -> Iterator[tuple[str, Fields] | Rejected]:
    """Yield (where it stands, object) for each line that is not blank.

    Raises:
        InputError: the file cannot be opened.
    """
    for number, line in iter_lines(path):
        where = f"{path}, line {number}"
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
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        value = json.loads(text)
    except UnicodeDecodeError as err:
        raise InputError("is not UTF-8") from err
    except json.JSONDecodeError as err:
        raise InputError(f"is not JSON: {err.msg.lower()} at column {err.colno}") from err
    except (ValueError, RecursionError) as err:  # a number of a million figures; brackets without end
        raise InputError("is not JSON that can be read") from err
    if not isinstance(value, dict):
        raise InputError("is not a JSON object")
    return value


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
