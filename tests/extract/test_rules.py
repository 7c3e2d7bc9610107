"""The narrow patterns: modes, assents, what is imputed, whom and when."""

import pytest

from onrecord.extract.answers import find_answers
from onrecord.extract.circumstance import find_addressee, find_occasion, find_when
from onrecord.extract.declined import part_declined
from onrecord.extract.decode import Draft, How
from onrecord.extract.fronted import end_before_word_on_it, end_fronted
from onrecord.extract.heralded import name_heralded
from onrecord.extract.imputed import find_imputed
from onrecord.extract.inverted import name_inverted
from onrecord.extract.mode import find_quoted, mode_of
from onrecord.extract.opinion import find_opinions
from onrecord.extract.passive import turn_passive
from onrecord.extract.possessed import name_owner
from onrecord.extract.relative import name_relative, widen_relative
from onrecord.model import Mode, Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import cut


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
        ("She said Pim “Rocket” Adeyo left.", "Pim “Rocket” Adeyo left", [], Mode.INDIRECT),
        ("She said a man known as “Chalky” left.", "a man known as “Chalky” left", [], Mode.INDIRECT),
        (
            "She said “Salt and Steam” was “her best”.",
            "“Salt and Steam” was “her best”",
            ["her best"],
            Mode.MIXED,
        ),
        ("She said Pim’s “Salt and Steam” is lost.", "Pim’s “Salt and Steam” is lost", [], Mode.INDIRECT),
        ("She said the film “Salt” is lost.", "the film “Salt” is lost", [], Mode.INDIRECT),
        (
            "She hailed Pim as “The Comeback Kid”.",
            "Pim as “The Comeback Kid”",
            ["The Comeback Kid"],
            Mode.MIXED,
        ),
        ("She said: “Salt and Steam.”", "“Salt and Steam.”", ["Salt and Steam."], Mode.DIRECT),
        ("Mayor Calls Plan ‘Dead Wrong’", "Plan ‘Dead Wrong’", ["Dead Wrong"], Mode.MIXED),
        ("Mayor Blasts ‘Reckless’ Governor", "‘Reckless’ Governor", ["Reckless"], Mode.MIXED),
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
    ("text", "asker", "source", "cue", "asks", "how"),
    [
        (
            "When asked if the toll would rise, Pim Adeyo replied in the affirmative.",
            [], "Pim Adeyo", "replied in the affirmative", "the toll would rise", How.ASSENT,
        ),
        ("Asked by a reporter whether it leaks, she nodded.", ["a reporter"], "she", "nodded", "it leaks", How.ASSENT),
        (
            "Orvane answered “yes” when asked whether it was safe.",
            [], "Orvane", "answered “yes”", "it was safe", How.ASSENT,
        ),
        ("Asked whether it was safe, Orvane said no.", [], "Orvane", "said no", "it was safe", How.DISSENT),
        (
            "Orvane replied “no” when asked if she would go.",
            [], "Orvane", "replied “no”", "she would go", How.DISSENT,
        ),
        (
            "Asked by the clerk if it leaks, he shook his head.",
            ["the clerk"], "he", "shook his head", "it leaks", How.DISSENT,
        ),
    ],
)  # fmt: skip
def test_yes_and_no(text, asker, source, cue, asks, how):
    asked, answer = find_answers(text, Span(0, len(text)))
    assert [text[s:e] for s, e in asked.source] == asker
    assert [text[s:e] for s, e in answer.source] == [source]
    assert [text[s:e] for s, e in answer.cue] == [cue]
    assert [text[s:e] for s, e in answer.content] == [asks]
    assert asked.content == answer.content
    assert answer.how is how


@pytest.mark.parametrize(
    "text",
    [
        "She asked if the toll would rise.",
        "Asked about the toll, she left.",
        "He nodded and asked whether it leaks.",
        "Asked whether it leaks, she said no decision had been made.",
        "Asked whether it leaks, Orvane never answered yes.",
        "Asked whether it leaks, Orvane paused and nodded.",
        "Asked if it leaks," + " " * 20_000 + "she left.",
    ],
)
def test_neither_yes_nor_no(text):
    assert find_answers(text, Span(0, len(text))) is None


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


