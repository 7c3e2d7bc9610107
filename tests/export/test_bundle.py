"""Proof bundles: the same bytes each time, true to their texts, and no fault goes unsaid."""

import hashlib
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.errors import InputError, UsageError
from onrecord.export import bundle, check, check_bundle, find_statement, manifest_json, page_line, read_schema
from onrecord.export.bundle import stretches_of
from onrecord.model import Record, Span
from tests.export.test_findings import FINDINGS, _strict
from tests.show.build import PAGE, RECORD, lighthouse
from tests.show.test_hostile import HOSTILE, lighthouse_with

WITH_RECORD = replace(find_statement(lighthouse(), "s4"), records=(RECORD,))
TEXTS = {None: PAGE, RECORD.id: RECORD.text}


def _save(folder: Path, data: bytes) -> Path:
    path = folder / "proof.zip"
    path.write_bytes(data)
    return path


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(folder: Path, files: dict[str, bytes], *, sums: bool = False) -> Path:
    """A bundle with other files; with its sums made anew, as one would who means to deceive."""
    if sums:
        files = {name: data for name, data in files.items() if name != "SHA256SUMS"}
        lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
        files["SHA256SUMS"] = "".join(lines).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return _save(folder, stream.getvalue())


def test_every_bundle_holds_and_its_manifest_obeys_the_schema(tmp_path):
    validator = Draft202012Validator(_strict(read_schema("onrecord-proof-1")))
    page = read_schema("onrecord-1")
    for finding in FINDINGS:
        data = bundle(finding, "<p>shown</p>")
        assert check_bundle(_save(tmp_path, data)) == []
        assert data == bundle(finding, "<p>shown</p>")
        files = _files(data)
        validator.validate(json.loads(files["manifest.json"]))
        Draft202012Validator(page).validate(json.loads(files["finding.json"]))


def test_a_bundle_is_the_same_wherever_and_whenever_it_is_made():
    with zipfile.ZipFile(io.BytesIO(bundle(WITH_RECORD, "x"))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(e.date_time, e.create_system, e.external_attr, e.compress_type) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16, zipfile.ZIP_STORED)
    }


def test_a_bundle_can_be_checked_by_hand(tmp_path):
    with zipfile.ZipFile(_save(tmp_path, bundle(WITH_RECORD, "x"))) as archive:
        archive.extractall(tmp_path / "out")
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True, text=True
    )
    assert done.returncode == 0
    assert done.stdout.count(": OK\n") == 9
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    (content,) = manifest["statement"]["content"]
    code = (
        f"print(open('page.txt', encoding='utf-8', newline='').read()[{content['start']}:{content['end']}])"
    )
    told = subprocess.run(["python3", "-c", code], cwd=tmp_path / "out", capture_output=True, text=True)
    assert told.stdout.strip() == content["exact"]


def test_the_manifest_points_at_the_words_of_both_sides():
    manifest = manifest_json(WITH_RECORD)
    seen = [(key, stretch) for _, key, stretch in stretches_of(manifest)]
    assert len(seen) > 30
    for key, stretch in seen:
        assert TEXTS[key][stretch["start"] : stretch["end"]] == stretch["exact"]
    assert manifest["traces"][0]["searched"] == 3


@pytest.mark.parametrize("attack", [*HOSTILE, "\ud800 \U0001f3ee", "a\r\nb\rc", "../../etc/passwd"])
def test_hostile_text_changes_no_name_and_no_offset(tmp_path, attack):
    finding = find_statement(lighthouse_with(attack), attack)
    finding = replace(finding, records=(replace(RECORD, title=attack, url=attack),))
    data = bundle(finding, "x")
    assert check_bundle(_save(tmp_path, data)) == []
    names = set(_files(data))
    assert names == set(_files(bundle(WITH_RECORD, "x")))
    assert _files(data)["page.txt"].decode("utf-8", "surrogatepass") == finding.reading.snap.text


def test_the_finding_alone_is_in_the_bundle():
    files = _files(bundle(find_statement(lighthouse(), "s3"), "x"))
    assert json.loads(files["finding.json"]) == page_line(find_statement(lighthouse(), "s3").narrow())
    assert "record.txt" not in files


def test_quotes_from_two_records_bring_both():
    reading = lighthouse()
    (trace,) = reading.traces["s1"]
    other = replace(trace, passage=replace(trace.passage, record="other"))
    finding = find_statement(replace(reading, traces={"s1": (replace(trace, rest=(other,)),)}), "s1")
    files = _files(bundle(replace(finding, records=(replace(RECORD, id="other"), RECORD)), "x"))
    told = [(r["id"], r["file"]) for r in json.loads(files["manifest.json"])["records"]]
    assert told == [("briefing", "record.txt"), ("other", "record-2.txt")]


@pytest.mark.parametrize("text", ["", RECORD.text.replace("not", "now"), RECORD.text[:40]])
def test_another_text_is_not_the_record(text):
    with pytest.raises(UsageError, match="not the one that the quote was traced to"):
        bundle(replace(find_statement(lighthouse(), "s1"), records=(Record("briefing", text),)), "x")


# Faults


def _edit(files: dict[str, bytes], name: str, change) -> None:
    value = json.loads(files[name])
    change(value)
    files[name] = json.dumps(value).encode()


def _shift(manifest):
    manifest["statement"]["content"][0]["start"] += 1


def _beyond(manifest):
    manifest["statement"]["quoted"][0] = {"start": 5, "end": 10**9, "exact": "x"}


