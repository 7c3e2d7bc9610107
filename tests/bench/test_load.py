"""The load harness, on a real server in another process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.load import Plan, Server, memory_of, percentile, print_answers, run_load, serve

COMMAND = f"{sys.executable} {Path(__file__).parent / 'small_server.py'} {{port}}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(COMMAND) as running:
        yield running


def test_every_request_is_answered_and_timed(server: Server, capsys: pytest.CaptureFixture[str]):
    paths = {"quick": ["/a", "/b"], "slow": ["/slow"], "missing": ["/missing"], "broken": ["/broken"]}
    answers = run_load(Plan(server.url, paths, readers=8, requests=203))
    assert len(answers) == 203
    of = {kind: [answer for answer in answers if answer.kind == kind] for kind in paths}
    assert {answer.status for answer in of["quick"]} == {200}
    assert {answer.status for answer in of["missing"]} == {404}
    assert {answer.status for answer in of["broken"]} == {0}
    assert min(answer.seconds for answer in of["slow"]) >= 0.05
    assert {answer.at_server for answer in of["quick"]} == {0.0075}
    assert memory_of(server.pid) > 5
    print_answers(answers, 1.0)
    table = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()[2:])
    assert table["quick"].split()[-3:] == ["7.5", "2.0", "0"]
    assert table["missing"].split()[-1] == str(len(of["missing"]))


def test_the_same_seed_asks_the_same(server: Server):
    plan = Plan(server.url, {"a": ["/a"], "b": ["/b"]}, readers=1, requests=30, seed=3)
    first, second = ([answer.kind for answer in run_load(plan)] for _ in range(2))
    assert first == second


def test_a_server_that_ends_is_said_to_have_ended():
    command = f"{sys.executable} -c 'raise SystemExit(3)'"
    with pytest.raises(RuntimeError, match="ended with 3"), serve(command):
        pass


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_percentiles(share: float, value: int):
    assert percentile([float(n) for n in range(100, 0, -1)], share) == value