@pytest.mark.parametrize("text", ["Orvane's remarks do not amount to an admission that the dam leaks."])
def test_what_words_do_not_amount_to_is_imputed_to_nobody(text):
    assert not list(find_imputed(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee", "when"),
    [
        ("Orvane told the board on Tuesday that it leaks.", "told", "that it leaks", "the board", "on Tuesday"),
        ("Orvane said on 3 May 2031 that it leaks.", "said", "that it leaks", None, "on 3 May 2031"),
        ("Orvane said it leaked on Tuesday.", "said", "it leaked on Tuesday", None, None),
        ("The board asked if it leaks.", "asked", "it leaks", None, None),
        ("When asked by reporters if it leaks, she left.", "asked", "it leaks", None, None),
        ("Orvane said the day before yesterday that it leaks.", "said", "that it leaks", None,
         "the day before yesterday"),
        ("Orvane said on Monday, 7 April, that it leaks.", "said", "that it leaks", None, "on Monday, 7 April"),
        ("Orvane said in May last year that it leaks.", "said", "that it leaks", None, "in May last year"),
        ("Orvane said on 3rd May that it leaks.", "said", "that it leaks", None, "on 3rd May"),
        ("Orvane said on Oct. 12, 2029, that it leaks.", "said", "that it leaks", None, "on Oct. 12, 2029"),
        ("Orvane told a rally at the weekend that it leaks.", "told", "that it leaks", "a rally", "at the weekend"),
        ("Orvane urged calm in a bay that was shut since Friday.", "urged", "calm", None, None),
        ("It fell on Friday after Orvane said it leaks.", "said", "it leaks", None, None),
        ("Last week Orvane said it leaks.", "said", "it leaks", None, "Last week"),
        ("Yesterday Orvane said it leaks.", "said", "it leaks", None, "Yesterday"),
        ("Orvane told Sallow Today on Friday it leaks.", "told", "it leaks", "Sallow Today", "on Friday"),
        ("“It leaks,” Orvane told a rally late on Friday.", "told", "“It leaks,”", "a rally", "late on Friday"),
        ("Orvane told the Lantern by phone that it leaks.", "told", "that it leaks", "the Lantern", None),
        ("ORVANE SAID FRIDAY THAT IT MAY LEAK.", "SAID", "THAT IT MAY LEAK", None, "FRIDAY"),
        ("“It leaks,” Orvane told reporters.", "told", "“It leaks,”", "reporters", None),
        ("Orvane told Mr. Brandt on Friday that it leaks.", "told", "that it leaks", "Mr. Brandt", "on Friday"),
        ("Orvane told the U.S. envoy that it leaks.", "told", "that it leaks", "the U.S. envoy", None),
        ("Orvane told the Sunday Lantern that it leaks.", "told", "that it leaks", "the Sunday Lantern", None),
        ("Orvane told Lena May that it leaks.", "told", "that it leaks", "Lena May", None),
        ("On Friday Orvane told the board that it leaks.", "told", "that it leaks", "the board", "On Friday"),
    ],
)  # fmt: skip
def test_circumstance(text, cue, content, addressee, when):
    draft = Draft(
        [_span(text, "Orvane")] if "Orvane" in text else [], [_span(text, cue)], [_span(text, content)]
    )
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
        (
            "In a May 3 interview with the Lantern, Orvane said it leaks.",
            "said",
            "it leaks",
            "In a May 3 interview with the Lantern",
        ),
        ("At a rally in Hask Orvane said it leaks.", "said", "it leaks", "At a rally in Hask"),
        ("In a blog post, Orvane said it leaks.", "said", "it leaks", "In a blog post"),
        ("Speaking at the new slip on Monday, Orvane said it leaks.", "said", "it leaks", "at the new slip"),
        ("Speaking in May, Orvane said it leaks.", "said", "it leaks", None),
        ("Orvane told the Lantern by phone that it leaks.", "told", "that it leaks", "by phone"),
        ("Orvane said in parliament that it leaks.", "said", "that it leaks", "in parliament"),
        ("Orvane wrote on Facebook that it leaks.", "wrote", "it leaks", "on Facebook"),
        ("Orvane said the dam at the rally leaks.", "said", "the dam at the rally leaks", None),
        ("Orvane said to the mayor it leaks.", "said", "it leaks", None),
    ],
)
def test_occasion(text, cue, content, occasion):
    draft = Draft([_span(text, "Orvane")], [_span(text, cue)], [_span(text, content)])
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
            "While Orvane claims the dam, built in 1950, is clean, safe and dry, the river is brown.",
            "the dam, built in 1950, is clean, safe and dry, the river is brown",
            "the dam, built in 1950, is clean, safe and dry",
        ),
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


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "told", "sources", "kept"),
    [
        ("She was told that it leaks.", "She", "was told", "that it leaks", "She", [], "that it leaks"),
        (
            "She was told by Pim Adeyo that it leaks.",
            "She", "was told", "that it leaks", "She", ["Pim Adeyo"], "that it leaks",
        ),
        ("The board had been warned of rot.", "The board", "had been warned", "of rot", "The board", [], "of rot"),
        (
            "They are advised by Elm Water to wait.",
            "Elm", "are advised", "Water to wait", None, ["Elm Water"], "to wait",
        ),
        ("Asked by the clerk if it leaks, she left.", None, "Asked", "if it leaks", None, ["the clerk"], "if it leaks"),
        ("She told the board that it leaks.", "She", "told", "that it leaks", None, ["She"], "that it leaks"),
        ("She asked the board to wait.", "She", "asked", "the board to wait", None, ["She"], "the board to wait"),
        (
            "The claims were dismissed by Orvane as “tales”.",
            "Orvane as", "were dismissed", "“tales”", None, ["Orvane"], "as “tales”",
        ),
        (
            "Lund was accused by the union of cooking books.",
            "the union of cooking books", "was accused by", "Lund", None, ["the union"], "Lund … of cooking books",
        ),
        (
            "It was denounced as a grab by the opposition.",
            None, "was denounced", "as a grab by the opposition", None, ["the opposition"], "as a grab",
        ),
        (
            "It was described as a plan written by lobbyists.",
            None, "was described", "as a plan written by lobbyists", None, [], "as a plan written by lobbyists",
        ),
        (
            "Lund was accused by the opposition of “cooking books”.",
            None, "was accused by", "the opposition of “cooking books”", None, ["the opposition"], "of “cooking books”",
        ),
        ("It was warned that it leaks.", "It", "was warned", "that it leaks", "It", [], "that it leaks"),
        ("It has been learnt that it leaks.", "It", "has been learnt", "that it leaks", None, [], "that it leaks"),
        (
            "It is alleged in the first report that it leaks.",
            "It", "is alleged", "that it leaks", None, ["the first report"], "that it leaks",
        ),
        (
            "Asked by the clerk, Ms Ada Lund, whether it leaks, he left.",
            "the clerk", "Asked", "whether it leaks", None, ["the clerk, Ms Ada Lund,"], "whether it leaks",
        ),
        (
            "Council has been accused by ratepayers of misplaced priorities.",
            "ratepayers", "has been accused by", "Council", None, ["ratepayers"], "Council … of misplaced priorities",
        ),
        ("Lund stands accused of theft.", "Lund", "stands accused of", "theft", None, [], "Lund … theft"),
        ("Councillor told to “grow up” again", "Councillor", "told", "to “grow up”", "Councillor", [], "to “grow up”"),
        ("She was told by Mr. Brandt that it leaks.", "She", "was told", "that it leaks", "She", ["Mr. Brandt"],
         "that it leaks"),
        ("She asked to see the map.", "She", "asked", "to see the map", None, ["She"], "to see the map"),
        ("She told the guild to go.", "She", "told", "to go", None, ["She"], "to go"),
        ("Doctors urged to boil it.", "Doctors", "urged", "to boil it", None, ["Doctors"], "to boil it"),
    ],
)  # fmt: skip
def test_the_subject_of_a_passive_is_told(text, source, cue, content, told, sources, kept):
    draft = Draft([_span(text, source)] if source else [], [_span(text, cue)], [_span(text, content)])
    turn_passive(text, draft)
    assert (draft.told and text[slice(*draft.told)]) == told
    assert [text[s:e] for s, e in draft.source] == sources
    assert cut(text, draft.content) == kept


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Brandt left. “It leaks,” said Orvane, who stayed.", "said", "“It leaks,”", "Orvane"),
        (
            "Brandt left. “It leaks,” said the warden of the pier.",
            "said",
            "“It leaks,”",
            "the warden of the pier",
        ),
        (
            "Brandt left. “It leaks,” warned Ms. Lia van Orvane.",
            "warned",
            "“It leaks,”",
            "Ms. Lia van Orvane",
        ),
        ("Brandt left. “Does it?” asked she.", "asked", "“Does it?”", "she"),
        ("Brandt said Orvane was late.", "said", "Orvane was late", "Brandt"),
        ("Brandt rose, adding Orvane was late.", "adding", "Orvane was late", "Brandt"),
    ],
)
def test_the_source_stands_after_its_cue(text, cue, content, source):
    draft = Draft([_span(text, "Brandt")], [_span(text, cue)], [_span(text, content)])
    start = text.index(". ") + 2 if ". “" in text else 0
    name_inverted(text, Span(start, len(text)), draft)
    assert [text[s:e] for s, e in draft.source] == [source]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("In Orvane’s view, the dam is sound.", "Orvane’s", ["In", "view"], "the dam is sound"),
        ("In the words of one docker, it is “a bath”.", "one docker", ["In", "words"], "it is “a bath”"),
        ("In her opinion, it holds!", "her", ["In", "opinion"], "it holds"),
        ("Per the filing, it holds.", "the filing", ["Per"], "it holds"),
        ("It holds, per a company filing.", "a company filing", ["per"], "It holds"),
        ("By his own account, it holds.", "his", ["By", "own account"], "it holds"),
        ("It was “a bath”, in the words of one docker.", "one docker", ["in", "words"], "It was “a bath”"),
        ("It was, in Orvane’s words, “a bath”.", "Orvane’s", ["in", "words"], "It was … “a bath”"),
        ("She left, in her words, “to breathe”.", "her", ["in", "words"], "“to breathe”"),
    ],
)
def test_what_a_sentence_gives_as_a_view(text, source, cue, content):
    (draft,) = find_opinions(text, Span(0, len(text)))
    assert [text[s:e] for s, e in draft.source] == [source]
    assert [text[s:e] for s, e in draft.cue] == cue
    assert cut(text, draft.content) == content


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It is understood the hall was empty.", "is understood", "the hall was empty"),
        ("It’s widely believed that it leaks", "’s widely believed", "that it leaks"),
        ("Local legend has it that a bishop drowned here.", "legend has it", "that a bishop drowned here"),
    ],
)
def test_nobodys_view(text, cue, content):
    (draft,) = find_opinions(text, Span(0, len(text)))
    assert draft.source == []
    assert [text[s:e] for s, e in (*draft.cue, *draft.content)] == [cue, content]


