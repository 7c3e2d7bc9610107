"""What a user types, and what comes back."""

import json
import re
import subprocess
import sys

import click
import pytest

from tests.cli.conftest import SAMPLE


def test_read_prints_statements_within_80_columns(run, page):
    result = run("read", page)
    assert result.code == 0
    assert "Lia Orvane" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_read_from_standard_input(run, page):
    result = run("read", "-", "--format", "jsonl", stdin=page.read_bytes())
    line = json.loads(result.out)
    assert line["schema"] == "onrecord/1"
    assert line["text"] == page.read_text(encoding="utf-8")
    assert len(line["attributions"]) >= 2


def test_many_processes_give_what_one_gives(run, page, tmp_path):
    blank = tmp_path / "blank.txt"
    blank.write_text(" \n")
    args = ("read", page, blank, page, "--format", "jsonl")
    one, two = run(*args), run(*args, "--jobs", 2)
    assert (two.code, two.complaints) == (one.code, one.complaints)
    assert two.out == one.out != ""


def test_a_table_of_known_people_names_whom_the_page_does_not(run, tmp_path):
    csv, table, page = tmp_path / "known.csv", tmp_path / "known.jsonl", tmp_path / "page.txt"
    csv.write_text("name,kind,office,from\nLia Orvane,person,mayor of Tarnholm,2030\n,person,,\n")
    page.write_text("“We keep the ferry,” Orvane said on Monday. “It is the town’s,” Orvane added.\n")
    made = run("entities", "import", csv, "-o", table)
    assert (made.code, made.out, len(made.complaints)) == (1, "", 2)
    assert "1 entity, 1 office; 1 row refused" in made.err
    result = run("read", page, "--entities", table, "--format", "jsonl")
    entities = [a["entity"] for a in json.loads(result.out)["attributions"]]
    assert {e["name"] for e in entities} == {"Lia Orvane"}
    assert all("table of known entities" in e["reasons"][-1] for e in entities)
    shown = run("read", page, "--entities", table).out
    assert shown.count("the table of known entities has one Orvane: Lia Orvane") == len(entities)


def test_a_table_on_standard_output_is_nothing_but_the_table(run, tmp_path):
    csv = tmp_path / "known.csv"
    csv.write_text("name,kind\nLia Orvane,Person\n")
    made = run("entities", "import", csv, "-o", "-")
    assert [json.loads(line)["name"] for line in made.out.splitlines()] == ["Lia Orvane"]
    assert made.code == 0
    assert "1 entity" in made.err


def test_trace_names_the_lost_negation_and_fails_on_it(run, page, records):
    result = run("trace", page, "--records", records, "--format", "jsonl", "--fail-on", "grave")
    assert result.code == 4
    traces = [t for a in json.loads(result.out)["attributions"] for t in a["traces"]]
    kinds = {d["kind"] for t in traces for d in t["drift"]}
    assert {"negation", "verbatim"} <= kinds
    assert all(t["record"] == "2031-05-03-briefing" for t in traces)


def test_an_index_is_used_again_and_made_anew_when_a_record_changes(run, page, records):
    assert run("trace", page, "--records", records).code == 0
    index = records.with_name("records.onrecord-index")
    made = {p: p.stat().st_mtime_ns for p in index.rglob("*")}
    assert run("trace", page, "--records", records).code == 0
    assert {p: p.stat().st_mtime_ns for p in index.rglob("*")} == made
    (records / "another.txt").write_text("PIM ADEYO: The guild will strike on Monday.\n", encoding="utf-8")
    found = run("find", "The guild will strike on Monday", "--records", records)
    assert found.code == 0
    assert "PIM ADEYO" in found.out.upper()


def test_nothing_found_is_said_with_what_was_searched(run, records):
    result = run("find", "Nobody ever said these seven words here", "--records", records)
    assert result.code == 3
    assert "1 record" in result.out
    assert "fabricat" not in result.out


