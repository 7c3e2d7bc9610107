"""What a call gives back: a sequence, a line, JSON, HTML."""

import json

import pytest
from jsonschema import Draft202012Validator

import onrecord
from onrecord.api.notebook import MAX_HTML, MAX_PAGES, MAX_TEXT
from onrecord.errors import OnRecordError
from onrecord.export import load_schema

HOSTILE = '</iframe><script>parent.document.title = "taken"</script>" onload="x <img src=x onerror=alert(1)>'


def _many(number: int, text: str = "“We sail,” Ana Brook said.") -> onrecord.Readings:
    snaps = (onrecord.make_snapshot(text, id=f"page {n}") for n in range(number))
    return onrecord.Readings(tuple(onrecord.Reading(snap) for snap in snaps))


def test_a_sequence(traced):
    assert len(traced) == len(list(traced)) == 5
    assert traced[-1] is traced[4] is next(reversed(traced))
    assert traced[1:3].readings == traced.readings[1:3]
    assert isinstance(traced[1:3], onrecord.Readings)
    assert traced[0] in traced
    with pytest.raises(IndexError):
        _ = traced[5]
    with pytest.raises(AttributeError):
        traced.readings = ()


def test_it_is_told_in_one_line(traced):
    assert repr(traced).startswith("<Readings: 5 pages, ")
    for words in ("looked for in 2 records: ", " as in the record", " grave drift", " not found"):
        assert words in repr(traced)
    assert repr(onrecord.Readings()) == "<Readings: 0 pages, 0 statements>"
    rejected = onrecord.read(["nowhere.txt"])
    assert repr(rejected) == "<Readings: 0 pages, 0 statements; 1 rejected>"


def test_json_obeys_the_schema(traced, tmp_path):
    validator = Draft202012Validator(load_schema())
    document = json.loads(traced.to_json())
    validator.validate(document)
    traced.to_jsonl(tmp_path / "pages.jsonl")
    lines = (tmp_path / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == document["pages"]


def test_a_file_is_written_whole_or_not_at_all(traced, tmp_path):
    traced.to_html(str(tmp_path / "report.html"))
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for write in (traced.to_html, traced.to_jsonl):
        with pytest.raises(OnRecordError, match="cannot be written"):
            write(tmp_path / "nowhere" / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_notebook_gets_a_frame_in_which_no_script_runs(traced):
    html = traced._repr_html_()
    assert html.startswith("<p>5 pages, ")
    assert html.count("<iframe ") == 1
    assert 'sandbox=""' in html
    assert "<script" not in html
    assert "Look here first" in html
    assert len(html) < MAX_HTML


def test_hostile_text_stays_in_its_attribute():
    page = onrecord.make_snapshot(f"“{HOSTILE},” Ana Brook said.", title=HOSTILE, id=HOSTILE, outlet=HOSTILE)
    html = onrecord.read(page)._repr_html_()
    before, _, report = html.partition('srcdoc="')
    inside = report[: report.index('"')]
    assert not {"<", ">", "'"} & set(inside)
    assert "script" not in before
    assert html[len(before) + len('srcdoc="') + len(inside) :].count("<") == 1  # </iframe>


@pytest.mark.parametrize(
    ("readings", "left"),
    [
        (_many(MAX_PAGES + 3), "3 pages not shown here"),
        (_many(3, "Rain. " * (MAX_TEXT // 12)), "1 page not shown here"),
        (_many(1, "Rain. " * MAX_TEXT), "1 page not shown here"),
        (onrecord.Readings(), ""),
    ],
    ids=["many", "long", "too long", "none"],
)
def test_a_notebook_is_spared_what_is_too_much(readings, left):
    html = readings._repr_html_()
    assert left in html.partition("<iframe")[0]
    assert ("not shown" in html) == bool(left)
    assert len(html) < 2 * MAX_HTML  # escaping makes it longer