@pytest.mark.parametrize(
    "text",
    [
        "It is thought to leak.",
        "It is feared by all.",
        "In view of the rain, it shut.",
        "In Hask, the dam leaks.",
        "In a word, no.",
        "It fell, per capita.",
        "It was claimed on Friday.",
        "Per Lindqvist, the captain, lifted the cup.",
        "“It is, in her words, a bath.”",
    ],
)
def test_no_view(text):
    assert list(find_opinions(text, Span(0, len(text)))) == []


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("The minister's statement in full:", "The minister's", "statement"),
        ("Here is Ms Crane’s resignation letter:", "Ms Crane’s", "letter"),
        ("The full statement from the Harbour Board, sent at noon:", "the Harbour Board", "statement"),
        ("One thing is certain:", None, None),
        ("The minister's statement was long.", None, None),
    ],
)
def test_the_line_before_a_quote_says_whose_it_is(line, source, cue):
    text = f"{line}\n“It leaks.”"
    draft = Draft(content=[_span(text, "“It leaks.”")])
    name_heralded(text, draft, [(0, len(line)), (len(line) + 1, len(text))])
    assert [text[s:e] for s, e in draft.source] == ([source] if source else [])
    assert [text[s:e] for s, e in draft.cue] == ([cue] if cue else [])


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("that the port had fallen, a claim the army denied", "that the port had fallen"),
        ("that the port had fallen, which could not be independently verified", "that the port had fallen"),
        ("it had fallen; this could not immediately be confirmed", "it had fallen"),
        ("it was “a lie, a claim nobody believes”", "it was “a lie, a claim nobody believes”"),
        ("that he had lodged a claim", "that he had lodged a claim"),
        ("that the port had fallen, hours after the last ship left", "that the port had fallen"),
        ("that the port fell an hour after dawn", "that the port fell an hour after dawn"),
        (
            "that it would shut, a month before the sale, and that all go",
            "that it would shut, a month before the sale, and that all go",
        ),
    ],
)
def test_a_word_on_what_was_said_is_no_part_of_it(content, kept):
    text = f"Orvane said {content}."
    draft = Draft([_span(text, "Orvane")], [_span(text, "said")], [_span(text, content)])
    end_before_word_on_it(text, draft)
    assert [text[s:e] for s, e in draft.content] == [kept]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "He cites an email in which the manager, Ada Crewe, wrote that it leaks.",
            "the manager, Ada Crewe,",
        ),
        ("He wrote that it leaks.", "He"),
        ("He cites a song in which nobody sings. He wrote that it leaks.", "He"),
    ],
)
def test_who_writes_in_a_letter_in_which_they_write(text, source):
    draft = Draft([_span(text, "He")], [_span(text, "wrote")], [_span(text, "that it leaks")])
    name_relative(text, Span(text.rfind("He "), len(text)), draft)
    assert [text[s:e] for s, e in draft.source] == [source]


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("A nurse, who", "A nurse, who asked not to be named,"),
        ("A nurse", "A nurse, who asked not to be named,"),
        ("A nurse, who asked not to be named,", "A nurse, who asked not to be named,"),
    ],
)
def test_a_source_has_its_relative_clause_whole(source, whole):
    text = "A nurse, who asked not to be named, said that it leaks."
    draft = Draft([_span(text, source)], [_span(text, "said")], [_span(text, "that it leaks")])
    widen_relative(text, draft)
    assert [text[s:e] for s, e in draft.source] == [whole]


