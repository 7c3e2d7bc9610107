"""Records: folders of transcripts, JSONL, and who speaks which words."""

import gzip
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import record_json
from onrecord.ingest import read_records
from onrecord.ingest.transcripts import read_transcript
from onrecord.model import HeldRecord, Record, Rejected
from tests.ingest import sites

TRANSCRIPT = (
    "Title: Briefing at the harbour\nDate: 7 May 2031\nType: press conference\n\n"
    "TOVE BRANNICK: Good morning. The ferry is safe.\nIt was mended in March: twice.\n\n"
    "Q: Who paid?\n\nMs. BRANNICK: The town did. (Laughter.)\n"
)


def _turns(text: str) -> list[tuple[str, str]]:
    return [(t.speaker, text[t.span.start : t.span.end]) for t in read_transcript(text, "record").turns]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Q: Will it?\nA: It will.", [("Q", "Will it?"), ("A", "It will.")]),
        ("Q. Will it?\nA. It will.", [("Q", "Will it?"), ("A", "It will.")]),
        ("Q Will it?\nA It will.", []),
        ("QUESTION: Will it?\nANSWER: It will.", [("QUESTION", "Will it?"), ("ANSWER", "It will.")]),
        ("THE MAYOR OF HASK: No.\nREPORTER 2: Why?", [("THE MAYOR OF HASK", "No."), ("REPORTER 2", "Why?")]),
        ("Dr. Brannick: No.\nSen. Penhale: Why?", [("Dr. Brannick", "No."), ("Sen. Penhale", "Why?")]),
        ("PENHALE (D-Hask): No.\nBRANNICK [laughing]: Why?", [("PENHALE", "No."), ("BRANNICK", "Why?")]),
        ("[00:01:02] MODERATOR: Hello.\n[00:01:09] GUEST ONE: Hello.", [("MODERATOR", "Hello."), ("GUEST ONE", "Hello.")]),
        (">> MODERATOR: Hello.\n>> PENHALE: Yes.", [("MODERATOR", "Hello."), ("PENHALE", "Yes.")]),
        ("**Q:** Why?\n**Tove Brannick:** No.\n**Q:** So?\n**Tove Brannick:** Ask.", [("Q", "Why?"), ("Tove Brannick", "No."), ("Q", "So?"), ("Tove Brannick", "Ask.")]),
        ("Tove Brannick: No.\nOdo Merrin: Why?\nTove Brannick: Ask.\nOdo Merrin: I do.", [("Tove Brannick", "No."), ("Odo Merrin", "Why?"), ("Tove Brannick", "Ask."), ("Odo Merrin", "I do.")]),
        ("McADAM:\nNo.\n\nDE LA CRUZ:\nWhy?", [("McADAM", "No."), ("DE LA CRUZ", "Why?")]),
        ("BRANNICK: No.\r\n\r\nMERRIN: Why?\r\n", [("BRANNICK", "No."), ("MERRIN", "Why?")]),
        ("BRANNICK: \n\nMERRIN: Why?", [("MERRIN", "Why?")]),
        ("I have one wish: peace.\nAnd one fear: war.", []),
        ("It opens at 10:30 and closes at 11:45.\nSource: the town.", []),
        ("Note: the tape begins late.\nWe were told: wait.", []),
    ],
)  # fmt: skip
def test_turns(text, turns):
    assert _turns(text) == turns


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Q", "MS. ROE", "Moderator", "ODO MERRIN"]),
            st.sampled_from(["Yes.", "The pier is old: very old.", "No\nand no."]),
        ),
        min_size=2,
        max_size=9,
    )
)
def test_each_turn_comes_back_without_its_label(said):
    text = "\n\n".join(f"{name}: {words}" for name, words in said)
    assert _turns(text) == said


@given(st.text(max_size=300))
def test_turns_of_anything_lie_in_it_in_order(text):
    ends = 0
    for turn in read_transcript(text, "record").turns:
        assert ends <= turn.span.start < turn.span.end <= len(text)
        ends = turn.span.end


