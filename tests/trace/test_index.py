"""The index: what goes in comes out, and it follows its sources."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordsError
from onrecord.model import Record, Rejected
from onrecord.trace import Index, Source, build_index, update_index
from onrecord.trace.index import NO_DAY, Note, day_number
from onrecord.trace.store import ArrayWriter

from .conftest import find, record


@given(texts=st.lists(st.text(st.characters(), max_size=80), max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_come_out_as_they_went_in(tmp_path, texts):
    index = build_index(tmp_path, "f", [Record(f"é{i}", text) for i, text in enumerate(texts)])
    assert len(index) == len(texts)
    for i, text in enumerate(texts):
        assert index.text_of(i) == text
        assert index.text_of(i, 2, 5) == text[2:5]
        assert index.note_of(i).id == f"é{i}"


def test_notes_come_out_as_they_went_in(tmp_path):
    build_index(tmp_path, "mark", [Record("a\nb", "One two three.", title="T", date="2031-05-03T10:00:00Z")])
    index = Index.open(tmp_path)
    assert index.sources == {"": "mark"}
    assert index.note_of(0) == Note("a\nb", "T", "2031-05-03T10:00:00Z")
    assert index.days.tolist() == [day_number("2031-05-03")]


@pytest.mark.parametrize("when", [None, "", "soon", "2031-13-40", "31.5.2031"])
def test_a_day_that_cannot_be_read_is_none(when):
    assert day_number(when) == NO_DAY


def test_an_index_of_nothing_opens_and_finds_nothing(tmp_path):
    index = build_index(tmp_path, "f", [])
    assert len(index) == 0
    assert find(index, "any four words here").passage is None


@pytest.fixture
def built(tmp_path) -> Path:
    build_index(tmp_path, "old", [record("ADA MOORE: We rebuilt the quay in stone, and it will stand.")])
    return tmp_path


def test_an_index_of_another_version_is_refused(tmp_path):
    with ArrayWriter(tmp_path) as out:
        out.append("words", np.array([1, 2]))
        out.meta["format"] = 0
    with pytest.raises(RecordsError, match="another version"):
        Index.open(tmp_path)


def test_an_index_that_lacks_an_array_is_damaged(built):
    with ArrayWriter(built) as out:
        out.drop("voices")
    with pytest.raises(RecordsError, match="damaged"):
        Index.open(built)


def test_an_index_whose_arrays_do_not_fit_is_damaged(built):
    with ArrayWriter(built) as out:
        out.append("days", np.array([5], np.int32))
    with pytest.raises(RecordsError, match="do not fit"):
        Index.open(built)


def test_an_open_index_outlives_its_replacement(built):
    index = Index.open(built)
    build_index(built, "new", [Record("other", "Quite different words stand here now.")])
    assert index.text_of(0).startswith("ADA MOORE")
    assert find(index, "We rebuilt the quay in stone").passage.record == "r1"


# One source a letter; the records that it holds, by name.
TEXTS = {
    "a": "ADA MOORE: We rebuilt the quay in stone, and it will stand for a hundred years.",
    "b": "BO LIND: Nobody asked the ferrymen what they thought of the winter timetable.",
    "c": "ADA MOORE: The lighthouse keeper has painted both doors green without telling us.",
    "d": "KIM ODE: Twelve barrels of lamp oil went missing between Tuesday and the fair.",
}
held = st.lists(st.sampled_from("abcd"), max_size=3)


def sources_of(state: dict[str, list[str]]) -> list[Source]:
    return [
        Source(
            name,
            "".join(records),
            lambda name=name, records=records: [
                record(TEXTS[r], f"{name}{i}{r}") for i, r in enumerate(records)
            ],
        )
        for name, records in state.items()
    ]


@given(states=st.lists(st.dictionaries(st.sampled_from("xyz"), held, max_size=3), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_an_index_that_grew_answers_like_one_built_anew(tmp_path_factory, states):
    folder = tmp_path_factory.mktemp("index")
    for state in states:
        index = update_index(folder, sources_of(state))
    anew = update_index(tmp_path_factory.mktemp("anew"), sources_of(state))
    assert len(index) == len(anew) == sum(map(len, state.values()))
    assert index.size == anew.size
    assert index.sources == anew.sources
    for name, text in TEXTS.items():
        mine, other = (
            find(one, text.partition(": ")[2], text.partition(": ")[0].title()) for one in (index, anew)
        )
        assert (mine.passage is not None) == (name in {r for records in state.values() for r in records})
        if mine.passage:
            assert mine.passage.text == other.passage.text
            assert mine.score == pytest.approx(other.score)
            found = [{p.record for p in (trace.passage, *trace.others)} for trace in (mine, other)]
            assert found[0] == found[1]


def test_only_what_changed_is_read_again(tmp_path):
    read: list[str] = []

    def source(name: str, stamp: str) -> Source:
        def records() -> list[Record]:
            read.append(name)
            return [record(TEXTS[name], name)]

        return Source(name, stamp, records)

    update_index(tmp_path, [source("a", "1"), source("b", "1")])
    update_index(tmp_path, [source("a", "1"), source("b", "2"), source("c", "1")])
    assert read == ["a", "b", "b", "c"]


def test_tables_of_runs_stay_few(tmp_path):
    sources = []
    for i in range(40):
        sources.append(Source(str(i), "1", lambda i=i: [record(TEXTS["a"] * (1 + i % 3), str(i))]))
        index = update_index(tmp_path, sources)
    assert len(index) == 40
    assert len(index.runs) <= 8
    assert len(index.places_of(index.number_words(["lighthouse"])[0])) == 0
    assert len(index.places_of(index.number_words(["quay"])[0])) == sum(1 + i % 3 for i in range(40))


def test_what_was_refused_is_remembered(tmp_path):
    refusal = Rejected("b.txt", "is not text")
    sources = [Source("b.txt", "1", lambda: [refusal]), Source("a", "1", lambda: [record(TEXTS["a"], "a")])]
    assert update_index(tmp_path, sources).refused == [refusal]
    assert update_index(tmp_path, sources).refused == [refusal]
    assert update_index(tmp_path, sources[1:]).refused == []


def test_a_source_that_breaks_off_leaves_the_old_index(built):
    def records():
        yield Record("new", "Some words.")
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        build_index(built, "new", records())
    assert Index.open(built).sources == {"": "old"}


UPDATE = """
import sys
import subprocess
import sys
from pathlib import Path
from onrecord.model import Record
from onrecord.trace import Source, update_index
def source(i):
    words = f"The keeper of lamp number {i} has painted both doors green without telling us why. " * 200
    return Source(str(i), "1", lambda: [Record(str(i), words)])
for n in range(1, 7):
    update_index(Path(sys.argv[1]), [source(i) for i in range(n)])
"""


def test_builders_at_once_leave_one_whole_index(tmp_path):
    running = [subprocess.Popen([sys.executable, "-c", UPDATE, str(tmp_path)]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    index = Index.open(tmp_path)
    assert sorted(index.sources) == list("012345"[: len(index)])
    (number,) = index.number_words(["keeper"])
    places = index.places_of(number)
    assert len(places[index.alive[index.record_of(places)].astype(bool)]) == 200 * len(index)


def test_records_of_one_id_are_told_apart(tmp_path):
    index = build_index(tmp_path, "f", [Record("a", "The quay is old."), Record("a", "The lamps are new.")])
    assert [index.note_of(number).id for number in range(2)] == ["a", "a~2"]
    assert index.text_of(index.number_of("a~2")) == "The lamps are new."
