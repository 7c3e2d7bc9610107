"""read, read_text, trace and find, on the sample and on what is no page."""

import json
from datetime import date

import pytest

import onrecord
from onrecord.errors import InputError, RecordsError, UsageError
from onrecord.export import page_line
from onrecord.model import EntityKind, Known
from onrecord.pipeline.records import open_records

TEXT = "“We keep the ferry,” harbour master Lia Orvane said on Monday."
SAID = "LIA ORVANE: We do not keep the ferry. It is the island’s."


def _names(readings: onrecord.Readings) -> list[str | None]:
    return [a.entity.name for reading in readings for a in reading.attributions if a.entity]


def test_a_path_as_text_or_as_path_is_one_page(sample):
    page = sample / "pages" / "2-lorrany-press.txt"
    one, two = onrecord.read(page), onrecord.read(str(page))
    assert [page_line(r) for r in one] == [page_line(r) for r in two]
    assert one[0].snap.id == "2-lorrany-press"
    assert "Orla Venn" in _names(one)
    assert one.searched is None


def test_many_pages_of_any_kind_keep_their_order(sample, tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(json.dumps({"id": n, "text": TEXT}) + "\n" for n in "ab"))
    pages = [sample / "pages" / "5-evening-lantern.txt", onrecord.make_snapshot(TEXT, id="made"), str(lines)]
    readings = onrecord.read(page for page in pages)
    assert [r.snap.id for r in readings] == ["5-evening-lantern", "made", "a", "b"]
    assert readings.rejected == ()


def test_what_cannot_be_read_among_several_is_rejected_with_its_reason(sample):
    page = sample / "pages" / "2-lorrany-press.txt"
    readings = onrecord.read(["nowhere.txt", page, TEXT + "\nMore.", "ftp://harbour.example/a", "x" * 5000])
    assert len(readings) == 1
    assert [bad.reason for bad in readings.rejected][:2] == [
        "no such file",
        "is no path or address; give a text to onrecord.read_text",
    ]
    assert len(readings.rejected) == 4
    assert all(len(bad.item) < 100 for bad in readings.rejected)


@pytest.mark.parametrize(
    ("page", "told"),
    [("nowhere.txt", "nowhere.txt: no such file"), ("", "names nothing"), (TEXT + "\nMore.", "read_text")],
)
def test_a_page_alone_that_cannot_be_read_is_an_error(page, told):
    with pytest.raises(InputError, match=told):
        onrecord.read(page)
    assert len(onrecord.read([page]).rejected) == 1


def test_a_folder_holds_many_and_one_of_none_is_an_error(sample, tmp_path):
    assert len(onrecord.read(sample / "pages")) == 5
    with pytest.raises(InputError, match="holds no pages"):
        onrecord.read(tmp_path)


