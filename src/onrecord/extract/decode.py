"""Tag scores and link vectors → spans, and which belong together.

Tags are BIO over three roles, decoded with Viterbi so that an I never stands without its B.
A link is the dot product of two projections of spans, each the sum of a vector at the span's
first piece and another at its last: a cue with its source, a content with its cue.
"""

from dataclasses import dataclass

import numpy as np

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINKS = ("cue→source", "source", "content→cue", "cue")  # the four projections, as they lie side by side
WIDTH = 64  # of one projection, for the first and again for the last piece of a span
NEVER = -1e9

_ALLOWED = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)  # [from, to]
for _to in (2, 4, 6):
    _ALLOWED[:, _to] = NEVER
    _ALLOWED[_to - 1, _to] = _ALLOWED[_to, _to] = 0.0


def viterbi(scores: np.ndarray) -> np.ndarray:
    """The best sequence of tags in which every I follows a B or an I of its role.

    Args:
        scores: (pieces, tags) log-probabilities.

    Returns:
        (pieces,) indices into ``TAGS``.
    """
    best = scores[0].copy()
    best[[2, 4, 6]] = NEVER
    back = np.zeros(scores.shape, dtype=np.int64)
    for t in range(1, len(scores)):
        step = best[:, None] + _ALLOWED
        back[t] = step.argmax(axis=0)
        best = step[back[t], np.arange(len(TAGS))] + scores[t]
    path = np.empty(len(scores), dtype=np.int64)
    path[-1] = best.argmax()
    for t in range(len(scores) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
