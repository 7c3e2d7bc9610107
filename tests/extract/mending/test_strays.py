"""Contents and cues that the tagger ties to what does not tell them."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.strays import drop_strays
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import read, roles


def _read(text, tagger):
    return [roles(text, told) for told in read(text, tagger)]


def test_a_view_of_nobodys_is_not_the_speakers_of_the_sentence_before(tagger):
    text = (
        "The council insists that no child will be put at risk. "
        "It is understood a petition has gathered 900 signatures."
    )
    assert _read(text, tagger) == [
        ("The council", "insists", "that no child will be put at risk"),
        ("", "is understood", "a petition has gathered 900 signatures"),
    ]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("The minutes were read", ["to back neither"]),
        ("“The minutes were read", ["“The minutes were read", "to back neither"]),
    ],
)
def test_words_of_the_sentence_before_are_not_told_by_the_next(before, kept):
    text = f"{before}{'”' * (before[0] == '“')}. A recording appears to back neither."
    cue = text.index("appears")
    draft = Draft([], [Span(cue, cue + 7)], [Span(0, len(before)), Span(cue + 8, len(text) - 1)])
    sentences = [Span(0, text.index(" A ")), Span(text.index("A "), len(text))]
    drop_strays(text, [draft], sentences, quoted_spans(text))
    assert [text[s:e] for s, e in draft.content] == kept


def test_what_a_speaker_does_between_two_halves_of_a_sentence_is_no_cue(tagger):
    text = "“Management's line,” she says, stirring, “is that we are being unreasonable. Fine.”"
    assert _read(text, tagger)[0] == (
        "she",
        "says",
        "“Management's line,” … “is that we are being unreasonable. Fine.”",
    )
    back = _read(
        "“My son sells insurance,” she says, leaning back in her chair, “and he sells it well.”", tagger
    )
    assert back == [("she", "says", "“My son sells insurance,” … “and he sells it well.”")]
    twice = _read("“No,” she says, leaning back in her chair, “not again.”", tagger)
    assert twice == [("she", "says", "“No,” … “not again.”")]
    adding = _read("“We are sorry,” he said, adding: “It will be rebuilt.”", tagger)
    assert [cue for _, cue, _ in adding] == ["said", "adding:"]
