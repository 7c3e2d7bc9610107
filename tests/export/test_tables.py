"""Rows, CSV and Parquet: every value of its column's kind, texts that come back, and no cell that runs."""

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.export import STATEMENTS, TABLES, TRACES, csv_lines, write_parquet
from onrecord.export.csv import cell
from onrecord.model import Reading, Snapshot
from tests.show.build import lighthouse
from tests.show.test_hostile import HOSTILE, lighthouse_with

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "list of string": list}
READINGS = [
    lighthouse(),
    Reading(Snapshot("blank", "")),
    *(lighthouse_with(attack) for attack in (*HOSTILE, "=1+1", "\ud800", "a\r\nb")),
]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_value_is_of_its_columns_kind(table):
    rows = list(table.rows(READINGS))
    assert len(rows) > len(READINGS)
    for row in rows:
        for column in table.columns:
            value = row[column.name]
            if value is None:
                assert not column.always, column.name
            else:
                assert type(value) is TYPES[column.kind], column.name


def test_rows_are_of_statements_and_of_traces():
    statements = {row["statement"]: row for row in STATEMENTS.rows([lighthouse()])}
    assert [statements[key]["state"] for key in ("s1", "s2", "s3", "s4")] == [
        "grave",
        "untraced",
        "not-found",
        "notable",
    ]
    assert (statements["s3"]["through"], statements["s3"]["searched"]) == ("Tom Wick", 3)
    traces = {row["statement"]: row for row in TRACES.rows([lighthouse()])}
    assert traces["s4"]["record_spans"] == ["77:115", "130:164"]
    assert (traces["s3"]["found"], traces["s3"]["severity"], traces["s3"]["searched"]) == (False, None, 3)


def test_stretches_from_other_records_name_the_trace_that_they_complete():
    reading = lighthouse()
    (first,), (last,) = reading.traces["s1"], reading.traces["s4"]
    nested = replace(last, rest=(replace(first, rest=(first,)), first))
    rows = list(TRACES.rows([replace(reading, traces={"s4": (nested, first)})]))
    assert [(row["trace"], row["completes"]) for row in rows] == [
        (1, None),
        (2, 1),
        (3, 2),
        (4, 1),
        (5, None),
    ]


def _read_back(lines) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(lines), newline=""), strict=True))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_csv_reads_back_as_it_was(table):
    rows = list(table.rows(READINGS))
    lines = list(csv_lines(table, rows))
    assert all(line.endswith("\r\n") for line in lines)
    "".join(lines).encode("utf-8")
    header, *read = _read_back(lines)
    assert header == [column.name for column in table.columns]
    for row, got in zip(rows, read, strict=True):
        assert [text.removeprefix("'") for text in got] == [_plain(row[name]) for name in header]


def _plain(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = ";".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return re.sub("[\x00\ud800-\udfff]", "�", text)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_one_apostrophe_off_gives_the_text_back(text):
    table = replace(STATEMENTS, columns=STATEMENTS.columns[:1])
    _, (got,) = _read_back(csv_lines(table, [{"page": text}])) if text else (None, ("",))
    assert got.removeprefix("'") == text


@given(st.text("=+-@＝＋－＠\t\r\n '\"a", min_size=1))
def test_no_cell_begins_a_formula(text):
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell(text))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", " =1", "\n=1", "＝1", "'x"]
)
def test_what_a_spreadsheet_would_run_is_marked(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["plain", "“=1”", "a=1", "1-1", "…"])
def test_what_it_would_not_is_left_alone(text):
    assert cell(text) == text


def test_a_number_below_zero_is_a_number():
    assert (cell(-0.5), cell(3), cell(False), cell([])) == ("-0.5", "3", "false", "")


# Parquet


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_parquet_reads_back_as_it_was(table, tmp_path):
    rows = list(table.rows(READINGS))
    path = tmp_path / "rows.parquet"
    assert write_parquet(table, iter(rows), path, group=4) == len(rows)
    file = pq.ParquetFile(path)
    assert file.num_row_groups == -(-len(rows) // 4)
    metadata = file.schema_arrow.metadata
    assert metadata[b"onrecord.format"].decode() == table.format
    assert metadata[b"onrecord.version"]
    assert [field.metadata[b"description"].decode() for field in file.schema_arrow] == [
        column.meaning for column in table.columns
    ]
    told = [{key: _fit(value) for key, value in row.items()} for row in rows]
    assert file.read().to_pylist() == told


def _fit(value):
    if isinstance(value, list):
        return [_fit(each) for each in value]
    return re.sub("[\ud800-\udfff]", "�", value) if isinstance(value, str) else value


def test_no_rows_make_a_file_with_columns():
    sink = io.BytesIO()
    assert write_parquet(STATEMENTS, [], sink) == 0
    assert pq.read_table(sink).column_names == [column.name for column in STATEMENTS.columns]


def test_a_place_that_cannot_be_written_is_said_so(tmp_path):
    with pytest.raises(OnRecordError, match="cannot be written"):
        write_parquet(STATEMENTS, [], tmp_path / "none" / "rows.parquet")


def test_without_pyarrow_the_rest_works_and_parquet_says_what_to_do():
    code = (
        "import sys, io; sys.modules['pyarrow'] = None\n"
        "from onrecord.export import STATEMENTS, csv_lines, write_parquet\n"
        "from onrecord.errors import UsageError\n"
        "next(csv_lines(STATEMENTS, []))\n"
        "try: write_parquet(STATEMENTS, [], io.BytesIO())\n"
        "except UsageError as err: print(err)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "Parquet needs pyarrow, which is missing: pip install 'onrecord[parquet]'\n"
