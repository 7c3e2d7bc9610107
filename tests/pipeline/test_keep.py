"""Pages on their way into a ledger: each text in the order in which it was seen, in one process or in several."""

from pathlib import Path

import pytest

from onrecord.extract import Tagger
from onrecord.ledger import Ledger
from onrecord.model import Record, Snapshot
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.keep import add_pages, open_reader, refresh

TEXT = "The pier stays\n\n“The old pier stays open,” Lia Orvane said on Monday.\n"
OTHER = TEXT.replace("stays open", "will close")


def make_snaps(*texts: str) -> list[Snapshot]:
    return [Snapshot("pier", text, outlet="Tarnholm Post") for text in texts]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_that_comes_back_is_told_and_compared(tmp_path: Path, tagger: Tagger, jobs: int):
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        reader = open_reader(ledger, tagger)
        first, same = add_pages(ledger, make_snaps(TEXT, TEXT), reader)
        later = list(add_pages(ledger, make_snaps(OTHER, TEXT, TEXT), reader, jobs=jobs))
        outcomes = [added.kept.outcome.value for added in (first, same, *later)]
        assert outcomes == ["new page", "unchanged", "new capture", "changed back", "unchanged"]
        came, back, _ = later
        assert (back.kept.key, back.kept.previous) == (first.kept.key, came.kept.key)
        assert came.comparison and back.comparison
        assert [pair.changes for pair in came.comparison.pairs] == [
            pair.changes for pair in back.comparison.pairs
        ]
        document = ledger.hold(first.kept.key).capture.document
        keys = [first.kept.key, came.kept.key, first.kept.key]
        assert [each.key for each in ledger.history(document)] == keys


def test_what_is_concluded_anew_is_not_seen_again(tmp_path: Path, tagger: Tagger):
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        list(add_pages(ledger, make_snaps(TEXT, OTHER), open_reader(ledger, tagger)))
        other = open_reader(ledger, tagger, paraphrases=False)
        outcomes = [added.kept.outcome.value for added in refresh(ledger, other)]
        assert outcomes == ["read again"] * 2
        latest = ledger.captures(limit=1)[0]
        assert len(ledger.history(latest.document)) == 2
        assert not latest.is_superseded


def test_all_of_a_ledger_in_the_home_folder_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    with Ledger.open("~/a.ledger") as ledger, ledger.watching.alone():
        ledger.keep_records([Record("r", "The pier stays open.")])
        assert open_held_records(ledger) is not None
        assert {"a.ledger", "a.ledger.records", "a.ledger.watch"} <= {path.name for path in home.iterdir()}
    assert list(here.iterdir()) == []
