"""The terminal view: 80 columns, legible without colour, nothing of a page obeyed."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.model import Drift, Severity
from onrecord.show import render_reading, render_trace
from tests.show.build import PAGE, RECORD, at, lighthouse, trace_to

HEAVY, LIGHT = "━" * 80, "─" * 80
LIGHTHOUSE = f"""\
{HEAVY}
Mayor to sell lighthouse
Pelmouth Echo · published 6 May 2024, 00:00 UTC · updated 7 May 2024, 08:30 UTC
4 statements · 3 quotes looked for in 3 records
the headline rests on statement 1
‼ 1 grave drift   ! 1 notable drift   ? 1 not found, which is not a verdict
{LIGHT}

 1  Ada Crane
    person, Mayor · “told” · to reporters · when: on Monday (6 May 2024)
    direct, in the source’s words · 97% sure
    “We will sell the lighthouse to anyone,”
    ‼ GRAVE negation · a negation lost or added: “not” is missing
      │ Good evening.
      ┃ We will [-not-] sell the lighthouse to anyone,
      │ I said so in April. The lamp costs us nine crowns a night. Some say ten.
      ADA CRANE · 6 May 2024 · 93% of the words match
      Briefing on the lighthouse

 2  Tom Wick
    person, deputy · “said” · mixed, partly in the source’s words · 91% sure
    that Crane had called it “a fine day for the town”

     3  Ada Crane ← as told by Tom Wick
        person, Mayor · “called” · the cue stands off from it
        the source leaves it open · mixed, partly in the source’s words
        72% sure
        not the source’s statement: what Tom Wick says it amounts to
        it “a fine day for the town”
        ? not found in these 3 records

 4  Ada Crane
    person, Mayor · “said” · direct, in the source’s words · 95% sure
    “The lamp costs us nine crowns a night. The keeper stays until the autumn,”
    ! NOTABLE spliced · put together from passages that stand apart
      │ Good evening. We will not sell the lighthouse to anyone. I said so in
      │ April.
      ┃ The lamp costs us nine crowns a night. […] The keeper stays until the
      ┃ autumn,
      │ if the roof holds. Thank you.
      ADA CRANE · 6 May 2024 · Briefing on the lighthouse

"""


def _print(reading, **options):
    out = io.StringIO()
    render_reading(reading, Console(file=out, **{"width": 80, "highlight": False} | options))
    return out.getvalue()


def test_a_page_as_printed():
    assert _print(lighthouse()) == LIGHTHOUSE


def test_colour_only_adds_to_it(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    render_reading(lighthouse(), coloured)
    shown = coloured.file.getvalue()
    assert "\x1b[1;31m" in shown  # grave, bold red
    assert Text.from_ansi(shown).plain.split() == LIGHTHOUSE.split()


def test_no_color_is_heeded(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shown = _print(lighthouse(), force_terminal=True)
    assert not any(f"\x1b[{code}" in shown for code in ("31", "32", "33", "1;31", "1;32"))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_fit_also_with_wide_letters(width):
    text = PAGE.replace("The lighthouse was", "灯台は" * 40)
    reading = lighthouse(PAGE)
    snap = replace(reading.snap, text=text, title="灯台を売る市長" * 9, outlet="ペルマス・エコー")
    content = replace(reading.attributions[0], content=(at(text, "灯台は" * 40),), quoted=())
    shown = _print(replace(reading, snap=snap, attributions=(content,), traces={}), width=width)
    assert max(map(cell_len, shown.splitlines())) <= min(width, 96)
    assert "灯台は" * 5 in shown
    assert shown.replace("\n", "").replace(" ", "").count("灯台は") == 40


def test_names_and_roles_are_not_broken_where_a_line_has_room():
    reading = lighthouse()
    role = "Acting Deputy Under-Secretary General for Lighthouses and Minor Harbours"
    entity = replace(reading.attributions[0].entity, name="Ada Crane-Pelmouth of the Isles", role=role)
    first = replace(reading.attributions[0], entity=entity)
    lines = _print(replace(reading, attributions=(first,), traces={})).splitlines()
    assert " 1  Ada Crane-Pelmouth of the Isles" in lines
    assert "    “told” · to reporters · when: on Monday (6 May 2024)" in lines


def test_a_name_from_the_table_is_told_from_the_pages_own():
    reading = lighthouse()
    reason = "the table of known entities has Ada Crane as mayor on 2024-05-06"
    crane = reading.attributions[0].entity
    first = replace(reading.attributions[0], entity=replace(crane, reasons=(*crane.reasons, reason)))
    lines = _print(replace(reading, attributions=(first,), traces={})).splitlines()
    assert lines[-4:-1] == [
        "    direct, in the source’s words · 97% sure",
        f"    {reason}",
        "    “We will sell the lighthouse to anyone,”",
    ]
    assert "table of known entities" not in _print(reading)


def test_nothing_in_a_page_is_obeyed():
    attack = "\x1b[31mred\x1b]0;owned\x07 \u202egnp.exe [bold]Monday[/bold]\r\x9b2J"
    shown = _print(lighthouse(PAGE.replace("that Crane", f"that {attack} Crane")))
    assert not set(shown) & set("\x1b\x07\u202e\r\x9b")
    assert "[bold]Monday[/bold]" in shown


def test_a_bare_quote_is_printed_with_what_was_found():
    quote = "We will sell the lighthouse to anyone"
    trace = trace_to(
        quote,
        at(quote, quote),
        RECORD,
        "We will not sell the lighthouse to anyone",
        drift=(("negation", Severity.GRAVE, "a negation lost or added"),),
    )
    out = io.StringIO()
    render_trace(quote, trace, Console(file=out, width=80))
    assert out.getvalue().splitlines()[:4] == [
        "“We will sell the lighthouse to anyone”",
        "‼ GRAVE negation · a negation lost or added",
        "  │ Good evening.",
        "  ┃ We will [-not-] sell the lighthouse to anyone",
    ]


def test_one_edit_is_told_once_by_the_graver_name():
    quote = "We will sell the lighthouse to anyone"
    said = "We will not sell the lighthouse to anyone"
    trace = trace_to(quote, at(quote, quote), RECORD, said, drift=(("negation", Severity.GRAVE, "lost"),))
    (negation,) = trace.drift
    trimmed = Drift("trimmed", Severity.NOTABLE, negation.edits, "words left out", "trimmed")
    out = io.StringIO()
    render_trace(quote, replace(trace, drift=(trimmed, negation)), Console(file=out, width=80))
    assert "negation" in out.getvalue()
    assert "trimmed" not in out.getvalue()
