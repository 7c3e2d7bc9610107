"""Sentences of news prose: where one ends, and where it only seems to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. They left.", ["It rained.", "They left."]),
        ("Mr. Lind met Dr. Roe. They left.", ["Mr. Lind met Dr. Roe.", "They left."]),
        ("J. R. Lind left.", ["J. R. Lind left."]),
        ("“No.” He left.", ["“No.”", "He left."]),
        ("“Why?” she asked. Nobody knew!", ["“Why?” she asked.", "Nobody knew!"]),
        ("He works for Lind & Co. The firm is old.", ["He works for Lind & Co.", "The firm is old."]),
        ("“No,” said Ada Sen. The board left.", ["“No,” said Ada Sen.", "The board left."]),
        ("It was shut in Jan. They left.", ["It was shut in Jan.", "They left."]),
        (
            "It met Gen. He Weidong. It was Lind vs. The State.",
            ["It met Gen. He Weidong.", "It was Lind vs. The State."],
        ),
        ("He works for Lind Co. Ltd of Fen.", ["He works for Lind Co. Ltd of Fen."]),
        ("It is in the U.S. The law is new.", ["It is in the U.S.", "The law is new."]),
        ("The U.S. Senate sat.", ["The U.S. Senate sat."]),
        ("See No. 4 below. No. He would not.", ["See No. 4 below.", "No.", "He would not."]),
        ("It fell 3.5 percent. Then it rose.", ["It fell 3.5 percent.", "Then it rose."]),
        ("He left at 5 p.m. on Friday.", ["He left at 5 p.m. on Friday."]),
        ("It went on... and on. It ended.", ["It went on... and on.", "It ended."]),
        ("No stop at the end\nA new line", ["No stop at the end", "A new line"]),
        ("  \n \n", []),
        ("", []),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[s:e] for s, e in sentences(text)] == wanted


def test_a_stretch_of_the_text() -> None:
    text = "It rained. They left. He stayed."
    assert [text[s:e] for s, e in sentences(text, 11, 21)] == ["They left."]


@given(st.text(alphabet="Aa .!?\n\"“”'1Mr", max_size=120))
def test_every_word_is_in_one_sentence(text: str) -> None:
    found = list(sentences(text))
    assert all(s < e for s, e in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    covered = "".join(text[s:e] for s, e in found)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_million_stops_in_a_row_end_no_sentence_and_cost_little():
    text = "It rained" + "." * 1_000_000 + "on. She spoke."
    assert [text[end - 3 : end] for _, end in sentences(text)] == ["on.", "ke."]
