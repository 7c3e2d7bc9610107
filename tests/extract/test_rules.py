"""The narrow patterns: modes, assents, what is imputed, whom and when."""

import pytest

from onrecord.extract.answers import find_assents
from onrecord.extract.circumstance import find_addressee, find_occasion, find_when
from onrecord.extract.decode import Draft
from onrecord.extract.fronted import end_fronted
from onrecord.extract.imputed import find_imputed
from onrecord.extract.mode import find_quoted, mode_of
from onrecord.extract.possessed import name_owner
from onrecord.model import Mode, Span
from onrecord.text.quotes import quoted_spans


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "content", "quoted", "mode"),
    [
        ("She said “the pier is shut”.", "“the pier is shut”", ["the pier is shut"], Mode.DIRECT),
        ("She said the pier is shut.", "the pier is shut", [], Mode.INDIRECT),
        (
            "She said the pier is “shut for good”.",
            "the pier is “shut for good”",
            ["shut for good"],
            Mode.MIXED,
        ),
        ("“Pim said ‘we go’ twice,” she said.", "‘we go’", ["we go"], Mode.DIRECT),
        ("“Pim said he would go,” she said.", "he would go", [], Mode.INDIRECT),
        ("She spoke of a “mess”.", "of a “mess”", ["mess"], Mode.MIXED),
        ('He wrote "" there.', '"" there', [], Mode.INDIRECT),
    ],
)
def test_mode_by_exact_stretches(text, content, quoted, mode):
    spans = [_span(text, content)]
    found = find_quoted(text, spans, quoted_spans(text))
    assert [text[s:e] for s, e in found] == quoted
    assert mode_of(text, spans, found) is mode


@pytest.mark.parametrize(
    ("text", "source", "cue", "asks"),
    [
        (
            "When asked if the toll would rise, Pim Adeyo replied in the affirmative.",
            "Pim Adeyo", "replied in the affirmative", "the toll would rise",
        ),
        ("Asked by a reporter whether it leaks, she nodded.", "she", "nodded", "it leaks"),
        ("Orvane answered “yes” when asked whether it was safe.", "Orvane", "answered “yes”", "it was safe"),
    ],
)  # fmt: skip
def test_assents(text, source, cue, asks):
    asked, assent = find_assents(text, Span(0, len(text)))
    assert [text[s:e] for s, e in assent.source] == [source]
    assert [text[s:e] for s, e in assent.cue] == [cue]
    assert [text[s:e] for s, e in assent.content] == [asks]
    assert asked.content == assent.content
    assert not asked.source


@pytest.mark.parametrize(
    "text",
    [
        "She asked if the toll would rise.",
        "Asked about the toll, she left.",
        "He nodded and asked whether it leaks.",
    ],
)
def test_no_assent(text):
    assert find_assents(text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orvane's words amount to an admission that the dam leaks.", "Orvane's", "the dam leaks"),
        (
            "Minister Lia Orvane’s statement can be seen as a threat to the guild.",
            "Minister Lia Orvane’s",
            "the guild",
        ),
    ],
)
def test_imputed(text, source, content):
    (draft,) = find_imputed(text, Span(0, len(text)))
    assert text[slice(*draft.source[0])] == source
    assert text[slice(*draft.content[0])] == content


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee", "when"),
    [
        ("Orvane told the board on Tuesday that it leaks.", "told", "that it leaks", "the board", "on Tuesday"),
        ("Orvane said on 3 May 2031 that it leaks.", "said", "that it leaks", None, "on 3 May 2031"),
        ("Orvane said it leaked on Tuesday.", "said", "it leaked on Tuesday", None, None),
        ("The board asked if it leaks.", "asked", "it leaks", None, None),
        ("“It leaks,” Orvane told reporters.", "told", "“It leaks,”", "reporters", None),
    ],
)  # fmt: skip
def test_circumstance(text, cue, content, addressee, when):
    draft = Draft(cue=[_span(text, cue)], content=[_span(text, content)])
    sentence = Span(0, len(text))
    whom, day = find_addressee(text, draft, sentence), find_when(text, draft, sentence)
    assert (whom and text[slice(*whom)]) == addressee
    assert (day and text[slice(*day)]) == when


@pytest.mark.parametrize(
    ("text", "cue", "content", "occasion"),
    [
        (
            "Orvane said in an interview with the Lantern that it leaks.",
            "said",
            "it leaks",
            "in an interview with the Lantern",
        ),
        (
            "At a rally in Sallow on Tuesday, Orvane said it leaks.",
            "said",
            "it leaks",
            "At a rally in Sallow",
        ),
        ("Orvane wrote on Facebook that it leaks.", "wrote", "it leaks", "on Facebook"),
        ("Orvane said the dam at the rally leaks.", "said", "the dam at the rally leaks", None),
        ("Orvane said to the mayor it leaks.", "said", "it leaks", None),
    ],
)
def test_occasion(text, cue, content, occasion):
    draft = Draft(cue=[_span(text, cue)], content=[_span(text, content)])
    found = find_occasion(text, draft, Span(0, len(text)))
    assert (found and text[slice(*found)]) == occasion


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        (
            "Although Orvane claims it holds, the dam leaks.",
            "it holds, the dam leaks",
            "it holds",
        ),
        ("Orvane claims it holds, and it does.", "it holds, and it does", "it holds, and it does"),
        ("While Orvane claims it holds, the dam leaks.", "it holds", "it holds"),
        (
            "While Orvane claims “it holds, and will hold”, the dam leaks.",
            "“it holds, and will hold”, the dam leaks",
            "“it holds, and will hold”",
        ),
    ],
)  # fmt: skip
def test_a_fronted_clause_ends_before_its_main_clause(text, content, kept):
    draft = Draft([_span(text, "Orvane")], [_span(text, "claims")], [_span(text, content)])
    end_fronted(text, Span(0, len(text)), draft)
    assert [text[s:e] for s, e in draft.content] == [kept]


@pytest.mark.parametrize(
    ("content", "source", "cue", "kept"),
    [
        ("the guild's proposals to mend it", "the guild's", "proposals", "to mend it"),
        ("Lia Orvane’s repeated claim that it holds", "Lia Orvane’s", "claim", "that it holds"),
        ("the guild's boats to Hask", None, "ignoring", "the guild's boats to Hask"),
        ("proposals to mend it", None, "ignoring", "proposals to mend it"),
    ],
)
def test_what_somebody_owns_names_its_source(content, source, cue, kept):
    text = f"ignoring {content}"
    draft = Draft([], [_span(text, "ignoring")], [_span(text, content)])
    name_owner(text, draft)
    assert [text[s:e] for s, e in draft.source] == ([source] if source else [])
    assert [text[s:e] for s, e in (*draft.cue, *draft.content)] == [cue, kept]


@pytest.mark.parametrize(("cue", "source"), [("ignored", "the guild's"), ("repeated", "The council")])
def test_a_cue_that_reports_nothing_leaves_the_statement_to_its_owner(cue, source):
    text = f"The council {cue} the guild's proposals to mend it"
    draft = Draft(
        [_span(text, "The council")], [_span(text, cue)], [_span(text, "the guild's proposals to mend it")]
    )
    name_owner(text, draft)
    assert [text[s:e] for s, e in draft.source] == [source]
