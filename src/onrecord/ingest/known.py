"""Tables of known people, bodies and offices: FollowTheMoney and CSV in, one table of our own out.

A line of our table is ``{"name", "kind", "aliases": [...], "offices": [{"title", "since", "until"}]}``.
"""

import codecs
import contextlib
import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from onrecord.errors import InputError
from onrecord.ingest.jsonl import mend_halves
from onrecord.model import EntityKind, Known, Office, Rejected

LONGEST_LINE = 1_000_000  # characters; a line beyond that is not of a table
LONGEST_NAME = 300  # characters, of a name, an alias or an office's title
SNIFFED = 8192  # bytes; a binary file shows what it is within fewer
KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANISATION,
    "Company": EntityKind.ORGANISATION,
    "LegalEntity": EntityKind.ORGANISATION,
    "PublicBody": EntityKind.ORGANISATION,
    "Country": EntityKind.STATE,
}
"""FollowTheMoney's schemata that can speak, and what we call them."""

ACCEPTED = tuple(dict.fromkeys(KINDS.values()))
"""The kinds of an entry: those whose name tells who is meant. A crowd or someone anonymous has none."""

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_TOO_LONG = f"is too long: over {LONGEST_LINE // 1_000_000} million characters in one line"
_LOST = "\ufffd"  # stands for bytes that are not UTF-8: a name with it is not the name

_Term = tuple[object, object, object]  # an office's title, since and until, not yet checked


def read_known(paths: Iterable[Path]) -> Iterator[Known | Rejected]:
    """Read tables, merged by name and kind, in the order of the names; bad rows come first, as Rejected.

    FollowTheMoney's entities that cannot speak (a vessel, an address, an ownership) are passed over
    without a word, for its files are full of them; so is a Person's bare ``position``, which tells no days
    and would count as held on all of them. Its Positions, their holders and the Occupancies that join
    them may stand in different files.

    Args:
        paths: CSV files with a header (``name``, and any of ``aliases`` and ``offices`` with ``;``
            between them, ``kind``, ``from``, ``to``), FollowTheMoney as JSON lines, or our own table.

    Raises:
        InputError: a file cannot be read, is not text, or a CSV has no ``name`` in its header.
    """
    merged: dict[tuple[str, EntityKind], tuple[set[str], set[Office]]] = {}
    money = _FollowTheMoney()
    for item in chain(_read_files(paths, money), money.join()):
        if isinstance(item, Rejected):
            yield item
        else:
            aliases, offices = merged.setdefault((item.name, item.kind), (set(), set()))
            aliases.update(item.aliases)
            offices.update(item.offices)
    for (name, kind), (aliases, offices) in sorted(merged.items()):
        by_time = sorted(offices, key=lambda o: (o.title, o.since or "", o.until or ""))
        yield Known(name, kind, tuple(sorted(aliases - {name})), tuple(by_time))


def known_line(known: Known) -> str:
    """An entry as a line of our own table."""
    offices = [{"title": o.title, "since": o.since, "until": o.until} for o in known.offices]
    row = {"name": known.name, "kind": known.kind.value, "aliases": list(known.aliases), "offices": offices}
    return json.dumps(row, ensure_ascii=False) + "\n"


def _read_files(paths: Iterable[Path], money: "_FollowTheMoney") -> Iterator[Known | Rejected]:
    for path in paths:
        try:
            with _open_text(path) as file:
                is_csv = path.suffix.lower() == ".csv"
                yield from _read_csv(path, file) if is_csv else _read_lines(path, file, money)
        except OSError as err:
            raise InputError(f"{path}: cannot be read ({err.strerror or err})") from err


@contextlib.contextmanager
def _open_text(path: Path) -> Iterator[TextIO]:
    """A file as text, once its beginning is seen to be text: a picture would be refused line by line.

    It is opened only once, for a pipe cannot be read again.
    """
    with path.open("rb") as raw:
        head = raw.peek(SNIFFED)[:SNIFFED]
        try:
            text = codecs.getincrementaldecoder("utf-8")().decode(head)  # bears a letter cut off at the end
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise InputError(f"{path}: is not UTF-8 text; a table is CSV with a header, or JSON lines")
        with TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as file:
            yield file


