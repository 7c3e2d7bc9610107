"""The cheapest tree is no dearer than any other, and is a tree."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.descent.arborescence import cheapest_tree


def is_tree(parents, root):
    for node in range(len(parents)):
        for _ in parents:
            node = parents[node]
        if node != root:
            return False
    return True


@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.integers(0, 9), min_size=n * n, max_size=n * n)))
def test_no_tree_is_cheaper(numbers):
    size = int(len(numbers) ** 0.5)
    costs = np.array(numbers, float).reshape(size, size)
    found = cheapest_tree(costs, 0)
    assert is_tree(found, 0)

    def worth(parents):
        return sum(costs[p, c] for c, p in enumerate(parents) if c)

    others = ((0, *rest) for rest in product(range(size), repeat=size - 1))
    least = min(worth(o) for o in others if all(p != c for c, p in enumerate(o) if c) and is_tree(o, 0))
    assert worth(found) == least
