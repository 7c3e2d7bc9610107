"""The order and the nesting of a page's statements."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import MAX_DEPTH, Attribution


def walk_statements(attribs: Sequence[Attribution]) -> Iterator[tuple[int, Attribution]]:
    """Yield (depth, statement), each below its parent, in the order of the page.

    Every statement comes once, also where the parents are missing or run in a circle.
    """
    by_id = {attrib.id: attrib for attrib in attribs}
    below: dict[str | None, list[Attribution]] = {}
    for attrib in sorted(attribs, key=_place):
        parent = attrib.parent if attrib.parent in by_id and attrib.parent != attrib.id else None
        below.setdefault(parent, []).append(attrib)
    seen: set[int] = set()
    yield from _descend(below, below.get(None, []), seen)
    # What is left hangs on a circle of parents: break it at its first statement.
    for attrib in sorted(attribs, key=_place):
        if id(attrib) not in seen:
            yield from _descend(below, [attrib], seen)


def _descend(
    below: Mapping[str | None, list[Attribution]], top: Sequence[Attribution], seen: set[int]
) -> Iterator[tuple[int, Attribution]]:
    stack = [(0, attrib) for attrib in reversed(top)]
    while stack:
        depth, attrib = stack.pop()
        if id(attrib) in seen:
            continue
        seen.add(id(attrib))
        yield min(depth, MAX_DEPTH), attrib
        stack.extend((depth + 1, child) for child in reversed(below.get(attrib.id, ())))


def _place(attrib: Attribution) -> tuple[int, int]:
    """Where a statement begins on the page: with its content, or its source where it has none."""
    spans = attrib.content or attrib.source or attrib.cue
    return (min(s for s, _ in spans), -max(e for _, e in spans)) if spans else (0, 0)
