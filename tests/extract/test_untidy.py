"""Text that is not tidy: marks of every kind, capitals, layouts, and pages that are hardly text.

Right or in doubt, never a crash, never a cost without bound.
"""

import pytest

from tests.extract.words import cut, read


@pytest.mark.parametrize(
    ("opens", "closes"),
    [("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("«", "»"), ("``", "''"), ("''", "''"), ("'", "'")],
)
def test_quotation_marks_of_every_house(tagger, opens, closes):
    text = f"{opens}We will keep the ferry,{closes} Lia Orvane told the council on Monday.\n"
    (said,) = read(text, tagger)
    assert cut(text, said.source) == "Lia Orvane"
    assert cut(text, said.quoted).rstrip(",") == "We will keep the ferry"


@pytest.mark.parametrize(
    "text",
    [
        "“We will keep the ferry, Lia Orvane told the council on Monday.\n\nThe board met.\n",
        "We will keep the ferry,” Lia Orvane told the council on Monday.\n\nThe board met.\n",
        "“We will keep ‘the ferry,” Lia Orvane told the council on Monday.\n\nThe board met.\n",
    ],
)
def test_marks_that_do_not_pair_do_not_run_on(tagger, text):
    said = read(text, tagger)
    assert [cut(text, a.source) for a in said] == ["Lia Orvane"]
    assert all("board" not in cut(text, a.content) for a in said)


def test_capitals_throughout(tagger):
    text = "MAYOR LIA ORVANE SAID ON MONDAY THAT THE FERRY WOULD BE KEPT. THE COUNCIL HAD VOTED TWICE."
    (said,) = read(text, tagger)
    assert "ORVANE" in cut(text, said.source)
    assert "FERRY WOULD BE KEPT" in cut(text, said.content)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "ORVANE: We keep the ferry.\n\nREPORTER: And the pier?\n\nORVANE: The pier must go.\n",
            ["ORVANE", "REPORTER", "ORVANE"],
        ),
        (
            "Q: Will the ferry stay?\n\nA: It will, as long as I am mayor.\n\nQ: And the pier?\n\nA: No.\n",
            ["Q", "A", "Q", "A"],
        ),
        (
            "“A sad day for the coast.” — Lia Orvane, mayor\n\n“We saw it coming.” — Pim Hask, docker\n",
            ["Lia Orvane, mayor", "Pim Hask, docker"],
        ),
        (
            "10:42 Lia Orvane: We keep the ferry.\n\n10.51am Otto Brandt said he doubted it.\n",
            ["Lia Orvane", "Otto Brandt"],
        ),
        (
            "[12/05/2031, 10:42:13] Lia Orvane: Delete it please\n\n[12/05/2031, 10:43:02] Otto Brandt: It is done\n",
            ["Lia Orvane", "Otto Brandt"],
        ),
        (
            "1. Councillor Lia Orvane reported that the roof leaked.\n\n2. Otto Brandt said that it did not.\n",
            ["Councillor Lia Orvane", "Otto Brandt"],
        ),
        (
            "14:02\n\nLia Orvane says the ferry will be kept.\n\n14:10\n\nOtto Brandt replies that he doubts it.\n",
            ["Lia Orvane", "Otto Brandt"],
        ),
        (
            "@lia_orvane: We keep the ferry. Always.\n\n@pimhask: We will see!\n\n@tarnpost: More soon.\n",
            ["@lia_orvane", "@pimhask", "@tarnpost"],
        ),
    ],
)
def test_layouts_that_name_their_speakers(tagger, text, speakers):
    assert [cut(text, a.source) for a in read(text, tagger) if a.parent is None] == speakers


HARD = "“We keep the ferry,” Lia Orvane said.\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "x",
        "“",
        "”" * 3000,
        '"' * 3001,
        "\x00\x01\x02\x1b[31m" * 200,
        "渡し船は残すと市長は月曜日に述べた。" * 60,
        "قالت رئيسة البلدية إن العبارة ستبقى. " * 60,
        "a" * 120_000,
        "Ab" * 60_000,
        "\u200f\u202e\u200b" * 900,
        "said " * 4000,
        "“a” said b\n" * 1500,
        "“The ferry stays.\n\n“N"
        + "O" * 600
        + "!” Lia Orvane said.",  # no name of who speaks, however it is split
    ],
    ids=str.__len__,
)
def test_what_is_hardly_text_ends_in_valid_offsets(tagger, text):
    page = text + "\n\n" + HARD
    said = read(page, tagger)
    for a in said:
        for s, e in (*a.source, *a.cue, *a.content, *a.quoted):
            assert 0 <= s < e <= len(page)
    assert any(cut(page, a.source) == "Lia Orvane" for a in said)


def test_marks_without_width_do_not_move_offsets(tagger):
    text = "“We \u200bkeep the\u200f ferry,” Lia \u200bOrvane\u200e said on Monday."
    (said,) = read(text, tagger)
    assert cut(text, said.quoted) == "We \u200bkeep the\u200f ferry,"
    assert "Orvane" in cut(text, said.source)


def test_a_long_document_is_read_to_its_end(tagger):
    text = "The council met again and nothing of note was decided by it that day. " * 400 + "\n\n" + HARD
    assert cut(text, read(text, tagger)[-1].source) == "Lia Orvane"
