"""Every word piece of a text is in exactly one window, at its place."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.tagger.windows import SEP, SHAPES, WINDOW, cut_windows, shape_of


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n.“”"), max_size=1500))
def test_pieces_are_in_order_and_windows_bounded(tagger, text):
    last = 0
    for window in cut_windows(text, tagger.tokenizer):
        assert len(window.ids) <= WINDOW
        assert window.ids[-1] == SEP
        for start, end in zip(window.starts, window.ends, strict=True):
            assert last <= start <= end <= len(text)
            last = int(start)


def test_a_mark_of_the_net_is_words_on_a_page(tagger):
    (window,) = cut_windows("Orvane said [SEP] it leaks [PAD].", tagger.tokenizer)
    assert list(window.ids).count(SEP) == 1 and 0 not in window.ids


def test_a_long_paragraph_is_cut_after_a_sentence(tagger):
    text = "The ferry leaves at nine in the morning from the old pier. " * 40
    windows = list(cut_windows(text, tagger.tokenizer))
    assert len(windows) > 1
    assert all(text[: w.ends[-1]].endswith(".") for w in windows)
    assert windows[0].ends[-1] <= windows[1].starts[1]


def test_what_leads_on_to_a_paragraph_is_read_with_it(tagger):
    before, lead = "The quay was shut on Monday. " * 26, "Lia Orvane said:"
    assert len(list(cut_windows(f"{before}\n\n{lead}", tagger.tokenizer))) == 1
    _, second, *_ = cut_windows(f"{before}\n\n{lead}\n\n“{before}”", tagger.tokenizer)
    assert second.starts[1] == len(before) + 2


def test_letters_that_make_no_words_are_passed_over(tagger):
    key = "qzxjvkwpfhmbgdtnlrscyuoieaQZXJVKWP0981" * 2
    text = f"The ferry is kept.\n\n{' '.join([key] * 40)}\n\nThe pier is shut."
    read = [
        text[s:e] for w in cut_windows(text, tagger.tokenizer) for s, e in zip(w.starts, w.ends, strict=True)
    ]
    assert "qz" not in "".join(read).lower()
    assert [word for word in read if word in ("ferry", "pier")] == ["ferry", "pier"]


def test_features_tell_capitals_and_quotation(tagger):
    (window,) = cut_windows("Orvane said “NO 7 ferries”.", tagger.tokenizer)
    inside = {bool(f >= SHAPES) for f in window.features[-3:-2]}
    assert inside == {True}
    assert window.features[0] == 0


def test_shapes():
    assert [shape_of(p) for p in ("ferry", "Ferry", "A", "NATO", "7th", "“")] == [0, 1, 1, 2, 3, 0]


def test_a_paragraph_of_any_length_is_cut_into_windows_without_loss(tagger):
    text = "leaks " * 20_000 + "x" * 60_000
    windows = list(cut_windows(text, tagger.tokenizer))
    assert max(len(w.ids) for w in windows) <= WINDOW
    covered = sum(int((w.ends - w.starts).sum()) for w in windows)
    assert covered == len(text.replace(" ", ""))