def test_a_transcript_with_a_header(tmp_path):
    (tmp_path / "briefing.txt").write_text(TRANSCRIPT)
    (record,) = read_records(tmp_path)
    assert (record.id, record.text) == ("briefing", TRANSCRIPT)
    assert (record.title, record.date, record.genre) == (
        "Briefing at the harbour",
        "2031-05-07",
        "press conference",
    )
    assert record.speakers == ("TOVE BRANNICK", "Q", "Ms. BRANNICK")
    words = [TRANSCRIPT[t.span.start : t.span.end] for t in record.turns]
    assert words == [
        "Good morning. The ferry is safe.\nIt was mended in March: twice.",
        "Who paid?",
        "The town did. (Laughter.)",
    ]


@pytest.mark.parametrize(
    ("name", "text", "title", "date", "first"),
    [
        (
            "a.txt",
            "Briefing at Hask\n7 May 2031\n\nQ: Why?\nA: So.",
            "Briefing at Hask",
            "2031-05-07",
            "Why?",
        ),
        ("2031-05-07-briefing.txt", "Q: Why?\nA: So.", None, "2031-05-07", "Why?"),
        ("20310507.txt", "Briefing at Hask\n\nQ: Why?\nA: So.", "Briefing at Hask", "2031-05-07", "Why?"),
        ("a.txt", "\ufeffQ: Why?\nA: So.", None, None, "Why?"),
    ],
)
def test_title_and_date_of_a_transcript(tmp_path, name, text, title, date, first):
    (tmp_path / name).write_text(text, encoding="utf-8")
    (record,) = read_records(tmp_path)
    assert (record.title, record.date) == (title, date)
    assert record.text[slice(*record.turns[0].span)] == first


def test_a_speech_names_its_speaker_in_the_header(tmp_path):
    (tmp_path / "speech.txt").write_text("Speaker: Tove Brannick\nDate: 2031-05-07\n\nWe will mend the pier.")
    (record,) = read_records(tmp_path / "speech.txt")
    assert (record.speakers, record.turns) == (("Tove Brannick",), ())


def test_a_folder_is_walked_in_order_and_never_left(tmp_path):
    records, outside = tmp_path / "records", tmp_path / "outside"
    for folder in (records / "b" / "deep", records / ".git", records / "x.onrecord-index", outside):
        folder.mkdir(parents=True)
    for file in (
        "z.txt",
        "a.txt",
        "b/c.txt",
        "b/deep/d.txt",
        ".hidden.txt",
        ".git/e.txt",
        "x.onrecord-index/f.txt",
    ):
        (records / file).write_text(TRANSCRIPT)
    (outside / "secret.txt").write_text(TRANSCRIPT)
    (records / "out.txt").symlink_to(outside / "secret.txt")
    (records / "folder").symlink_to(outside, target_is_directory=True)
    (records / "loop").symlink_to(records, target_is_directory=True)
    (records / "self.txt").symlink_to(records / "self.txt")
    (records / "gone.txt").symlink_to(records / "nothing.txt")
    (records / "inside.txt").symlink_to(records / "a.txt")
    os.mkfifo(records / "pipe.txt")
    assert [r.id for r in read_records(records)] == ["a", "inside", "z", "b/c", "b/deep/d"]


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n" + bytes(99))
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(TRANSCRIPT)
    (tmp_path / "d\n.txt").write_bytes(b"")
    first, second, record, last = read_records(tmp_path)
    assert [r.item for r in (first, second, last)] == [
        str(tmp_path / n) for n in ("a.txt", "b.txt", "d\n.txt")
    ]
    assert ("not text" in first.reason, second.reason, record.id) == (True, "is empty", "c")


@pytest.mark.parametrize("what", ["missing", "empty", "hidden only"])
def test_no_records(tmp_path, what):
    folder = tmp_path / "records"
    if what != "missing":
        folder.mkdir()
    if what == "hidden only":
        (folder / ".a.txt").write_text(TRANSCRIPT)
    (refused,) = read_records(folder)
    assert refused.item == str(folder)
    assert refused.reason in ("no such file", "the folder is empty")