def _below(manifest):
    manifest["statement"]["cue"][0]["start"] = -3


def _edits(manifest):
    manifest["traces"][0]["edits"].pop()


def _newer(manifest):
    manifest["schema"] = "onrecord-proof/2"


def _no_statement(finding):
    finding["attributions"] = []


@pytest.mark.parametrize(
    "name, change, fault",
    [
        ("manifest.json", _shift, "'page.txt': content: other words than the manifest's stand at 250:324"),
        ("manifest.json", _beyond, "'page.txt': quoted has offsets 5:1000000000 beyond its 369 code points"),
        ("manifest.json", _below, "'page.txt': cue has offsets -3:"),
        ("manifest.json", _edits, "finding.json: its traces are not those in manifest.json"),
        ("manifest.json", _newer, "is in the format 'onrecord-proof/2', not onrecord-proof/1"),
        ("manifest.json", lambda m: m.pop("page"), "manifest.json: missing, or not in the form"),
        ("manifest.json", lambda m: m.update(traces=7), "manifest.json: missing, or not in the form"),
        ("manifest.json", lambda m: m["page"].update(length=1), "has 369 code points, not 1 as"),
        ("manifest.json", lambda m: m["page"].update(sha256="0"), "its SHA-256 is not the one in manifest"),
        ("manifest.json", lambda m: m["page"].update(file="../x"), "'../x': named in manifest.json, and not"),
        ("manifest.json", lambda m: m["records"].clear(), "words are given of a record that is not in the"),
        ("finding.json", _no_statement, "finding.json: its statement is not the one in manifest.json"),
        ("finding.json", lambda f: f.update(text="x"), "finding.json: its text is not that of page.txt"),
        ("finding.json", lambda f: f.update(sha256="x"), "finding.json: its SHA-256 is not the one in"),
    ],
)
def test_what_is_not_true_is_said_even_where_the_sums_are_made_anew(tmp_path, name, change, fault):
    files = _files(bundle(WITH_RECORD, "x"))
    _edit(files, name, change)
    faults = check_bundle(_pack(tmp_path, files, sums=True))
    assert any(fault in line for line in faults), faults
    assert all("\n" not in line for line in faults)


@pytest.mark.parametrize("name", sorted(_files(bundle(WITH_RECORD, "x"))))
def test_a_changed_file_or_a_missing_one_is_said(tmp_path, name):
    files = _files(bundle(WITH_RECORD, "x"))
    assert check_bundle(_pack(tmp_path, files | {name: files[name] + b" "}))
    assert check_bundle(_pack(tmp_path, {n: data for n, data in files.items() if n != name}))


def test_a_file_too_many_is_said_by_a_name_that_does_no_harm(tmp_path):
    files = _files(bundle(WITH_RECORD, "x")) | {"\x1b[31m../evil": b""}
    (fault,) = check_bundle(_pack(tmp_path, files))
    assert fault == r"'\x1b[31m../evil': in the bundle, and not named in SHA256SUMS"


@pytest.mark.parametrize("text", [b"", b"[" * 100_000, b"\xff", b"null", b"[]", b'{"schema": []}'])
def test_a_manifest_that_is_none_is_a_fault(tmp_path, text):
    files = _files(bundle(WITH_RECORD, "x")) | {"manifest.json": text}
    assert any(line.startswith("manifest.json") for line in check_bundle(_pack(tmp_path, files, sums=True)))


def _bomb() -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("page.txt", "w") as entry,
    ):
        for _ in range(65):
            entry.write(bytes(1 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    "data, message",
    [
        (b"", "is no zip, or a damaged one"),
        (b"PK\x03\x04 and no more", "is no zip, or a damaged one"),
        (bundle(WITH_RECORD, "x")[:-30], "is no zip, or a damaged one"),
        (bundle(WITH_RECORD, "x").replace(b"lighthouse", b"lightship!"), "is no zip, or a damaged one"),
        (_bomb(), "'page.txt' is larger than 64 MB"),
    ],
)
def test_what_is_no_bundle_is_refused(tmp_path, data, message):
    with pytest.raises(InputError, match=message):
        check_bundle(_save(tmp_path, data))


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_in_another_way_is_refused(tmp_path, packing):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        archive.writestr("page.txt", b"x" * 999)
    data = stream.getvalue()
    damaged = data[:60] + b"\xff" * 9 + data[69:]
    for each in (data, damaged):
        with pytest.raises(InputError):
            check_bundle(_save(tmp_path, each))


def test_many_large_files_in_a_small_zip_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "MAX_WHOLE", 1000)
    with pytest.raises(InputError, match="no proof bundle"):
        check_bundle(_pack(tmp_path, {str(n): b"x" * 400 for n in range(3)}))


def test_too_many_files_are_refused(tmp_path):
    with pytest.raises(InputError, match="too many files"):
        check_bundle(_pack(tmp_path, {str(n): b"" for n in range(65)}))


def test_a_bundle_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        check_bundle(tmp_path / "none.zip")


def test_a_trace_beyond_its_record_is_not_of_it():
    reading = lighthouse()
    (trace,) = reading.traces["s1"]
    far = replace(trace, passage=replace(trace.passage, spans=(Span(10**6, 10**6 + 5),)))
    finding = find_statement(replace(reading, traces={"s1": (far,)}), "s1")
    with pytest.raises(UsageError):
        bundle(replace(finding, records=(RECORD,)), "x")
