"""Headlines whose grammar runs on: where their statements end, and who tells them."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.clipped import clip_headlines
from onrecord.extract.syntax.headlined import headlines
from onrecord.model import Span
from onrecord.text.quotes import paragraphs
from tests.extract.words import roles

BODY = "\n\nThe hall was full when Lena Orvane came."


def _span(text, words):
    at = text.index(words)
    return Span(at, at + len(words))


def _clipped(headline, source, cue, *contents):
    text = headline + BODY
    lines = headlines(text, list(paragraphs(text)), ())
    parts = [[_span(text, words) for words in role if words] for role in ([source], [cue], contents)]
    return [roles(text, draft) for draft in clip_headlines(text, lines, [Draft(*parts)])]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "contents", "kept"),
    [
        ("Roe says ‘small hope’ left as ferry talks stall",
         "Roe", "says", ["‘small hope’ left as ferry talks stall"], "‘small hope’ left"),
        ("Police say gunman was shot dead as he fled",
         "Police", "say", ["gunman was shot dead as he fled"], "gunman was shot dead as he fled"),
        ("Mayor tells of threats as she seeks a second term",
         "Mayor", "tells of", ["threats as she seeks a second term"], "threats"),
        ("Roe accuses board of ‘hiding’ as hall closed in pier row",
         "Roe", "accuses", ["board of ‘hiding’ as hall closed in pier row"], "board of ‘hiding’"),
        ("Mayor slams plan as ‘tired’ as pier row drags on",
         "Mayor", "slams", ["plan as ‘tired’ as pier row drags on"], "plan as ‘tired’"),
        ("Judge condemns ‘greed posing as thrift’ as clerk goes to jail",
         "Judge", "condemns", ["‘greed posing as thrift’ as clerk goes to jail"], "‘greed posing as thrift’"),
        ("Roe pleads for calm, even as buses stay shut",
         "Roe", "pleads for", ["calm, even as buses stay shut"], "calm"),
        ("Pier is fine, Roe insists, as gulls move in",
         "Roe", "insists", ["Pier is fine", "as gulls move in"], "Pier is fine"),
        ("Roe says school ‘as good as any’ as budget falls",
         "Roe", "says", ["school ‘as good as any’ as budget falls"], "school ‘as good as any’"),
    ],
)  # fmt: skip
def test_the_outlets_own_clause_is_cut(headline, source, cue, contents, kept):
    assert _clipped(headline, source, cue, *contents) == [(source, cue, kept)]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "content"),
    [
        ("Minister describes pier as open sewer", "Minister", "describes", "pier as open sewer"),
        ("Coach hails win as title race opens up", "Coach", "hails", "win as title race opens up"),
        ("Roe wants pier kept as home for boats", "Roe", "wants", "pier kept as home for boats"),
        ("Roe tells of loss as cruel as any war is", "Roe", "tells of", "loss as cruel as any war is"),
        ("Roe says quay needs such things as cranes move", "Roe", "says",
         "quay needs such things as cranes move"),
        ("Roe says ‘it ended as boats left’", "Roe", "says", "‘it ended as boats left’"),
        ("Rector says hall to open as museum of toys", "Rector", "says", "hall to open as museum of toys"),
        ("Rector says hall will last as long as roof is dry", "Rector", "says",
         "hall will last as long as roof is dry"),
        ("Pier shut as boiler fails, council says", "council", "says", "Pier shut as boiler fails"),
        ("Mayor rejects claims, threats to family", "Mayor", "rejects", "claims, threats to family"),
        ("Mayor admits fraud, claims of bias", "Mayor", "admits", "fraud, claims of bias"),
        ("Mayor says ‘the clerk lied, denies it now’", "Mayor", "says", "‘the clerk lied, denies it now’"),
        ("Unions reject pay, warns of strikes", "Unions", "reject", "pay, warns of strikes"),
    ],
)  # fmt: skip
def test_what_is_theirs_stays(headline, source, cue, content):
    assert _clipped(headline, source, cue, content) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "content", "first", "second"),
    [
        ("Mayor rules out new pier, denies taking gifts", "Mayor", "rules out", "new pier, denies taking gifts",
         ("rules out", "new pier"), ("denies", "taking gifts")),
        ("Growers oppose rota, threaten march", "Growers", "oppose", "rota, threaten march",
         ("oppose", "rota"), ("threaten", "march")),
        ("Premier rejects inquiry, calls for calm", "Premier rejects", "calls for", "calm",
         ("calls for", "calm"), ("rejects", "inquiry")),
    ],
)  # fmt: skip
def test_two_verbs_tell_two_things(headline, source, cue, content, first, second):
    who = source.split()[0]
    assert _clipped(headline, source, cue, content) == [(who, *first), (who, *second)]


def test_a_second_verb_that_was_found_is_not_told_twice():
    text = "Mayor rejects pier, denies gifts" + BODY
    drafts = [Draft([Span(0, 5)], [Span(6, 13)], [Span(14, 32)]), Draft([], [Span(20, 26)], [Span(27, 32)])]
    found = clip_headlines(text, [Span(0, 32)], drafts)
    assert [roles(text, draft)[1:] for draft in found] == [("rejects", "pier"), ("denies", "gifts")]


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("‘Maps lie by being clean’: geographer", [("geographer", ":", "‘Maps lie by being clean’")]),
        ("‘We were never told’: Lena Orvane", [("Lena Orvane", ":", "‘We were never told’")]),
        ("‘We were never told’: Salt Anvil", [("", "", "‘We were never told’")]),  # on the page once, as a title
        ("‘I lost it all’: the last keeper", [("", "", "‘I lost it all’")]),
        ("‘I lost it all’: inside the harbour court", [("", "", "‘I lost it all’")]),
        ("‘Who counts the boats?’: Tribunal pulls up port over logs",
         [("Tribunal", ":", "‘Who counts the boats?’"), ("Tribunal", "pulls up", "port over logs")]),
    ],
)  # fmt: skip
def test_who_stands_behind_the_colon(headline, told):
    quote = headline[: headline.index("’") + 1]
    assert _clipped(headline, "", "", quote) == told


@pytest.mark.parametrize(
    ("text", "headings", "count"),
    [
        ("Pier shut\n\nIt rained.", (), 1),
        ("Pier shut.\n\nIt rained.", (), 0),
        ("Pier shut.\n\nIt rained.", (0,), 1),
        ("Pier shut", (), 0),
        ("Pier " * 40 + "\n\nIt rained.", (), 0),
    ],
)
def test_what_is_a_headline(text, headings, count):
    assert len(headlines(text, list(paragraphs(text)), headings)) == count
