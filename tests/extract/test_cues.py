"""What cues do, in a table."""

import pytest

from onrecord.extract.cues import read_cue


@pytest.mark.parametrize(
    ("cue", "kind", "stance", "polarity"),
    [
        ("said", "says", "neutral", "affirmed"),
        (":", "says", "neutral", "affirmed"),
        ("according to", "says", "neutral", "affirmed"),
        ("has long claimed", "claims", "distancing", "affirmed"),
        ("insisted that", "claims", "distancing", "affirmed"),
        ("wouldn’t confirm or deny", "refuses", "neutral", "open"),
        ("agreeing", "agrees", "neutral", "affirmed"),
        ("put it", "says", "neutral", "affirmed"),
        ("pointed out", "shows", "endorsing", "affirmed"),
        ("POINTED TO", "says", "neutral", "affirmed"),
        ("called on", "demands", "neutral", "affirmed"),
        ("denies", "denies", "neutral", "denied"),
        ("has not denied", "denies", "neutral", "open"),
        ("did not say", "says", "neutral", "open"),
        ("didn’t believe", "believes", "neutral", "open"),
        ("refused to answer", "refuses", "neutral", "open"),
        ("was asked", "asks", "neutral", "open"),
        ("conceded", "admits", "endorsing", "affirmed"),
        ("her warning that", "warns", "neutral", "affirmed"),
        ("vowing", "promises", "neutral", "affirmed"),
        ("failed to mention", "says", "neutral", "open"),
        ("stopped short of saying", "says", "neutral", "open"),
        ("repeated her denial", "denies", "neutral", "denied"),
        ("would neither confirm nor deny", "refuses", "neutral", "open"),
        ("confirmed nor denied", "refuses", "neutral", "open"),
        ("did not confirm", "agrees", "neutral", "open"),
        ("failed to acknowledge", "admits", "endorsing", "open"),
        ("ruled out", "denies", "neutral", "denied"),
        ("concluded that", "shows", "neutral", "affirmed"),
        ("gave evidence", "says", "neutral", "affirmed"),
        ("submits", "claims", "neutral", "affirmed"),
        ("hit back", "answers", "neutral", "affirmed"),
        (".", "says", "neutral", "affirmed"),
        ("—", "says", "neutral", "affirmed"),
        ("shrugged", "other", "neutral", "affirmed"),
        ("", "other", "neutral", "affirmed"),
    ],
)
def test_cue(cue, kind, stance, polarity):
    act = read_cue(cue)
    assert (act.kind.value, act.stance.value, act.polarity.value) == (kind, stance, polarity)
