"""A plan that will not do is refused in one line that names the key."""

import os
import sys
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.pipeline.bulk.inputs import list_inputs
from onrecord.pipeline.bulk.plan import read_plan

GOOD = 'inputs = ["pages.jsonl"]\noutput = "out"\n'


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("inputs = [", "is not TOML"),
        ('output = "out"', "inputs is missing"),
        ('inputs = []\noutput = "out"', "inputs: expected array of length >= 1"),
        ('inputs = "pages.jsonl"\noutput = "out"', "inputs: expected array, got str"),
        (GOOD + 'colour = "red"', "colour is not known: a plan has inputs, output"),
        (GOOD + "[settings]\nworker = 2", "settings.worker is not known: a plan has entities"),
        (GOOD + '[settings]\nworkers = "two"', "settings.workers: expected int, got str"),
        (GOOD + "[settings]\npage_seconds = 0", "settings.page_seconds: expected float > 0.0"),
        (GOOD + '[settings]\nmemory = "much"', "'much' is no size"),
        (GOOD + '[settings]\nmemory = "1GB"', "settings.memory: 1GB has no room for one worker of 1250 MB"),
        (GOOD + '[settings]\npage_memory = "9MB"', "settings.page_memory: 9MB is too little"),
        (
            GOOD + '[settings]\npage_memory = "99999999999T"',
            "settings.page_memory: 99999999999T is more than any",
        ),
        (GOOD + "[settings]\npage_seconds = inf", "settings.page_seconds: expected float <= 86400.0"),
        (
            GOOD + "[settings]\npiece_pages = 99999999999999999999",
            "settings.piece_pages: expected int <= 10000",
        ),
        (GOOD + 'engine = "ray://"', "engine 'ray://' is not known"),
        (GOOD + 'engine = "spark"', "engine 'spark' is not known: write one of local, ray:ADDRESS"),
        (GOOD + f'[settings]\nmemory = "{"9" * 400}GB"', "is no size"),
        (GOOD + f'[settings]\npage_memory = "{"9" * 400}GB"', "is no size"),
        ("inputs = " + "[" * 5000, "nested too deeply"),
        ('inputs = [""]\noutput = "out"', "inputs[0]: expected str of length >= 1"),
        ('inputs = ["a.html"]\noutput = "s3://store/out"', "output: s3://store/out: only inputs may be addresses"),
        ('inputs = ["a.html"]\noutput = "a\\u0000"', "output: 'a\\x00' is no name"),
        (GOOD + 'records = "https://outlet.example/r"', "records: https://outlet.example/r: only inputs may be"),
        (GOOD + f'records = "{"r" * 5000}"', "cannot be reached (file name too long)"),
        (GOOD + 'ledger = ""', "ledger: expected str of length >= 1"),
        (GOOD + 'records = "nowhere"', "nowhere: no such file or folder"),
        (GOOD + '[settings]\nentities = "nobody.jsonl"', "settings.entities: "),
    ],
)  # fmt: skip
def test_a_plan_that_will_not_do(tmp_path, told, expected):
    path = tmp_path / "plan.toml"
    path.write_text(told)
    with pytest.raises(UsageError) as raised:
        read_plan(path)
    line = str(raised.value)
    assert line.startswith(f"{path}: ")
    assert expected in line
    assert "\n" not in line


def test_a_binary_in_place_of_a_plan(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(UsageError) as raised:
        read_plan(path)
    assert str(raised.value) == f"{path}: is not TOML: it is not text in UTF-8"


def test_a_plan_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="the plan cannot be read"):
        read_plan(tmp_path / "plan.toml")


def test_a_place_whose_name_is_no_text_takes_no_tables(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff") / "plan.toml"
    path.parent.mkdir()
    path.write_text(GOOD)
    with pytest.raises(UsageError, match="its name is no UTF-8; name another place"):
        read_plan(path)


def test_there_are_no_more_workers_than_fit_in_the_memory(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(GOOD + '[settings]\nworkers = 8\nmemory = "3.7GB"\npage_memory = "750MB"')
    assert read_plan(path).workers == 3
    assert read_plan(path, workers=2).workers == 2


@pytest.mark.parametrize(
    "told",
    [
        "absent.jsonl",
        "*.warc.gz",
        "empty",
        "/*.no-such",
        "**x/*.html",
        "a" * 300,
        "a\\u0000.html",
        "ftp://a.example/b",
    ],
)
@pytest.mark.parametrize("before", ["", '"a.html", '])
def test_an_input_that_is_not_there(tmp_path, told, before):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.html").write_text("x")
    path = tmp_path / "plan.toml"
    path.write_text(f'inputs = [{before}"{told}"]\noutput = "out"')
    with pytest.raises(UsageError, match="inputs: "):
        list_inputs(read_plan(path))


@pytest.mark.parametrize("told", ["s3://store/*.warc.gz", "https://outlet.example/a.jsonl"])
def test_an_address_without_what_fetches_it_is_refused_at_once(tmp_path, monkeypatch, told):
    monkeypatch.setitem(sys.modules, "daft", None)
    (tmp_path / "plan.toml").write_text(f'inputs = ["{told}"]\noutput = "out"')
    with pytest.raises(UsageError, match=r"need Daft, which is missing: pip install 'onrecord\[bulk\]'"):
        list_inputs(read_plan(tmp_path / "plan.toml"))


def test_a_store_that_tells_us_nothing_is_refused_in_one_line(tmp_path, monkeypatch, caplog):
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT", raising=False)
    (tmp_path / "plan.toml").write_text('inputs = ["az://store/*.jsonl"]\noutput = "out"')
    with pytest.raises(UsageError) as raised:
        list_inputs(read_plan(tmp_path / "plan.toml"))
    line = str(raised.value)
    assert line.startswith("inputs: az://store/*.jsonl: cannot be listed (Generic AzureBlob error: ")
    assert "AZURE_STORAGE_ACCOUNT" in line
    assert "\n" not in line
    assert caplog.records == []


def test_a_pattern_may_be_absolute_and_names_stay_whatever_the_plan_is_called_by(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text("x")
    path = tmp_path / "plan.toml"
    path.write_text(f'inputs = ["{tmp_path}/*.html"]\noutput = "out"')
    monkeypatch.chdir(tmp_path)
    for called in (path, Path("plan.toml")):
        assert [each.name for each in list_inputs(read_plan(called))[0]] == ["a.html"]


def test_a_file_whose_name_is_no_text_is_refused(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.html")).write_text("x")
    path = tmp_path / "plan.toml"
    path.write_text('inputs = ["."]\noutput = "out"')
    found, (bad,) = list_inputs(read_plan(path))
    assert (found, bad.reason.partition(",")[0]) == ([], "its name is no UTF-8")


def test_the_output_is_no_input_and_what_is_named_twice_is_read_once(tmp_path):
    (tmp_path / "out").mkdir()
    for name in ("a.html", "b.jsonl", "c.csv", "out/d.html"):
        (tmp_path / name).write_text("x")
    path = tmp_path / "plan.toml"
    path.write_text('inputs = [".", "*.html"]\noutput = "out"')
    found, refused = list_inputs(read_plan(path))
    assert [each.name for each in found] == ["a.html", "b.jsonl"]
    assert refused == []
