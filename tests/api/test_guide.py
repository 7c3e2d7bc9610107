"""docs/python.md: its examples run on the sample and give what it says; it names every name."""

import doctest
import re
from pathlib import Path

import onrecord
from onrecord.api import Readings

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "python.md"
SAME = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def test_the_examples_give_what_they_say(sample, monkeypatch):
    monkeypatch.chdir(sample.parent)
    failed, tried = doctest.testfile(str(GUIDE), module_relative=False, optionflags=SAME, encoding="utf-8")
    assert failed == 0
    assert tried > 20


def test_every_name_is_told():
    told = GUIDE.read_text(encoding="utf-8")
    table = told.split("## The names", 1)[1]
    assert set(re.findall(r"`(\w+)`", table)) >= set(onrecord.__all__)
    for name in (name for name in dir(Readings) if not name.startswith("_")):
        assert re.search(rf"[.`]{name}\b", told) or name == "readings", name
