"""Words for matching: one form for what is said the same, and offsets that hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.words import MAX_WORD, split_words


@pytest.mark.parametrize(
    "text, norms",
    [
        ("", ""),
        ("Don't STOP", "do not stop"),
        ("can’t won`t shan´t cannot", "can not will not shall not can not"),
        ("I'm they're we've you'll he'd", "i am they are we have you will he would"),
        ("Osk’s boat, let's go", "osk is boat let us go"),
        ("gonna wanna y'all", "going to want to you all"),
        ("Ångström café naïve", "angstrom cafe naive"),
        ("ﬁve ﬂags", "5 flags"),
        ("co\u00adoperate", "cooperate"),
        ("U.S. and U.K.", "us and uk"),
        ("well—known half-hearted", "well known half hearted"),
        ("(Laughter) So [APPLAUSE] it goes (off-mike)", "so it goes"),
        ("(the applause of fools is a long and a loud and a very weary thing to hear)", "the applause of fools is a long and a loud and a very weary thing to hear"),
        ("1,000 1.5 007", "1000 1.5 007"),
        ("zero nineteen twenty", "0 19 20"),
        ("Twenty-five, ninety one", "25 91"),
        ("twenty 5, 20 five, twenty\nfive", "20 5 20 5 20 5"),
        ("5% five per cent per-cent", "5 percent 5 percent percent"),
        ("1st 22nd 3RD 4th", "1 22 3 4"),
        ("$5m £3bn 7bn €2k", "5 million 3 billion 7 billion 2 thousand"),
        ("a 5m wall, plan B", "a 5 m wall plan b"),
        ("Nov. 3, Sept 4", "november 3 september 4"),
        ("OK ok okay", "okay okay okay"),
        ("R&D", "r and d"),
        ("___ _x_ '''", "x"),
        ("日本 мир", "日本 мир"),
    ],
)  # fmt: skip
def test_norms(text, norms):
    assert split_words(text).norms == norms.split()


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("We won’t", ["We", "wo", "n’t"]),
        ("twenty-five boats", ["twenty-five", "boats"]),
        ("five per cent of $5m", ["five", "per cent", "of", "5", "m"]),
        ("Osk's", ["Osk", "'s"]),
    ],
)
def test_offsets(text, pieces):
    words = split_words(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == pieces


@given(st.text(st.characters(), max_size=200), st.integers(0, 50), st.integers(0, 200))
@settings(deadline=None)
def test_words_are_in_order_and_within_the_stretch(text, start, end):
    words = split_words(text, start, end)
    assert len(words.norms) == len(words.starts) == len(words.ends)
    at = start
    for norm, first, last in zip(words.norms, words.starts, words.ends, strict=True):
        assert norm
        assert not norm.isspace()
        assert at <= first < last <= min(max(end, start), len(text))
        assert last - first <= MAX_WORD
        at = last


@given(
    st.lists(
        st.sampled_from("we don't know whether twenty boats will sail it's per U.S. 5%".split()), max_size=20
    )
)
@settings(deadline=None)
def test_case_and_punctuation_change_nothing(words):
    plain = split_words(" ".join(words)).norms
    assert split_words("“" + "  ".join(words).upper() + "!”").norms == plain
    assert split_words(" ".join(words).replace("'", "’")).norms == plain


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "a" * 1_000_000, "1," * 300_000, "a'" * 300_000, "U." * 300_000]
)
def test_long_runs_are_read_in_linear_time(text):
    assert all(
        e - s <= MAX_WORD for s, e in zip(split_words(text).starts, split_words(text).ends, strict=True)
    )
