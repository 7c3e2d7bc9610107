"""Any text at all: nothing raised, every mention is on the page, and work grows with the text, no faster."""

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, EntityKind, Snapshot, Span
from onrecord.resolve import resolve_sources
from tests.resolve.marked import page

PIECES = st.sampled_from(
    ["Ann Roe", "Mr.", "the ", "she ", "“", "”", "'", ", ", ". ", "\n", "said ", "I ", "who ", "Jr.", "U.S. ", "and ",
     "of ", "@a", "’s ", "A", "É", "\u202e", "\ud800", "\x00", "-", "…", "<b>", "president ", "council ", "Elm "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@st.composite
def pages(draw: st.DrawFn) -> tuple[Snapshot, list[Attribution]]:
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda ends: Span(min(ends), max(ends)))
    spans = st.lists(span, max_size=2).map(tuple)
    parents = st.sampled_from([None, "0", "1", "2", "nobody"])
    count = draw(st.integers(0, 3))
    found = [
        Attribution(str(i), draw(spans), draw(spans), draw(spans), parent=draw(parents)) for i in range(count)
    ]
    return Snapshot("p", text), found


@given(pages())
@settings(max_examples=300, deadline=None)
def test_any_text(drawn: tuple[Snapshot, list[Attribution]]) -> None:
    snap, found = drawn
    told = resolve_sources(snap, found)
    assert [a.id for a in told] == [a.id for a in found]
    for attrib in told:
        entity = attrib.entity
        assert entity is not None
        assert entity.reasons
        assert (entity.name is None) or entity.kind not in (EntityKind.GROUP, EntityKind.ANONYMOUS)
        if entity.mention is not None:
            assert 0 <= entity.mention.start <= entity.mention.end <= len(snap.text)


def test_the_same_page_gives_the_same_answer() -> None:
    snap, found = page("[Ann Roe] met Hugo Lind and Ada Moss. [She] said no. [He] said yes. [Both] left.")
    assert resolve_sources(snap, found) == resolve_sources(snap, found)


def _calls(snap: Snapshot, found: Sequence[Attribution]) -> int:
    """How many calls, of Python and of C, resolving takes."""
    count = 0

    def tally(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        resolve_sources(snap, found)
    finally:
        sys.setprofile(None)
    return count


PARAGRAPHS = [
    pytest.param(
        "Ann Roe, the mayor of Elm, met Hugo Lind. [She] said it was late. [The mayor] left.\n", id="prose"
    ),
    pytest.param("Senator Ann{} Roe{} rose. [The senator] said no; [Roe{}] said it too.\n", id="senators"),
    pytest.param("Ann Roe. Hugo Roe. [Roe] said no.\n", id="one family name"),
    pytest.param("John X{} rose. [John] said no.\n", id="one first name"),
    pytest.param("Ann{} Roe rose. [Roe] said no.\n", id="a large family"),
    pytest.param("‘“(", id="marks"),
    pytest.param("Ann-", id="one word"),
    pytest.param("Ann Of The ", id="one run of capitals"),
    pytest.param("the ", id="articles"),
    pytest.param("{“[I] said no.”}\n", id="first person"),
]


def _repeated(paragraph: str, size: int) -> tuple[Snapshot, list[Attribution]]:
    """A page of a paragraph again and again; "{}" is another number each time."""
    count = size // len(paragraph)
    return page("".join(paragraph.replace("{}", str(i)) for i in range(count)))


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_work_grows_with_the_text(paragraph: str) -> None:
    assert _calls(*_repeated(paragraph, 20_000)) < 3 * _calls(*_repeated(paragraph, 10_000))


def test_a_page_of_200_000_characters() -> None:
    prose = PARAGRAPHS[0].values[0]
    assert isinstance(prose, str)
    assert _calls(*_repeated(prose, 200_000)) < 12 * _calls(*_repeated(prose, 20_000))