def test_a_file_of_many_is_an_error_only_where_none_can_be_read(tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": TEXT}) + "\n{\n")
    readings = onrecord.read(lines)
    assert (len(readings), len(readings.rejected)) == (1, 1)
    lines.write_text("{\n")
    with pytest.raises(InputError, match="line 1: is not JSON"):
        onrecord.read(lines)


def test_standard_input_is_not_waited_for():
    with pytest.raises(InputError, match="no such file"):
        onrecord.read("-")


@pytest.mark.parametrize("pages", [5, [5], [None], b"bytes", [TEXT.encode()]])
def test_what_is_no_page_at_all_is_a_wrong_call(pages):
    with pytest.raises((UsageError, TypeError)):
        onrecord.read(pages)


@pytest.mark.parametrize("jobs", [0, -1, 65, "2", 1.5])
def test_a_number_of_processes_that_is_none_is_a_wrong_call(jobs):
    with pytest.raises(UsageError, match="1 to 64"):
        onrecord.read([], jobs=jobs)


def test_many_processes_give_what_one_gives(sample):
    pages = [*sorted((sample / "pages").glob("*.txt")), "nowhere.txt"]
    one, two = onrecord.read(pages), onrecord.read(pages, jobs=2)
    assert one == two


def test_nothing_asked_gives_nothing():
    readings = onrecord.read([])
    assert (len(readings), list(readings), readings.rejected) == (0, [], ())


def test_a_text_is_read_with_what_is_known_of_it():
    (reading,) = onrecord.read_text(
        TEXT, title="Ferry", outlet="Tarn Echo", published=date(2031, 5, 7), url="https://echo.example/1"
    )
    snap = reading.snap
    assert (snap.text, snap.title, snap.outlet, snap.url) == (
        TEXT,
        "Ferry",
        "Tarn Echo",
        "https://echo.example/1",
    )
    assert snap.published == "2031-05-07"
    assert reading.attributions[0].day == "2031-05-05"


def test_html_is_read_as_a_page_from_str_and_bytes(sample):
    page = sample / "pages" / "1-sallow-courier.html"
    (file,) = onrecord.read(page)
    for html in (page.read_text(encoding="utf-8"), page.read_bytes()):
        (reading,) = onrecord.read_text(html)
        assert reading.snap.text == file.snap.text
        assert reading.snap.outlet == "Sallow Courier"


def test_texts_have_ids_of_their_own():
    one, two, again = (onrecord.make_snapshot(text).id for text in (TEXT, TEXT + " No.", TEXT))
    assert one == again != two


@pytest.mark.parametrize("text", ["", " \n", b"", b"\x89PNG\r\n\x1a\n\0\0", "\0\0\0", "a" * 20_000_001])
def test_what_is_no_text_is_an_input_error(text):
    with pytest.raises(InputError):
        onrecord.read_text(text)


@pytest.mark.parametrize("make", [onrecord.make_snapshot, lambda text: onrecord.make_record(text, "r")])
def test_a_text_that_is_not_text_is_a_wrong_call(make):
    with pytest.raises(UsageError, match="not None"):
        make(None)


def test_a_day_that_is_none_is_a_wrong_call():
    with pytest.raises(UsageError, match="soon is no day"):
        onrecord.read_text(TEXT, published="soon")
    with pytest.raises(UsageError, match="is no day"):
        onrecord.find("We keep the ferry", records=[onrecord.make_record(SAID, "r")], date="soon")


def test_half_a_character_does_no_harm(tmp_path):
    readings = onrecord.read_text(TEXT + " \ud800")
    readings.to_jsonl(tmp_path / "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["text"] == TEXT + " \ufffd"
    record = onrecord.make_record(SAID + " \ud800", "hall")
    for paraphrase in (True, False):
        quote = "We do not \udfff keep the ferry at all this winter"
        assert len(onrecord.find(quote, records=[record], speaker="Lia Orvane", paraphrase=paraphrase)) == 1
    with pytest.raises(InputError, match="half a character"):
        onrecord.read(onrecord.Snapshot("by hand", TEXT + " \ud800"))


def test_a_table_of_known_people_is_a_file_or_a_list(tmp_path):
    table = tmp_path / "known.jsonl"
    table.write_text('{"name": "Lia Orvane"}\n{"name": 5}\n')
    snap = onrecord.make_snapshot("“We keep the ferry,” Orvane said.")
    given = onrecord.read(snap, entities=[Known("Lia Orvane", EntityKind.PERSON)])
    read = onrecord.read(snap, entities=table)
    assert _names(given) == _names(read) == ["Lia Orvane"]
    assert (len(given.rejected), len(read.rejected)) == (0, 1)
    with pytest.raises(InputError, match=r"none\.jsonl"):
        onrecord.read(snap, entities=tmp_path / "none.jsonl")


def test_the_sample_is_traced_as_the_command_traces_it(traced, sample):
    assert traced.searched == 2
    assert len(traced) == 5
    kinds = {d.kind for r in traced for ts in r.traces.values() for t in ts for d in t.drift}
    assert {"verbatim", "trimmed", "negation", "modality", "cut"} <= kinds
    assert (sample / "records.onrecord-index").is_dir()


def test_readings_are_traced_without_being_read_again(traced, sample):
    pages = [*sorted((sample / "pages").iterdir()), "nowhere.txt"]
    again = onrecord.trace(onrecord.read(pages), records=open_records(sample / "records"))
    assert again.readings == traced.readings
    assert [bad.item for bad in again.rejected] == ["nowhere.txt"]


def test_records_are_given_as_a_list_and_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    record = onrecord.make_record(SAID, "hall", date=date(2031, 5, 5), title="Hall")
    readings = onrecord.trace(onrecord.make_snapshot(TEXT), records=[record])
    (trace,) = next(iter(readings[0].traces.values()))
    assert (trace.passage.record, trace.passage.speaker, trace.passage.title) == (
        "hall",
        "LIA ORVANE",
        "Hall",
    )
    assert "negation" in {d.kind for d in trace.drift}
    assert list(tmp_path.iterdir()) == []


def test_a_record_in_one_voice_says_whose():
    record = onrecord.make_record(
        "We keep the ferry.", "post", speaker="Lia Orvane", url="https://x.example/1"
    )
    assert (record.speakers, record.url, record.date) == (("Lia Orvane",), "https://x.example/1", None)


@pytest.mark.parametrize(
    ("records", "error"),
    [([], RecordsError), ("nowhere", RecordsError), ([TEXT], UsageError), (TEXT.splitlines(), UsageError)],
)
def test_records_that_are_none(records, error):
    with pytest.raises(error):
        onrecord.trace(onrecord.make_snapshot(TEXT), records=records)


def test_what_of_the_records_cannot_be_read_is_told(tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "good.txt").write_text(SAID, encoding="utf-8")
    (folder / "bad.jsonl").write_text("{\n")
    readings = onrecord.find("We do not keep the ferry", records=folder)
    assert (len(readings), [b.reason[:11] for b in readings.rejected]) == (1, ["is not JSON"])
    with pytest.warns(UserWarning, match="is not JSON"):
        index = onrecord.open_records(str(folder), index=tmp_path / "index")
    again = onrecord.find("We do not keep the ferry", records=index)
    assert (again.readings, again.rejected) == (readings.readings, readings.rejected)
    assert (tmp_path / "index").is_dir()


def test_find_says_where_and_who_and_elsewhere(sample):
    (reading,) = onrecord.find(
        "We will not end the winter service this year",
        records=sample / "records",
        elsewhere=sample / "pages",
        speaker="Orla Venn",
        date="2024-11-12",
    )
    (trace,) = reading.traces["quote"]
    assert (trace.passage.record, trace.passage.speaker) == ("press-conference", "COMMISSIONER VENN")
    assert any("sallow-courier" in passage.record for passage in trace.elsewhere)


def test_find_looks_for_several_in_order_and_says_what_it_would_not_take(sample):
    asked = ["nobody ever said these seven words here", "—", "four crossings a day instead of six"]
    readings = onrecord.find(asked, records=sample / "records")
    assert [r.snap.text for r in readings] == [asked[0], asked[2]]
    assert [bad.reason for bad in readings.rejected] == ["holds no word: give the words to look for"]
    assert "1 not found" in repr(readings)
    assert "fabricat" not in repr(readings) + readings._repr_html_()
    with pytest.raises(InputError, match="holds no word"):
        onrecord.find("—", records=sample / "records")
    with pytest.raises(UsageError, match="not a int"):
        onrecord.find([5], records=sample / "records")


def test_find_looks_for_a_paraphrase(sample):
    told = "there would be four crossings a day from January in place of six"
    (reading,) = onrecord.find(told, records=sample / "records", speaker="Orla Venn", paraphrase=True)
    (trace,) = reading.traces["statement"]
    assert trace.paraphrase
    assert "four crossings a day" in trace.passage.text
