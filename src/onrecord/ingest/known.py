"""Tables of known people, bodies and offices: FollowTheMoney and CSV in, one table of our own out.

A line of our table is ``{"name", "kind", "aliases": [...], "offices": [{"title", "since", "until"}]}``.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.model import EntityKind, Known, Office, Rejected

LONGEST_LINE = 1_000_000  # characters; a line beyond that is not of a table
LONGEST_NAME = 300
KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANISATION,
    "Company": EntityKind.ORGANISATION,
    "LegalEntity": EntityKind.ORGANISATION,
    "PublicBody": EntityKind.ORGANISATION,
    "Country": EntityKind.STATE,
}
"""FollowTheMoney's schemata that can speak, and what we call them."""

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")


def read_known(paths: Iterable[Path]) -> Iterator[Known | Rejected]:
    """Read tables, merged by name and kind, in the order of the names; bad rows come first, as Rejected.

    Args:
        paths: CSV files with a header (``name``, and any of ``aliases`` and ``offices`` with ``;``
            between them, ``kind``, ``from``, ``to``), FollowTheMoney as JSON lines, or our own table.

    Raises:
        InputError: a file cannot be read, or a CSV has no ``name`` in its header.
    """
    merged: dict[tuple[str, EntityKind], tuple[set[str], set[Office]]] = {}
    for path in paths:
        try:
            for item in _read_csv(path) if path.suffix.lower() == ".csv" else _read_lines(path):
                if isinstance(item, Rejected):
                    yield item
                else:
                    aliases, offices = merged.setdefault((item.name, item.kind), (set(), set()))
                    aliases.update(item.aliases)
                    offices.update(item.offices)
        except (OSError, csv.Error) as err:
            raise InputError(f"{path}: cannot be read ({getattr(err, 'strerror', None) or err})") from err
    for (name, kind), (aliases, offices) in sorted(merged.items()):
        by_time = sorted(offices, key=lambda o: (o.title, o.since or "", o.until or ""))
        yield Known(name, kind, tuple(sorted(aliases - {name})), tuple(by_time))


def known_line(known: Known) -> str:
    """An entry as a line of our own table."""
    offices = [{"title": o.title, "since": o.since, "until": o.until} for o in known.offices]
    row = {"name": known.name, "kind": known.kind.value, "aliases": list(known.aliases), "offices": offices}
    return json.dumps(row, ensure_ascii=False) + "\n"


def _read_csv(path: Path) -> Iterator[Known | Rejected]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        if "name" not in (rows.fieldnames or ()):
            raise InputError(
                f"{path}: has no column “name”; a table begins with name,aliases,kind,offices,from,to"
            )
        for row in rows:
            cells = {
                key: (value or "").strip()
                for key, value in row.items()
                if isinstance(key, str) and not isinstance(value, list)
            }
            offices = cells.get("offices") or cells.get("office", "")
            yield _known(
                f"{path}:{rows.line_num}",
                cells["name"],
                cells.get("kind") or "person",
                _parts(cells.get("aliases", "")),
                [(title, cells.get("from"), cells.get("to")) for title in _parts(offices)],
            )


def _parts(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split(";")) if part]


def _read_lines(path: Path) -> Iterator[Known | Rejected]:
    posts: dict[str, str] = {}
    holders: dict[str, tuple[str, EntityKind]] = {}
    held: list[tuple[str, str, str, str | None, str | None]] = []
    for where, row in _json_rows(path):
        if isinstance(row, Rejected):
            yield row
        elif "schema" not in row:
            offices = [o for o in row.get("offices", ()) if isinstance(o, dict)]
            yield _known(
                where,
                row.get("name"),
                row.get("kind", "person"),
                row.get("aliases", []),
                [(o.get("title"), o.get("since"), o.get("until")) for o in offices],
            )
        else:
            schema, values = str(row["schema"]), _values(row)
            names = values.get("name", [])
            if schema == "Position" and names:
                posts[str(row.get("id"))] = names[0]
            elif schema == "Occupancy":
                for holder in values.get("holder", []):
                    for post in values.get("post", []):
                        held.append(
                            (where, holder, post, _first(values, "startDate"), _first(values, "endDate"))
                        )
            elif schema in KINDS:
                aliases = [*names[1:], *values.get("alias", []), *values.get("weakAlias", [])]
                titles = [(title, None, None) for title in values.get("position", [])]
                known = _known(where, names[0] if names else None, KINDS[schema].value, aliases, titles)
                if isinstance(known, Known):
                    holders[str(row.get("id"))] = known.name, known.kind
                yield known
    for where, holder, post, since, until in held:
        if holder in holders and post in posts:
            name, kind = holders[holder]
            yield _known(where, name, kind.value, [], [(posts[post], since, until)])
        else:
            yield Rejected(where, "names a holder or a post that the file does not hold")


def _json_rows(path: Path) -> Iterator[tuple[str, dict[str, Any] | Rejected]]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE):
            number += 1
            where = f"{path}:{number}"
            try:
                row = json.loads(line) if line.strip() else None
            except (ValueError, RecursionError):
                row = Rejected(where, "is not JSON; a table is CSV with a header, or JSON lines")
            if row is not None:
                yield where, row if isinstance(row, dict | Rejected) else Rejected(where, "is not an object")


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
    return min(values.get(key, []), default=None)


def _known(
    where: str, name: object, kind: object, aliases: object, offices: list[tuple[Any, Any, Any]]
) -> Known | Rejected:
    """A checked entry, or why it is none."""
    if not isinstance(name, str) or not any(c.isalpha() for c in name) or len(name) > LONGEST_NAME:
        return Rejected(where, "has no name, or one that is none")
    if kind not in list(EntityKind):
        return Rejected(where, f"has an unknown kind: use {', '.join(sorted(set(KINDS.values())))}")
    checked = []
    for title, since, until in offices:
        since, until = since or None, until or None
        if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_NAME:
            return Rejected(where, "has an office without a title")
        if any(
            day is not None and not (isinstance(day, str) and _DAY.match(day[:10])) for day in (since, until)
        ):
            return Rejected(where, "has a date that is none: write YYYY, YYYY-MM or YYYY-MM-DD")
        checked.append(Office(title.strip(), since and since[:10], until and until[:10]))
    listed = aliases if isinstance(aliases, list) else []
    short = [a for a in listed if isinstance(a, str) and a.strip() and len(a) <= LONGEST_NAME]
    return Known(name.strip(), EntityKind(str(kind)), tuple(short), tuple(checked))
