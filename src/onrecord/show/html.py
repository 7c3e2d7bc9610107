"""Readings → one self-contained HTML report: no request leaves it, and it reads without JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from onrecord.model import Reading, Stemma
from onrecord.show.descent.view import view_stemma
from onrecord.show.diff import Segment, excerpt
from onrecord.show.document import asset, environment, policy
from onrecord.show.marks import Block, mark_page
from onrecord.show.view import Finding, Statement, Tally, name_basis, tally, view_statements
from onrecord.show.words import clean, count, flow, name_time

MAX_FIRST = 8  # findings listed at the top; a longer list is the report itself


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report; ``ref`` is its anchor."""

    ref: str
    title: str
    outlet: str
    stamps: tuple[tuple[str, str], ...]
    basis: str
    url: str
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class First:
    """A finding that a reader should look at first, and where it stands."""

    page: Page
    statement: Statement
    finding: Finding

    @property
    def steps(self) -> tuple[Segment, ...]:
        """The quote's differences with the words around them."""
        return tuple(excerpt(self.finding.segments))


def render_report(
    readings: Sequence[Reading],
    *,
    searched: int | None,
    title: str,
    stemmas: Sequence[Stemma] = (),
    framed: bool = False,
) -> str:
    """Render the report on some pages as one HTML document.

    Args:
        readings: the pages, in the order to be shown.
        searched: how many records were searched; None where nothing was looked for.
        title: the report's own title.
        stemmas: of the utterances that several of the pages carry.
        framed: for a frame's ``srcdoc``: without script, all notes shown, links lead within the frame.

    Returns:
        The document, fit to be written in UTF-8.
    """
    style, script = _dress(framed=framed, drawn=bool(stemmas))
    template = environment().get_template("report.html.j2")
    return template.render(
        view_pages(readings, searched=searched, stemmas=stemmas),
        title=flow(title),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy(style, script, framed=framed),
        framed=framed,
    )


def _dress(*, framed: bool, drawn: bool) -> tuple[str, str]:
    """The report's style and its script."""
    style = asset("report.css") + ("\n" + asset("descent.css") if drawn else "")
    return style, "" if framed else asset("report.js")


def view_pages(
    readings: Sequence[Reading],
    *,
    searched: int | None,
    stemmas: Sequence[Stemma] = (),
    total: Tally | None = None,
) -> dict[str, Any]:
    """What the templates of a report show of some pages.

    The arguments are those of `render_report`; ``total`` is what was found in all, where what is shown is
    only a part of it.
    """
    pages = tuple(view_page(reading, f"p{n}") for n, reading in enumerate(readings, start=1))
    total = total or tally([statement for page in pages for statement in page.statements])
    ranked = _rank_findings(pages)
    return {
        "pages": pages,
        "verdict": _verdict(total, len(pages)),
        "total": total,
        "first": ranked[:MAX_FIRST],
        "more": len(ranked[MAX_FIRST:]),
        "searched": searched,
        "reasons_open": False,  # the pages come first here
        "stemmas": [view_stemma(stemma, f"u{n}") for n, stemma in enumerate(stemmas, start=1)],
    }


def view_page(reading: Reading, ref: str) -> Page:
    """Put one page of a report into words; ``ref`` is its anchor."""
    snap = reading.snap
    statements = view_statements(reading)
    stamps = (
        ("By", flow((snap.byline or "").removeprefix("By "))),
        ("Published", name_time(snap.published)),
        ("Updated", name_time(snap.updated)),
        ("Captured", name_time(snap.captured)),
    )
    return Page(
        ref=ref,
        title=flow(snap.title or snap.id),
        outlet=flow(snap.outlet or snap.id),
        stamps=tuple((label, value) for label, value in stamps if value),
        basis=name_basis(reading, statements),
        url=clean(snap.url) if snap.url and snap.url.lower().startswith(("https://", "http://")) else "",
        blocks=mark_page(reading, statements, ref),
        statements=statements,
        tally=tally(statements),
    )


def _rank_findings(pages: Sequence[Page]) -> tuple[First, ...]:
    """The findings with grave drift, then those with notable drift, in the order of the pages."""
    ranked = ("grave", "notable")
    found = [
        First(page, statement, finding)
        for page in pages
        for statement in page.statements
        for finding in statement.findings
        if finding.state in ranked
    ]
    return tuple(sorted(found, key=lambda f: ranked.index(f.finding.state)))


def _verdict(total: Tally, pages: int) -> str:
    """What a reader should know first, in one line."""
    if not total.quotes:
        return f"{count(total.statements, 'statement')} on {count(pages, 'page')}"
    quotes, records = count(total.quotes, "quote"), count(total.searched, "record")
    for state, how in (("grave", "gravely"), ("notable", "notably")):
        if n := total.states[state]:
            which = "The one quote" if total.quotes == 1 else f"{n:,} of {quotes}"
            return f"{which} {'differs' if n == 1 else 'differ'} {how} from the record"
    if not total.found:
        return f"{quotes} looked for in {records}: {'not' if total.quotes == 1 else 'none'} found"
    if total.quotes == 1:
        return "The one quote is found, without drift that matters"
    return f"{total.found:,} of {quotes} found, without drift that matters"
