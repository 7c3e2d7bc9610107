"""British and American spelling fall together; other words keep apart."""

import pytest

from onrecord.text.spelling import one_spelling

PAIRS = """colour/color favourite/favorite neighbours/neighbors honourable/honorable labour/labor behaviour/behavior
organise/organize organisations/organizations analysed/analyzed realising/realizing centre/center theatres/theaters
defence/defense offences/offenses licence/license travelled/traveled cancelling/canceling labelled/labeled
modelling/modeling programme/program grey/gray cheque/check aluminium/aluminum dialogue/dialog enrol/enroll
sceptical/skeptical judgement/judgment whilst/while worshippers/worshipers mould/mold tyres/tires kilometres/kilometers""".split()

APART = "our or hour our four pour here her were wise rise advice advise metered controlled propelled there".split()


@pytest.mark.parametrize("pair", PAIRS)
def test_two_spellings_are_one_word(pair: str) -> None:
    british, american = pair.split("/")
    assert one_spelling(british) == one_spelling(american)


def test_other_words_keep_apart() -> None:
    assert len({one_spelling(word) for word in APART}) == len(set(APART))
