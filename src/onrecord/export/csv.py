"""Rows → CSV (RFC 4180): UTF-8, a header, lines that end with CRLF.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and a page could
have one run that way. A text that begins so (after blanks, too; the wide forms as well), with a tab or a
line's end, or with an apostrophe, gets an apostrophe before it. So taking one apostrophe off whatever
begins with one gives the text back. A NUL and half of a surrogate pair, which no CSV can hold, become
U+FFFD, one for one. None is an empty cell, as is an empty text; a list is joined by ``;``. Where that is
not exact enough, JSONL is.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.tables import Row, Table, Value

MARK = "'"  # what spreadsheets themselves take for "this is text"
JOINT = ";"
_FORMULA = re.compile(r"[\t\r\n']|\s*[=+\-@＝＋－＠]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


class _Echo:
    """What the csv module writes to: it hands back each line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(table: Table[Any], rows: Iterable[Row]) -> Iterator[str]:
    r"""Give rows as lines of CSV, the header first, each with its CRLF.

    Args:
        table: what they are rows of.
        rows: as ``table.rows`` yields them.

    Example:
        >>> from onrecord.export.tables import STATEMENTS
        >>> next(csv_lines(STATEMENTS, []))[:24]
        'page,sha256,url,outlet,t'
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    names = [column.name for column in table.columns]
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([cell(row[name]) for name in names])


def cell(value: Value) -> str:
    """A value as the text of a cell, before it is quoted.

    Example:
        >>> cell("=1+1"), cell(["a", "b"]), cell(True), cell(None)
        ("'=1+1", 'a;b', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = _UNFIT.sub("�", JOINT.join(value) if isinstance(value, list) else value)
    return MARK + text if _FORMULA.match(text) else text