def _bounded(file: TextIO) -> Iterator[str | None]:
    """A file's lines; None in place of each that is too long, so that the numbering holds."""
    while line := file.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            yield line
            continue
        while (more := file.readline(LONGEST_LINE)) and not more.endswith("\n"):
            pass
        yield None


def _read_csv(path: Path, file: TextIO) -> Iterator[Known | Rejected]:
    too_long: list[int] = []
    rows = csv.DictReader(_csv_lines(file, too_long))
    try:
        named = "name" in (rows.fieldnames or ())
    except csv.Error as err:
        raise InputError(f"{path}: cannot be read ({err})") from err
    if not named:
        raise InputError(
            f"{path}: has no column “name”; a table begins with name,aliases,kind,offices,from,to"
        )
    row: dict[str | Any, Any] | None = {}
    while row is not None:
        try:
            row = next(rows, None)
        except csv.Error as err:  # of this row; the reader goes on with the next
            yield Rejected(f"{path}:{rows.reader.line_num}", f"cannot be read ({err})")
            continue
        yield from (Rejected(f"{path}:{number}", _TOO_LONG) for number in too_long)
        too_long.clear()
        if row is not None:
            yield _read_row(f"{path}:{rows.line_num}", row)


def _csv_lines(file: TextIO, too_long: list[int]) -> Iterator[str]:
    """Lines for the CSV reader, a blank one in place of each that is too long; it passes blanks over."""
    for number, line in enumerate(_bounded(file), 1):
        if line is None:
            too_long.append(number)
        yield "\n" if line is None else line


def _read_row(where: str, row: dict[str | Any, Any]) -> Known | Rejected:
    cells = {
        key: (value or "").strip()
        for key, value in row.items()
        if isinstance(key, str) and not isinstance(value, list)
    }
    offices = cells.get("offices") or cells.get("office", "")
    return _known(
        where,
        cells["name"],
        cells.get("kind") or "person",
        _parts(cells.get("aliases", "")),
        [(title, cells.get("from"), cells.get("to")) for title in _parts(offices)],
    )


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split(";")) if part]


def _read_lines(path: Path, file: TextIO, money: "_FollowTheMoney") -> Iterator[Known | Rejected]:
    for number, line in enumerate(_bounded(file), 1):
        where = f"{path}:{number}"
        if line is None:
            yield Rejected(where, _TOO_LONG)
        elif line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield Rejected(where, "is not JSON; a table is CSV with a header, or JSON lines")
                continue
            if not isinstance(row, dict):
                yield Rejected(where, "is not an object")
            elif "schema" in row:
                yield from money.read(where, row)
            else:
                yield _read_own(where, row)


def _read_own(where: str, row: dict[str, Any]) -> Known | Rejected:
    """A line of our own table; null stands for nothing, as it does in an office's dates."""
    offices, aliases = row.get("offices"), row.get("aliases")
    offices = [] if offices is None else offices
    if not isinstance(offices, list) or not all(isinstance(o, dict) for o in offices):
        return Rejected(where, 'has "offices" that are not a list of {"title", "since", "until"}')
    terms = [(o.get("title"), o.get("since"), o.get("until")) for o in offices]
    aliases = [] if aliases is None else [aliases] if isinstance(aliases, str) else aliases
    kind = "person" if row.get("kind") is None else row["kind"]
    return _known(where, row.get("name"), kind, aliases, terms)