@pytest.mark.parametrize(
    "text", ["A nurse left. Lund, who stayed, said that it leaks.", "A nurse, he said, leaks that it leaks."]
)
def test_what_is_no_clause_of_the_source_stays_apart(text):
    draft = Draft([_span(text, "A nurse")], [_span(text, "said")], [_span(text, "that it leaks")])
    widen_relative(text, draft)
    assert [text[s:e] for s, e in draft.source] == ["A nurse"]


@pytest.mark.parametrize(
    ("text", "content", "told"),
    [
        ("She said that it is safe but would not say where.", "that it is safe but would not say where",
         [("said", "that it is safe"), ("would not say", "where")]),
        ("She urged calm, and declined to name anyone.", "calm, and declined to name anyone",
         [("urged", "calm"), ("declined", "to name anyone")]),
        ("She said little of it and would not be drawn on the price.",
         "little of it and would not be drawn on the price",
         [("said", "little of it"), ("would not be drawn on", "the price")]),
        ("She said the ministry had been asked but declined to comment.",
         "the ministry had been asked but declined to comment",
         [("said", "the ministry had been asked but declined to comment")]),
        ("She said it would rise but would not say why.", "it would rise but would not say why",
         [("said", "it would rise"), ("would not say", "why")]),
        ("She said that he came but did not see it.", "that he came but did not see it",
         [("said", "that he came but did not see it")]),
        ("She said “they came but would not say why”.", "“they came but would not say why”",
         [("said", "“they came but would not say why”")]),
    ],
)  # fmt: skip
def test_what_is_declined_is_told_apart(text, content, told):
    cue = "urged" if "urged" in text else "said"
    drafts = part_declined(text, [Draft([_span(text, "She")], [_span(text, cue)], [_span(text, content)])])
    assert [tuple(text[s:e] for s, e in (*d.cue, *d.content)) for d in drafts] == told
