"""A net's matrices as whole numbers that every processor sums exactly, and fast.

Without VNNI a processor multiplies two inputs of 0 to 255 by two neighbouring weights of a column and adds
the products in 16 bits, where two weights of 127 do not fit. It can widen them first, which takes a third
longer; where the magnitudes of neighbours add up to 128 at most, it need not: 255 × 128 < 2^15. That costs
less than a half of the eighth bit.
"""

import numpy as np

TOGETHER = 128  # of the magnitudes of two neighbours
MOST = 127
SHARES = np.arange(1.0, 0.69, -0.05)  # of the scale at which nothing need give way; smaller ones round less


def to_integers(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A matrix as int8 and one scale for each column, chosen for the least squared error.

    Args:
        matrix: (inputs, outputs), an even number of inputs.

    Returns:
        (inputs, outputs) int8, and (outputs,) fp32, whose product is near the matrix.
    """
    pairs = np.abs(matrix).reshape(-1, 2, matrix.shape[1]).sum(axis=1)
    safe = np.maximum(pairs.max(axis=0) / TOGETHER, 1e-12)
    scales, least = safe, np.full(matrix.shape[1], np.inf)
    best = np.zeros_like(matrix)
    for share in SHARES:
        tried = safe * share
        numbers = _fitted(matrix / tried)
        error = np.square(matrix - numbers * tried).sum(axis=0)
        better = error < least
        best[:, better] = numbers[:, better]
        scales, least = np.where(better, tried, scales), np.minimum(error, least)
    return best.astype(np.int8), scales.astype(np.float32)


def _fitted(scaled: np.ndarray) -> np.ndarray:
    """Each number rounded; of two neighbours that are too much, the one gives way that then errs less."""
    wanted = np.abs(scaled).reshape(-1, 2, scaled.shape[1])
    got = np.minimum(np.rint(wanted), MOST)
    while (over := got.sum(axis=1) > TOGETHER).any():
        cost = np.where(got > 0, np.square(wanted - got + 1) - np.square(wanted - got), np.inf)
        gives = cost.argmin(axis=1)
        for side in (0, 1):
            got[:, side] -= over & (gives == side)
    fitted: np.ndarray = np.sign(scaled) * got.reshape(scaled.shape)
    return fitted