@dataclass(slots=True)
class _FollowTheMoney:
    """FollowTheMoney's entities as they are read; Occupancies wait until all files are."""

    posts: dict[str, str] = field(default_factory=dict)
    holders: dict[str, tuple[str, EntityKind]] = field(default_factory=dict)
    held: list[tuple[str, str, str, str | None, str | None]] = field(default_factory=list)

    def read(self, where: str, row: dict[str, Any]) -> Iterator[Known | Rejected]:
        """Take one entity in; what it comes to at once, or why it will not do."""
        schema, values = row["schema"], _values(row)
        names = values.get("name", [])
        if not isinstance(schema, str):
            yield Rejected(where, 'has a "schema" that is not a string')
        elif schema == "Occupancy":
            yield from self._read_occupancy(where, values)
        elif schema == "Position" and names:
            self.posts[str(row.get("id"))] = names[0]
        elif schema == "Position":
            yield Rejected(where, "is a Position without a name")
        elif schema in KINDS:
            aliases = [*names[1:], *values.get("alias", []), *values.get("weakAlias", [])]
            known = _known(where, names[0] if names else None, KINDS[schema].value, aliases, [])
            if isinstance(known, Known):
                self.holders[str(row.get("id"))] = known.name, known.kind
            yield known

    def _read_occupancy(self, where: str, values: dict[str, list[str]]) -> Iterator[Rejected]:
        holders, posts = values.get("holder", []), values.get("post", [])
        since, until = _first(values, "startDate"), _first(values, "endDate")
        if not holders or not posts:
            yield Rejected(where, "is an Occupancy without a holder or without a post")
        elif until is None and "ended" in map(str.lower, values.get("status", [])):
            # without its last day it would count as held to this day
            yield Rejected(where, "is an Occupancy that has ended, without a day on which it did")
        else:
            self.held += [(where, holder, post, since, until) for holder in holders for post in posts]

    def join(self) -> Iterator[Known | Rejected]:
        """The offices of those who held them, once all is read."""
        for where, holder, post, since, until in self.held:
            if holder in self.holders and post in self.posts:
                name, kind = self.holders[holder]
                yield _known(where, name, kind.value, [], [(self.posts[post], since, until)])
            else:
                yield Rejected(where, "names a holder or a post that the files do not hold")


def _values(row: dict[str, Any]) -> dict[str, list[str]]:
    """A FollowTheMoney entity's properties, each a list of strings."""
    found = row.get("properties")
    if not isinstance(found, dict):
        return {}
    return {
        str(key): [v for v in (values if isinstance(values, list) else [values]) if isinstance(v, str)]
        for key, values in found.items()
    }


def _first(values: dict[str, list[str]], key: str) -> str | None:
    return min(filter(None, values.get(key, [])), default=None)


def _known(
    where: str, name: object, kind: object, aliases: object, terms: Sequence[_Term]
) -> Known | Rejected:
    """A checked entry, or why it is none."""
    try:
        called = _check_name(name, "has no name, or one that is none")
        kind = kind.lower() if isinstance(kind, str) else kind
        if kind not in ACCEPTED:
            raise InputError(f"has an unknown kind: use {', '.join(ACCEPTED)}")
        if not isinstance(aliases, list):
            raise InputError('has "aliases" that are neither a list nor a string')
        others = [_check_name(a, "has an alias that is none") for a in aliases if not _is_blank(a)]
        offices = [_check_office(*term) for term in terms]
    except InputError as err:
        return Rejected(where, str(err))
    return Known(called, EntityKind(str(kind)), tuple(others), tuple(offices))


def _is_blank(alias: object) -> bool:
    """Whether it is a string that names nothing; big lists are full of them, and nothing
    is lost."""
    return isinstance(alias, str) and not any(c.isalpha() for c in alias)


def _check_name(name: object, complaint: str) -> str:
    if not isinstance(name, str) or not any(c.isalpha() for c in name):
        raise InputError(complaint)
    if len(name) > LONGEST_NAME:
        raise InputError(f"{complaint}: it is over {LONGEST_NAME} characters long")
    if _LOST in mend_halves(name):
        raise InputError(f"{complaint}: it holds bytes that are not UTF-8")
    return name.strip()


def _check_office(title: object, *days: object) -> Office:
    checked: list[str | None] = []
    for day in days:
        if day in (None, ""):
            checked.append(None)
        elif isinstance(day, str) and _DAY.match(day[:10]):
            checked.append(day[:10])
        else:
            raise InputError("has a date that is none: write YYYY, YYYY-MM or YYYY-MM-DD")
    return Office(_check_name(title, "has an office without a title, or with one that is none"), *checked)
