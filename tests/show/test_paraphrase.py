"""What an indirect statement likely reports is shown beside it: no quotation, no drift, no tally."""

import io
from dataclasses import replace

from rich.console import Console

from onrecord.model import Passage, Span, Trace
from onrecord.show import render_reading, render_report, render_trace
from tests.show.build import RECORD, at, lighthouse

WORDS = "The keeper stays until the autumn, if the roof holds."
HOSTILE = "<script>alert(1)</script> [bold]stays[/bold] \x1b[2J"


def likely(words: str = WORDS, **change) -> Trace:
    passage = Passage(
        RECORD.id, (at(RECORD.text, WORDS),), words, "Some say ten. ", " Thank you.", "ADA CRANE", RECORD.date
    )
    usual = Trace(Span(0, 9), 3, passage, score=0.74, reasons=("likely",), others=(passage,), paraphrase=True)
    return replace(usual, **change)


def reading(*traces: Trace):
    shown = lighthouse()
    return replace(shown, traces={**shown.traces, "s2": traces})


def printed(*traces: Trace) -> str:
    out = io.StringIO()
    render_reading(reading(*traces), Console(file=out, width=80))
    return out.getvalue()


def test_the_terminal_shows_the_passage_and_that_it_is_no_quotation():
    text = printed(likely())
    assert "~ likely reports · 74%, in other words: not a quotation" in text
    assert f"┃ {WORDS}" in text
    assert f"“{WORDS}”" not in text
    assert "or perhaps: ADA CRANE" in text


def test_a_paraphrase_changes_no_count():
    assert "3 quotes looked for" in printed(likely())
    assert render_report([reading(likely())], searched=3, title="t").count("3 quotes") == (
        render_report([lighthouse()], searched=3, title="t").count("3 quotes")
    )


def test_that_nothing_was_found_is_said_only_where_it_was_asked_for():
    nothing = likely(passage=None, score=0.0, others=(), reasons=("no passage is likely enough",))
    assert printed(nothing) == printed()
    out = io.StringIO()
    render_trace("the keeper would stay", nothing, Console(file=out, width=80))
    assert "? not found in these 3 records" in out.getvalue()
    assert "no passage is likely enough" in out.getvalue()


def test_a_bare_paraphrase_is_shown_without_quotation_marks():
    out = io.StringIO()
    text = "the keeper would stay"
    render_trace(text, likely(span=Span(0, len(text))), Console(file=out, width=80))
    assert out.getvalue().splitlines()[0] == text
    assert "likely reports" in out.getvalue()


def test_the_report_holds_the_passage_escaped_and_without_marks_of_drift():
    html = render_report([reading(likely(HOSTILE))], searched=3, title="t")
    section = html.split('<section class="finding report">')[1].split("</section>")[0]
    assert "likely reports" in section
    assert "&lt;script&gt;" in section
    assert "<script>" not in section
    assert not any(tag in section for tag in ("<del", "<ins", "blockquote", "\x1b"))
    assert "\x1b" not in printed(likely(HOSTILE))
