"""Decoding keeps the constraints of BIO, whatever the scores."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.extract.tagger.decode import (
    TAGS,
    WIDTH,
    draft_attributions,
    find_spans,
    link_spans,
    log_softmax,
    viterbi,
)
from onrecord.extract.tagger.windows import CLS, SEP, Window
from onrecord.model import Span


def _window(n: int) -> Window:
    """n words of three letters, a blank between: piece i stands at 4 (i - 1)."""
    starts = np.array([0, *(4 * i for i in range(n)), 4 * n])
    ends = np.array([0, *(4 * i + 3 for i in range(n)), 4 * n])
    ids = np.array([CLS, *range(1000, 1000 + n), SEP])
    return Window(ids, np.zeros(n + 2, dtype=np.int64), starts, ends)


def _scores(tags: str, n: int) -> np.ndarray:
    logits = np.full((n, len(TAGS)), -5.0, dtype=np.float32)
    logits[np.arange(n), [int(c) for c in tags]] = 5.0
    return logits


@given(
    arrays(np.float32, st.tuples(st.integers(1, 30), st.just(len(TAGS))), elements=st.floats(-9, 9, width=32))
)
def test_an_inside_tag_never_stands_alone(scores):
    path = viterbi(log_softmax(scores))
    assert _allowed(path)


def _allowed(path) -> bool:
    return all(
        not (here and here % 2 == 0) or before in (here - 1, here)
        for before, here in zip((0, *path), path, strict=False)
    )


@given(
    arrays(np.float32, st.tuples(st.integers(1, 3), st.just(len(TAGS))), elements=st.floats(-9, 9, width=32))
)
def test_no_allowed_sequence_of_tags_is_better(scores):
    every = product(range(len(TAGS)), repeat=len(scores))
    best = max(sum(scores[i, tag] for i, tag in enumerate(path)) for path in every if _allowed(path))
    mine = sum(scores[i, tag] for i, tag in enumerate(viterbi(scores)))
    assert mine == pytest.approx(best, abs=1e-4)


def test_spans_of_each_role():
    found = find_spans(_window(6), _scores("01235660", 8))
    assert {role: [f.span for f in spans] for role, spans in found.items()} == {
        "source": [Span(0, 7)],
        "cue": [Span(8, 11)],
        "content": [Span(12, 23)],
    }


def test_a_content_goes_to_the_cue_that_it_points_to():
    window, logits = _window(4), _scores("031550", 6)  # cue, source, content, content
    links = np.zeros((6, 4, 2, WIDTH), dtype=np.float32)
    links[1, 0, 0, 0] = links[2, 1, 0, 0] = 10.0  # the cue's source
    links[3, 2, 0, 0] = links[1, 3, 0, 0] = 10.0  # the first content's cue; the second points nowhere
    links[4, 2, 0, 0] = -10.0
    tied, orphan = draft_attributions(window, logits, links.reshape(6, -1))
    assert (tied.source, tied.cue, tied.content) == ([Span(4, 7)], [Span(0, 3)], [Span(8, 11)])
    assert (orphan.source, orphan.cue, orphan.content) == ([], [], [Span(12, 15)])


def test_links_without_candidates_go_nowhere():
    found = find_spans(_window(2), _scores("0300", 4))
    assert link_spans(np.zeros((4, 4 * 2 * WIDTH), dtype=np.float32), found["cue"], [], 0).tolist() == [[1.0]]
