"""“Q:” and “A:”, which name nobody."""

import pytest

from onrecord.model import Attribution, Mode, Snapshot, Span
from onrecord.resolve import resolve_sources

TURNS = "Q. Can you swim?\n\nA. No. Hugo Lind can. He told me so.\n\nQ: Where?\n\nA: In Elm."


def _names(text: str, byline: str | None = None) -> list[str | None]:
    starts = [
        i for i in range(len(text)) if text[i : i + 2] in ("Q.", "A.", "Q:", "A:") and text[i - 1 : i] != " "
    ]
    turns = [
        Attribution(str(i), (Span(i, i + 1),), (Span(i + 1, i + 2),), (Span(i + 3, i + 6),)) for i in starts
    ]
    found = resolve_sources(Snapshot("p", text, byline=byline), turns)
    assert all(a.entity and a.entity.reasons for a in found)
    return [a.entity.name for a in found if a.entity]


@pytest.mark.parametrize(
    ("head", "who"),
    [
        pytest.param("", None, id="nobody is named"),
        pytest.param("Ada Moss swims far.\n\n", "Ada Moss", id="one is named"),
        pytest.param("Ada Moss and Otto Brandt swim.\n\n", None, id="two are named"),
    ],
)
def test_who_answers(head: str, who: str | None) -> None:
    assert _names(head + TURNS) == [None, who, None, who]


def test_the_writer_is_not_who_answers() -> None:
    assert _names("Otto Brandt met Ada Moss.\n\n" + TURNS, "Otto Brandt") == [None, "Ada Moss"] * 2


def test_he_in_somebodys_own_words_is_another() -> None:
    text = "Hugo Lind had met Otto Brandt before the vote.\n\nLind said: “He told me so.”"
    source, cue, content = (
        Span(text.index(w), text.index(w) + len(w)) for w in ("Lind said", "said", "“He told me so.”")
    )
    said = Attribution("said", (Span(source.start, source.start + 4),), (cue,), (content,), mode=Mode.DIRECT)
    he = Span(content.start + 1, content.start + 3)
    told = Attribution(
        "told", (he,), (Span(he.end + 1, he.end + 5),), (Span(he.end + 9, he.end + 11),), parent="said"
    )
    found = [a.entity and a.entity.name for a in resolve_sources(Snapshot("p", text), [said, told])]
    assert found == ["Hugo Lind", "Otto Brandt"]
