"""The benchmark of watching finds what it put there."""

import re
import sys

from bench import watch


def test_each_round_finds_what_it_should(tmp_path, monkeypatch, capsys):
    place = str(tmp_path / "a.ledger")
    monkeypatch.setattr(sys, "argv", ["watch", place, "--pages", "4", "--outlets", "2"])
    monkeypatch.setattr(watch, "CHANGED", 2)
    watch.main()
    new, unchanged, changed = capsys.readouterr().out.splitlines()
    assert new.endswith("1 Pause, 2 Seen, 4 new page")
    assert unchanged.endswith("1 Pause, 6 Seen")
    assert re.search(r"2 new capture$", changed)