def test_find_many_answers_in_order(run, records, tmp_path):
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_text(
        '{"fragment_id": "a", "text": "It has served this town for ninety years"}\n'
        "not json\n"
        '{"fragment_id": "b", "text": "words that are nowhere to be found at all", "source": "Orvane"}\n'
    )
    result = run("find", "--quotes", quotes, "--records", records)
    assert result.code == 1
    assert result.complaints == [f"onrecord: {quotes}, line 2: is not JSON: expecting value at column 1"]
    a, b = map(json.loads, result.out.splitlines())
    assert (a["fragment_id"], a["record_id"], a["drift"]) == ("a", "2031-05-03-briefing", ["verbatim"])
    assert (b["fragment_id"], b["record_id"]) == ("b", None)


def test_many_quotes_may_come_through_a_pipe(records):
    asked = json.dumps({"fragment_id": "q", "text": "It is not safe for lorries."}) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "find", "--quotes", "-", "--records", str(records)],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["record_id"] == "2031-05-03-briefing"


@pytest.mark.parametrize("kind", ["json", "html", "text", "jsonl"])
def test_the_sample_in_every_format(run, tmp_path, kind):
    out = tmp_path / f"report.{kind}"
    pages = sorted((SAMPLE / "pages").iterdir())
    args = ("--records", SAMPLE / "records", "--index", tmp_path / "index", "--format", kind, "-o", out)
    result = run("trace", *pages, *args)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert out.stat().st_size > 1000
    assert list(tmp_path.glob(".*part")) == []


CTRL_C_WHILE_LOADING = """
import os, signal, sys

class Finder:
    def find_spec(self, name, *_):
        if name == "onrecord.cli.main":
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt:  # as a library does that tries whether another is there
                pass

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
sys.meta_path.insert(0, Finder())
from onrecord.__main__ import main

main()
"""


def test_ctrl_c_while_the_command_is_loaded_ends_it_in_one_line():
    done = subprocess.run(
        [sys.executable, "-c", CTRL_C_WHILE_LOADING], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "onrecord: interrupted\n")


def test_every_command_and_option_is_documented():
    from onrecord.cli.main import cli

    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    asked = click.Context(cli)
    commands = {name: cli.get_command(asked, name) for name in cli.list_commands(asked)}
    for group in [name for name, command in commands.items() if hasattr(command, "commands")]:
        commands |= {f"{group} {name}": command for name, command in commands.pop(group).commands.items()}
    assert {"records add", "entities import"} <= commands.keys()
    for name, command in commands.items():
        assert f"onrecord {name}" in readme
        for param in command.params:
            if param.param_type_name == "option":
                rows = [row for row in readme.splitlines() if any(f"`{o}`" in row for o in param.opts)]
                assert any(
                    f"`{name.split()[0]}`" in row or "all |" in row or "ledger, " in row for row in rows
                ), (name, param.opts)


def test_help_has_the_commands_whole_and_in_the_order_of_the_readme(run):
    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^  ([a-z]+)  +(\S.*)$", run("--help").out, re.MULTILINE)
    names = [name for name, _ in told]
    assert names == list(dict.fromkeys(re.findall(r"^onrecord ([a-z]+) .*# ", readme, re.MULTILINE)))
    assert all(short.endswith((".", " …")) and not short.endswith("...") for _, short in told)


def test_the_example_of_the_readme_gives_what_it_says(run, tmp_path):
    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    quote, told = re.search(
        r'^\$ onrecord find "(.*?)" --records sample/records\n(.*?)```', readme, re.M | re.S
    ).groups()
    assert run("find", quote, "--records", SAMPLE / "records", "--index", tmp_path / "index").out == told


def test_a_paraphrase_is_found_as_one(run, records):
    told = ("the old pier would stay open until the new one was standing", "--speaker", "Lia Orvane")
    where = ("--date", "2031-05-04", "--records", records)
    result = run("find", "--paraphrase", *told, *where)
    assert result.code == 0
    assert "likely reports" in result.out
    assert "We will not close the old pier" in result.out
    assert run("find", "--paraphrase", "the bakery would open on Sundays", *where).code == 3
    assert run("find", "--paraphrase", "--quotes", records, "--records", records).code == 2
