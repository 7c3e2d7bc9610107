"""Contents and cues that the tagger ties to what does not tell them."""

from onrecord.extract import extract_attributions
from onrecord.model import Snapshot


def _read(text, tagger):
    found = extract_attributions(Snapshot("page", text), tagger)
    return [
        tuple(" … ".join(text[s:e] for s, e in spans) for spans in (a.source, a.cue, a.content))
        for a in found
    ]


def test_a_view_of_nobodys_is_not_the_speakers_of_the_sentence_before(tagger):
    text = (
        "The council insists that no child will be put at risk. "
        "It is understood a petition has gathered 900 signatures."
    )
    assert _read(text, tagger) == [
        ("The council", "insists", "that no child will be put at risk"),
        ("", "is understood", "a petition has gathered 900 signatures"),
    ]


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