def test_an_html_transcript(tmp_path):
    paragraphs = "".join(f"<p><b>TOVE BRANNICK:</b> {p}</p><p><b>Q:</b> Why?</p>" for p in sites.BODY[:3])
    (tmp_path / "a.html").write_text(
        f"<html><head><title>Briefing</title></head><body><main><h1>Briefing</h1>{paragraphs}</main>"
    )
    (record,) = read_records(tmp_path)
    assert record.speakers == ("TOVE BRANNICK", "Q")
    assert record.title == "Briefing"
    assert record.text[slice(*record.turns[0].span)] == sites.BODY[0]


GOOD_LINE = {
    "id": "r1", "event_id": "e", "date": "2031-05-07", "title": "Briefing", "genre": "briefing", "speakers": ["Tove Brannick"],
    "text": "BRANNICK: No.", "turns": [{"speaker": "Tove Brannick", "start": 10, "end": 13}],
}  # fmt: skip


@pytest.mark.parametrize("zipped", [False, True])
def test_jsonl_records(tmp_path, zipped):
    data = (json.dumps(GOOD_LINE) + "\n" + json.dumps({"id": 2, "text": "Q: Why?\nA: So."}) + "\n").encode()
    file = tmp_path / ("r.jsonl.gz" if zipped else "r.jsonl")
    file.write_bytes(gzip.compress(data) if zipped else data)
    first, second = read_records(file)
    assert (first.id, first.date, first.title, first.genre, first.speakers) == (
        "r1",
        "2031-05-07",
        "Briefing",
        "briefing",
        ("Tove Brannick",),
    )
    assert first.text[slice(*first.turns[0].span)] == "No."
    assert (second.id, second.speakers) == ("2", ("Q", "A"))
    assert list(read_records(tmp_path)) == [first, second]


def test_a_record_that_show_gave_is_read_again(tmp_path):
    """`onrecord show` and the API tell where a turn stands by its span."""
    file = tmp_path / "r.jsonl"
    file.write_text(json.dumps(GOOD_LINE) + "\n")
    (record,) = read_records(file)
    held = HeldRecord(1, record.id, "0" * 64, record.title, record.date, record.url, record.speakers, True)
    file = tmp_path / "r.json"
    file.write_text(json.dumps(record_json(held, record, ()), indent=1))
    assert list(read_records(file)) == [record]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"turns": [{"speaker": "A", "start": 0, "end": 99}]}, "turn 1 lies outside the text"),
        ({"turns": [{"speaker": "A", "start": 5, "end": 2}]}, "turn 1 lies outside the text"),
        ({"turns": [{"speaker": "A", "start": -1, "end": 2}]}, "turn 1 lies outside the text"),
        (
            {"turns": [{"speaker": "A", "start": 0, "end": True}]},
            "turn 1 is not a speaker, a start and an end",
        ),
        ({"turns": [{"speaker": "A", "span": [0, 99]}]}, "turn 1 lies outside the text"),
        ({"turns": [{"speaker": "A", "span": 5}]}, "turn 1 is not a speaker, a start and an end"),
        ({"turns": ["A"]}, "turn 1 is not a speaker, a start and an end"),
        ({"turns": "A"}, '"turns" is not a list'),
        ({"speakers": "A"}, '"speakers" is not a list of strings'),
        ({"text": ""}, 'has no "text"'),
        ({"id": None}, 'has no "id"'),
        ({"id": True}, '"id" is not a string'),
        ({"title": 5}, '"title" is not a string'),
    ],
)
def test_a_bad_jsonl_record_is_named_by_its_line(tmp_path, change, reason):
    file = tmp_path / "r.jsonl"
    file.write_text(f"{json.dumps(GOOD_LINE)}\n{json.dumps(GOOD_LINE | change)}\n{json.dumps(GOOD_LINE)}\n")
    first, refused, last = read_records(file)
    assert refused == Rejected(f"{file}, line 2", reason)
    assert isinstance(first, Record)
    assert first == last


def test_half_a_character_in_a_name_costs_no_record(tmp_path):
    named = {"speakers": ["Tove \ud83d"], "turns": [{"speaker": "Tove \ud83d", "start": 0, "end": 2}]}
    (tmp_path / "r.jsonl").write_text(json.dumps(GOOD_LINE | named) + "\n")
    (record,) = read_records(tmp_path / "r.jsonl")
    assert (record.speakers, record.turns[0].speaker) == (("Tove \ufffd",), "Tove \ufffd")
