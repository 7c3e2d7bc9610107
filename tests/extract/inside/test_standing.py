"""What is found late, put among the nodes of a page."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.inside.nesting import Node
from onrecord.extract.inside.standing import STRETCH, Standing
from onrecord.model import Span


def _draft(cue: tuple[int, int], content: tuple[int, int]) -> Draft:
    return Draft(cue=[Span(*cue)], content=[Span(*content)])


def _page() -> list[Node]:
    """Two statements, the second with one inside that reaches over several stretches, and one inside that."""
    innermost = Node(_draft((300, 304), (310, 3 * STRETCH)))
    inner = Node(_draft((250, 254), (260, 4 * STRETCH)), [innermost])
    return [Node(_draft((0, 4), (5, 90))), Node(_draft((100, 104), (110, 5 * STRETCH)), [inner])]


@pytest.mark.parametrize(
    ("cue", "content", "path"),
    [
        ((20, 25), (30, 40), [0]),
        ((92, 94), (95, 99), []),
        ((120, 124), (130, 140), [1]),
        ((270, 274), (280, 2 * STRETCH), [1, 0]),
        ((2 * STRETCH - 2, 2 * STRETCH + 2), (2 * STRETCH + 5, 2 * STRETCH + 9), [1, 0, 0]),
        ((2 * STRETCH, 2 * STRETCH + 4), (3 * STRETCH, 4 * STRETCH), [1, 0]),
        ((4 * STRETCH, 4 * STRETCH + 4), (5 * STRETCH - 4, 5 * STRETCH + 4), []),
    ],
)
def test_a_draft_hangs_in_the_innermost_content_that_holds_it(cue, content, path):
    nodes = siblings = _page()
    draft = _draft(cue, content)
    standing = Standing(nodes)
    standing.put([draft], lambda _: True)
    standing.close()
    for i in path:
        siblings = siblings[i].children
    assert siblings[-1].draft is draft


def test_what_does_not_stay_goes_from_beside_it_alone():
    nodes = [Node(_draft((0, 4), (5, 90)), [Node(_draft((6, 8), (9, 20)))]), Node(_draft((92, 95), (96, 99)))]
    standing = Standing(nodes)
    first, second = _draft((91, 93), (94, 99)), _draft((91, 94), (95, 99))
    standing.put([first], lambda _: False)
    standing.put([second], lambda node: node.draft is not first)
    standing.close()
    assert [node.draft for node in nodes] == [second]


def test_only_nodes_near_it_are_looked_at():
    places = [k * 30 for k in range(2_000)]
    standing = Standing([Node(_draft((k, k + 4), (k + 5, k + 9))) for k in places])
    asked = []
    for k in places:
        standing.put([_draft((k + 12, k + 16), (k + 17, k + 20))], lambda node: not asked.append(node))
    assert len(asked) < 2_000 * 3 * STRETCH / 30
