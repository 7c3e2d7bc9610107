"""Pages of made-up news, taken apart by the shipped weights."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract import extract_attributions, find_own_voice
from onrecord.model import Mode, Part, PartKind, Snapshot, Span
from tests.extract.words import cut, read, roles


@pytest.mark.parametrize(
    ("text", "source", "cue", "quoted", "mode"),
    [
        ("“The pier is safe,” Lia Orvane said on Monday.", "Lia Orvane", "said", "The pier is safe,", Mode.DIRECT),
        ("Harbour minister Lia Orvane said the pier was safe.", "Orvane", "said", "", Mode.INDIRECT),
        ("According to the guild, the bridge is “a trap”.", "the guild", "According to", "a trap", Mode.MIXED),
        ('"We will go," Pim Adeyo said, "and we will stay."', "Pim Adeyo", "said", "We will go, … and we will stay.",
         Mode.DIRECT),
    ],
)  # fmt: skip
def test_one_statement(tagger, text, source, cue, quoted, mode):
    (attrib,) = (a for a in read(text, tagger) if a.parent is None)
    assert source in cut(text, attrib.source)
    assert cue in cut(text, attrib.cue)
    assert cut(text, attrib.quoted) == quoted
    assert attrib.mode is mode


def test_nothing_that_is_told_is_no_statement_inside_another(tagger):
    text = "A pupil was cross.\n\n“Nobody told us anything,” she said on Friday.\n"
    assert [cut(text, a.content) for a in read(text, tagger)] == ["“Nobody told us anything,”"]


def test_a_statement_inside_a_statement_has_its_parent(tagger):
    text = "Guild spokesman Pim Adeyo said that the minister had told him the bridge would close."
    inner = [a for a in read(text, tagger) if a.parent is not None]
    assert inner
    assert "the minister" in cut(text, inner[0].source)
    assert "the bridge would close" in cut(text, inner[0].content)


def test_whoever_it_is_according_to_tells_that_another_told_them(tagger):
    text = "According to Orvane, the guild told her: “It leaks.” It rained."
    outer, inner = read(text, tagger)
    assert roles(text, outer) == ("Orvane", "According to", "the guild told her: “It leaks.”")
    assert roles(text, inner)[0] == "the guild"
    assert inner.parent == outer.id


def test_a_statement_inside_keeps_the_mark_that_closes_it(tagger):
    text = "“I asked where he was headed and he says, ‘To see the judge, and I'm cleaning up,’” Deputy Nunez wrote."
    told = [cut(text, a.content) for a in read(text, tagger) if a.parent is not None]
    assert "‘To see the judge, and I'm cleaning up,’" in told


@pytest.mark.parametrize(
    ("told", "content"),
    [
        ("He said there was none. Well, now we know where they kept it,", "there was none"),
        ("He said, ‘There is none. Ask the guild,’", "‘There is none. Ask the guild,’"),
    ],
)
def test_what_is_told_inside_ends_with_its_sentence_unless_it_is_quoted(tagger, told, content):
    text = f"“{told}” Lia Orvane said."
    inner = [a for a in read(text, tagger) if a.parent is not None]
    assert [cut(text, a.content) for a in inner] == [content]


def test_what_one_can_tell_is_no_statement_inside_a_statement(tagger):
    text = "“She could tell you the altitude from a smell,” said Professor Ian Tulloch, a former student."
    assert len(read(text, tagger)) == 1


def test_what_is_imputed_hangs_inside_the_statement_that_imputes_it(tagger):
    text = "Orvane's remark amounts to an admission that the dam leaks, guild spokesman Pim Adeyo said on Monday."
    outer, *inner = read(text, tagger)
    assert "Pim Adeyo" in cut(text, outer.source)
    (imputed,) = (a for a in inner if a.imputed)
    assert imputed.parent == outer.id
    assert not imputed.quoted


def test_what_is_imputed_may_stand_on_both_sides_of_who_imputes_it(tagger):
    text = "Orvane’s statement, Brandt said, clearly amounts to a confession of fraud."
    outer, imputed = read(text, tagger)
    assert roles(text, outer)[2] == "Orvane’s statement … clearly amounts to a confession of fraud"
    assert (imputed.imputed, imputed.parent) == (True, outer.id)


def test_a_yes_inside_anothers_words_is_theirs_to_tell(tagger):
    text = "Brandt told the court: “Asked whether it leaks, Orvane nodded.”"
    outer, *inner = read(text, tagger)
    assert "Brandt" in cut(text, outer.source)
    assert [(a.parent, a.assent) for a in inner] == [(outer.id, False), (outer.id, True)]


HARBOUR = "In the winter of {year} the harbour froze and the council sent {boats} boats to the island with coal and bread."
LONG = " ".join(HARBOUR.format(year=1900 + n, boats=n) for n in range(20))  # more than three windows


@pytest.mark.parametrize(
    ("told", "source", "cue"),
    [
        ("Lia Orvane said:\n\n“{}”", "Lia Orvane", "said"),
        ("The Hask Islander reports:\n\n“{}”", "The Hask Islander", "reports"),
        ("“{}” Lia Orvane said.", "Lia Orvane", "said"),
    ],
)
def test_a_quote_longer_than_any_window_is_whole_and_has_its_source(tagger, told, source, cue):
    text = f"The quay was shut on Monday.\n\n{told.format(LONG)}\n\nThe board meets on Friday."
    (attrib,) = (a for a in read(text, tagger) if a.parent is None)
    assert (cut(text, attrib.source), cut(text, attrib.cue)) == (source, cue)
    assert cut(text, attrib.content) == f"“{LONG}”"


def test_a_quote_goes_on_after_a_paragraph_that_ends_with_its_cue(tagger):
    text = "“We built the pier in a year,” Lia Orvane said.\n\n“We shall mend it in a week.”"
    (attrib,) = (a for a in read(text, tagger) if a.parent is None)
    assert "mend it" in cut(text, attrib.content)


def test_a_quote_goes_on_in_the_next_paragraph(tagger):
    text = "“We built the pier in a year,” Lia Orvane told the board.\n\n“We shall mend it in a week.”"
    attribs = [a for a in read(text, tagger) if a.parent is None]
    assert len(attribs) == 1
    assert "mend it" in cut(text, attribs[0].content)


WIDOW = (
    "The inquest heard from Hanna Orde on Monday.\n\n"
    "“My husband went out in worse a hundred times,” she wrote. “He knew the bar.\n\n"
    "“The coastguard told me that the boat was overdue. Nobody said it was lost.\n\n"
    "“I will never forgive the harbour board.”\n\n"
    "The coroner said she was brave."
)


def test_a_quote_that_runs_over_paragraphs_is_one_speakers(tagger):
    outer = [a for a in read(WIDOW, tagger) if a.parent is None and a.quoted]
    (said,) = outer
    assert cut(WIDOW, said.source) == "she"
    assert "Nobody said it was lost" in cut(WIDOW, said.content)
    assert cut(WIDOW, said.content).endswith("“I will never forgive the harbour board.”")
    inner = {cut(WIDOW, a.source) for a in read(WIDOW, tagger) if a.parent == said.id}
    assert "The coastguard" in inner


def test_the_line_before_such_a_quote_names_its_source_and_not_the_line_after(tagger):
    text = (
        "The minister's statement in full:\n\n“The report is a grave one.\n\n“The families have waited long"
        " enough.”\n\nTheir solicitor, Ann Gethin, said they were disappointed."
    )
    statement, gethin = (a for a in read(text, tagger) if a.parent is None)
    assert cut(text, statement.source) == "The minister's"
    assert cut(text, statement.content).endswith("long enough.”")
    assert "Gethin" in cut(text, gethin.source)
    assert not gethin.quoted


def test_a_mark_left_out_gives_nobody_the_words_of_the_next_speaker(tagger):
    text = (
        "“It leaks,” Lia Orvane said on Friday. “It has leaked for years and they know it.\n\n"
        "“It does not leak,” added Otto Brandt, the engineer. “Not a drop.”"
    )
    orvane, brandt = (a for a in read(text, tagger) if a.parent is None)
    assert "Not a drop" not in cut(text, orvane.content)
    assert cut(text, brandt.content).startswith("“It does not leak,”")


def test_what_a_speaker_does_in_saying_it_is_no_statement_within_theirs(tagger):
    text = (
        "MOSS: I can promise you that it will stay open.\n\nQ: Why?\n\nMOSS: I told the board that it must.\n"
    )
    inner = [a for a in read(text, tagger) if a.parent is not None]
    assert [cut(text, a.cue) for a in inner] == ["told"]


def test_a_no_denies_the_question(tagger):
    text = "Asked by the Lantern whether she would resign, Lia Orvane said no."
    asked, said = read(text, tagger)
    assert [a.polarity.value for a in (asked, said)] == ["open", "denied"]
    assert [a.kind.value for a in (asked, said)] == ["asks", "denies"]
    assert said.content == asked.content
    assert not said.quoted
    assert not said.assent


def test_captions_are_not_read(tagger):
    body, caption = "The board met.", "Lia Orvane says the pier is safe."
    text = f"{body}\n{caption}"
    parts = (
        Part(PartKind.BODY, Span(0, len(body))),
        Part(PartKind.CAPTION, Span(len(body) + 1, len(text))),
    )
    assert extract_attributions(Snapshot("page", text, parts), tagger) == ()


def test_own_voice_is_what_nobody_is_said_to_have_said(tagger):
    text = "Lia Orvane said the pier was safe. The pier fell into the sea in a storm last spring."
    voice = find_own_voice(text, [Span(0, len(text))], read(text, tagger))
    assert [text[s:e] for s, e in voice] == ["The pier fell into the sea in a storm last spring."]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "she said", "that", "\n", " ", ".", "Orvane", "\u200f", "é", "x" * 40]
        )
    )
)
def test_any_text_gives_offsets_within_it(tagger, pieces):
    text = "".join(pieces)
    attribs = read(text, tagger)
    known = {a.id for a in attribs}
    for a in attribs:
        assert a.content
        assert a.parent is None or a.parent in known
        for s, e in (*a.source, *a.cue, *a.content, *a.quoted):
            assert 0 <= s < e <= len(text)


def test_identity_is_of_what_was_observed(tagger):
    text = "Lia Orvane said the pier was safe."
    assert [a.id for a in read(text, tagger)] == [a.id for a in read(text, tagger)]
    assert {a.id for a in read(text, tagger)}.isdisjoint(a.id for a in read(text + " ", tagger))
