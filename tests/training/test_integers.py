"""A net's matrices as whole numbers that are summed in 16 bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from training.tagger.integers import TOGETHER, to_integers

MATRICES = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=12).map(lambda s: (s[0] // 2 * 2, s[1])),
    elements=st.floats(-4, 4, width=32),
)


@given(MATRICES)
def test_neighbours_never_add_up_to_more_than_fits(matrix):
    numbers, scales = to_integers(matrix)
    assert numbers.dtype == np.int8
    assert np.abs(numbers.astype(int)).reshape(-1, 2, matrix.shape[1]).sum(axis=1).max() <= TOGETHER
    assert np.isfinite(scales).all()


@given(MATRICES)
def test_no_number_is_far_from_what_it_stands_for(matrix):
    """A step of the scale at which nothing need give way, for 127 is the most."""
    numbers, scales = to_integers(matrix)
    error = np.square(matrix - numbers * scales).sum(axis=0)
    steps = np.abs(matrix).reshape(-1, 2, matrix.shape[1]).sum(axis=1).max(axis=0) / TOGETHER
    assert (error <= len(matrix) * np.square(steps) * 1.001 + 1e-9).all()


def test_a_wide_matrix_loses_little():
    rng = np.random.default_rng(7)
    matrix = rng.normal(size=(384, 64)).astype(np.float32)
    numbers, scales = to_integers(matrix)
    error = np.linalg.norm(matrix - numbers * scales) / np.linalg.norm(matrix)
    eight = np.abs(matrix).max(axis=0) / 127
    best = np.linalg.norm(matrix - np.rint(matrix / eight) * eight) / np.linalg.norm(matrix)
    assert best < error < 1.5 * best
