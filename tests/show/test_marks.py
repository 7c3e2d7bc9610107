"""Marks on a page's text: the text stays whole, the elements well nested, whatever the spans."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attribution, Part, PartKind, Reading, Snapshot, Span
from onrecord.show.marks import MOST, mark_around, mark_page
from onrecord.show.view import view_statements
from tests.show.build import PAGE, lighthouse

TEXT = st.text(alphabet="ab <&\"'\n“”\u202e🏮", max_size=60)


class Page(HTMLParser):
    """Reads marked HTML back: its text without the numbers, and which elements stand open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open, self.deepest = "", [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs).get("class", "")))
        self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(tag == "a" for tag, _ in self.open):
            self.text += data


def _pages(reading):
    return [Page(str(block.html)) for block in mark_page(reading, view_statements(reading), "p1")]


@st.composite
def readings(draw):
    text = draw(TEXT)
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda p: Span(min(p), max(p))), max_size=3).map(tuple)
    ids = "abcd"[: draw(st.integers(0, 4))]
    parents = st.sampled_from([None, *"abcd"])
    attribs = tuple(
        Attribution(i, draw(spans), draw(spans), draw(spans), draw(spans), parent=draw(parents)) for i in ids
    )
    return Reading(Snapshot("page", text), attribs, draw(spans))


@given(readings())
def test_marks_never_change_the_text_or_leave_an_element_open(reading):
    pages = _pages(reading)
    assert all(page.open == [] for page in pages)
    shown = "\n".join(page.text for page in pages).replace("�", "\u202e")
    assert shown.split() == reading.snap.text.split()


def test_every_statement_has_its_number_once():
    html = "".join(str(block.html) for block in mark_page(lighthouse(), view_statements(lighthouse()), "p1"))
    assert [html.count(f'id="p1-s{n}-chip"') for n in range(1, 6)] == [1, 1, 1, 1, 0]


def test_parts_of_the_page_are_told_apart():
    blocks = mark_page(lighthouse(), view_statements(lighthouse()), "p1")
    kinds = ["headline", "published", "body", "credit", "body", "body", "body"]
    assert [block.kind for block in blocks] == kinds
    assert len(kinds) == len(PAGE.splitlines())


def test_a_thousand_statements_in_one_another_stay_legible():
    text = "word " * 1000
    attribs = tuple(
        Attribution(str(n), (), (), (Span(n, len(text)),), parent=str(n - 1) if n else None)
        for n in range(1000)
    )
    (page,) = _pages(Reading(Snapshot("page", text), attribs))
    assert page.text.split() == text.split()
    assert page.deepest < 40


def test_a_statement_alone_is_marked_in_what_stands_around_it():
    long = PAGE.replace("The lighthouse was", "It stood. " * 2000 + "The lighthouse was")
    reading = lighthouse(long)
    third = reading.attributions[2]
    shown = " ".join(block.html.striptags() for block in mark_around(reading.snap, third, "not-found", 60))
    assert "“a fine day for the town”" in shown
    assert "It stood. It stood." not in shown  # that is far
    assert shown.endswith(" …")
    (block,) = [b for b in mark_around(reading.snap, third, "not-found", 60) if "fine day" in b.html]
    assert '<span class="st mixed state-not-found">' in block.html
    assert '<span class="verbatim">a fine day for the town</span>' in block.html
    whole = replace(third, content=(Span(0, len(long)),))
    most = sum(len(b.html.striptags()) for b in mark_around(reading.snap, whole, "none"))
    assert 5000 < most <= MOST + 100  # a speech is cut


def test_what_the_page_sets_off_is_a_block_of_its_own_kind():
    text = "She wrote:\n\nIt leaks.\n\nBadly.\n\nTalks go on."
    lines = [Span(0, 10), Span(12, 21), Span(23, 29), Span(31, 43)]
    parts = [Part(PartKind.BODY, line) for line in lines]
    parts += [Part(PartKind.QUOTATION, Span(12, 29)), Part(PartKind.QUOTATION, Span(12, 21))]
    blocks = mark_page(Reading(Snapshot("page", text, tuple(parts))), (), "p1")
    assert [block.kind for block in blocks] == ["body", "quotation", "quotation", "body"]
    assert [str(block.html) for block in blocks] == text.split("\n\n")
