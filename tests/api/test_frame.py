"""Statements and traces as tables, and as others take them."""

import re
import sys

import pandas
import pyarrow
import pytest

import onrecord
from onrecord.api.frame import MAX_CELL, MAX_ROWS
from onrecord.errors import UsageError
from onrecord.export import STATEMENTS, TABLES

SAID = "LIA ORVANE: We do not keep the ferry. It is the island’s."


def _plain(value):
    """A value as it stands in a row, out of pandas or another."""
    return None if value is pandas.NA or value != value else value


def _hostile() -> onrecord.Readings:
    text = "“<b>We sail</b>\ud800\x1b[31m,” Ana <script>alert(1)</script> Brook said on Friday."
    return onrecord.read_text(
        text + " Rain fell." * 50, title="=cmd()", outlet="<img src=x onerror=alert(1)>"
    )


def test_a_row_for_each_statement_and_each_trace(traced):
    assert len(traced.statements) == sum(len(reading.attributions) for reading in traced)
    assert len(traced.traces) == sum(len(found) for reading in traced for found in reading.traces.values())
    assert traced.statements.columns == tuple(traced.statements[0])
    assert [row["page"] for row in traced.statements[:2]] == ["1-sallow-courier"] * 2
    assert {row["state"] for row in traced.statements} >= {"grave", "none", "not-found", "untraced"}
    told = repr(traced.statements)
    assert re.fullmatch(rf"<{len(traced.statements)} statements: page, sha256, url, … \(\d+ columns\)>", told)
    assert repr(traced.traces[:1]).startswith("<1 trace: ")


def test_a_notebook_sees_the_first_rows(traced):
    html = traced.statements._repr_html_()
    assert html.count("<tr>") == MAX_ROWS + 1
    assert f"{len(traced.statements) - MAX_ROWS} not shown" in html
    assert "not shown" not in traced.statements[:2]._repr_html_()
    assert '<th scope="col">found</th>' in traced.traces._repr_html_()


def test_hostile_text_is_shown_as_text():
    readings = _hostile()
    html = readings.statements._repr_html_()
    assert set(re.findall(r"</?(\w+)", html)) <= set("table caption thead tr th tbody td".split())
    assert not set("\ud800\x1b") & set(html)
    assert max(len(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)) <= 5 * MAX_CELL  # &lt; for <


@pytest.mark.parametrize("name", TABLES)
def test_pandas_has_every_value(traced, name):
    rows = getattr(traced, name)
    frame = rows.to_pandas()
    assert tuple(frame.columns) == rows.columns
    for column in rows.columns:
        assert [_plain(value) for value in frame[column].tolist()] == [row[column] for row in rows], column


def test_pandas_keeps_kinds_where_values_are_missing_or_none_are_there(traced):
    for readings in (traced, onrecord.Readings(), onrecord.read_text("“We sail,” Ana Brook said.")):
        kinds = readings.to_pandas().dtypes.astype(str)
        assert (kinds["name"], kinds["start"], kinds["confidence"]) == ("string", "Int64", "float64")
        assert (kinds["imputed"], kinds["searched"], kinds["spans"]) == ("boolean", "Int64", "object")


def test_half_a_character_is_kept_by_pandas_and_a_sign_to_arrow():
    readings = onrecord.read_text("“We sail,” Ana Brook said.", title="Ferry \ud800")
    assert readings.to_pandas()["title"][0] == "Ferry \ud800"
    assert pyarrow.table(readings).column("title")[0].as_py() == "Ferry \ufffd"


@pytest.mark.parametrize("name", TABLES)
def test_arrow_takes_them_as_they_are(traced, name):
    rows = getattr(traced, name)
    table = pyarrow.table(rows)
    assert table.to_pylist() == list(rows)
    assert table.schema.metadata[b"onrecord.format"] == TABLES[name].format.encode()
    table.validate(full=True)


def test_readings_are_their_statements_to_arrow(traced):
    assert pyarrow.table(traced).equals(pyarrow.table(traced.statements))
    nothing = pyarrow.table(onrecord.Readings())
    assert (nothing.num_rows, nothing.num_columns) == (0, len(STATEMENTS.columns))
    assert pyarrow.table(_hostile()).column("outlet")[0].as_py().startswith("<img")


def test_polars_takes_them_as_they_are(traced):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(traced)
    assert frame.rows(named=True) == list(traced.statements)
    assert polars.DataFrame(traced.traces).height == len(traced.traces)


def test_duckdb_takes_them_as_they_are(traced):
    duckdb = pytest.importorskip("duckdb")
    (found,) = duckdb.sql("select count(*) from traced where state = 'grave'").fetchall()
    assert found == (sum(row["state"] == "grave" for row in traced.statements),)


@pytest.mark.parametrize(
    ("package", "call"),
    [("pandas", lambda r: r.to_pandas()), ("pyarrow", lambda r: r.__arrow_c_stream__())],
    ids=["pandas", "pyarrow"],
)
def test_a_package_that_is_missing_is_named_with_what_to_do(traced, monkeypatch, package, call):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=rf"needs {package}, which is missing: pip install"):
        call(traced)


def test_neither_is_needed_for_the_rest(traced, monkeypatch):
    for package in ("pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, package, None)
    assert traced.statements[0]["page"]
    assert traced._repr_html_()
    assert onrecord.find("We do not keep the ferry", records=[onrecord.make_record(SAID, "hall")]).traces
