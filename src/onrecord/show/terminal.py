"""A reading in the terminal: legible in 80 columns, and without colour.

Everything goes through ``rich.text.Text``, which reads no markup, after ``words.clean``, which lets
no terminal sequence of a page through.
"""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.model import NOT_FOUND, PartKind, Reading, Severity, Trace
from onrecord.show.console import DIFF_STYLES, STYLES, print_facts, print_line, print_rule
from onrecord.show.diff import mark_words
from onrecord.show.view import (
    Finding,
    Report,
    Statement,
    name_basis,
    tally,
    view_report,
    view_statements,
    view_trace,
)
from onrecord.show.words import SIGNS, STATES, clip_end, clip_start, count, flow, name_time

INDENT = 4  # columns a statement stands below its parent
MAX_INDENT = 24  # of 80 columns; deeper nesting stays there
AROUND = 120  # characters shown of what stood before and after: two lines

FROM_TABLE = "the table of known entities"  # so begins a reason for a name that the page does not give


def render_reading(reading: Reading, console: Console, keys: Mapping[str, str] | None = None) -> None:
    """Print a page's statements with their traces, nested ones below those they stand in.

    Args:
        reading: the page.
        console: where to print.
        keys: by a statement's id on the page the key that a ledger has it by, shown with it.
    """
    statements = view_statements(reading)
    print_rule(console, "━")
    _render_head(reading, statements, console)
    print_rule(console, "─")
    for statement in statements:
        console.print()
        _render_statement(statement, console, (keys or {}).get(statement.id, ""))
    console.print()


def render_trace(text: str, trace: Trace, console: Console) -> None:
    """Print what was found for one bare quote, or for one bare paraphrase.

    Args:
        text: the text that the trace's quote spans count in.
        trace: what was found.
        console: where to print.
    """
    if trace.paraphrase:
        print_line(console, Text(flow(text[slice(*trace.span)]), "bold"), 0)
        _render_report(view_report(trace), console, 0, bare=True)
        return
    finding = view_trace(text, trace)
    print_line(console, Text(f"“{finding.quote}”", "bold"), 0)
    _render_finding(finding, console, 0)
    if not finding.found:
        print_facts(console, finding.reasons[1:], 2)


def _render_head(reading: Reading, statements: Sequence[Statement], console: Console) -> None:
    snap, total = reading.snap, tally(statements)
    print_line(console, Text(flow(snap.title or snap.id), "bold"), 0)
    stamps = (
        snap.outlet or "",
        snap.byline or "",
        f"published {name_time(snap.published)}" if snap.published else "",
        f"updated {name_time(snap.updated)}" if snap.updated else "",
    )
    print_facts(console, [flow(stamp) for stamp in stamps], 0)
    captions = len(reading.snap.spans_of(PartKind.CAPTION))
    searched = f"{count(total.quotes, 'quote')} looked for in {count(total.searched, 'record')}"
    facts = [
        count(total.statements, "statement"),
        f"{count(captions, 'caption')} kept apart" if captions else "",
        searched if total.quotes else "",
    ]
    print_facts(console, facts, 0)
    print_facts(console, [name_basis(reading, statements)], 0)
    if total.quotes:
        states = [(state, n) for state, n in reversed(total.states.items()) if n]
        drift = sorted(states, key=lambda s: s[0] == NOT_FOUND)
        print_line(console, Text("   ").join(_count_state(*state) for state in drift), 0)


def _count_state(state: str, n: int) -> Text:
    line = Text(f"{SIGNS[state]} {n} {STATES[state]}", STYLES[state])
    return line.append(", which is not a verdict", "dim not bold") if state == NOT_FOUND else line


def _render_statement(statement: Statement, console: Console, key: str = "") -> None:
    number = f"{statement.number:>2}  "
    margin = min(statement.depth * INDENT, MAX_INDENT)
    indent = margin + len(number)
    head = Text(statement.source, "bold")
    for name in statement.through:
        head.append(" ← as told by ", "dim not bold").append(name, "not bold")
    print_line(console, head, margin, number)
    print_facts(console, [*_facts(statement), key], indent)
    notes = [reason for reason in statement.reasons if reason.startswith(FROM_TABLE)]
    for note in filter(None, [*notes, statement.note]):
        print_line(console, Text(note, "italic"), indent)
    words = (Text(words, "bold" if verbatim else "") for words, verbatim in statement.content)
    print_line(console, Text.assemble(*words), indent)
    for finding in statement.findings:
        _render_finding(finding, console, indent, alone=len(statement.findings) == 1)
    for report in statement.reports:
        _render_report(report, console, indent)


def _facts(statement: Statement) -> list[str]:
    return [
        statement.entity,
        f"“{statement.cue}”" if statement.cue else "",
        f"to {statement.addressee}" if statement.addressee else "",
        f"when: {statement.when}" if statement.when else "",
        f"on the occasion: {statement.occasion}" if statement.occasion else "",
        *statement.standing,
        f"{statement.mode}, {statement.mode_words}",
        f"{statement.confidence} sure",
    ]


def _render_finding(finding: Finding, console: Console, indent: int, *, alone: bool = True) -> None:
    if not finding.found:
        line = Text(f"{SIGNS[NOT_FOUND]} not found in {_these(finding.searched)}", STYLES[NOT_FOUND])
        print_line(console, line if alone else line.append(f": “{finding.quote}”", "default"), indent)
        _render_elsewhere(finding, console, indent + 2)
        return
    for line in _verdict(finding):
        print_line(console, line, indent)
    if finding.differs:
        _render_passage(finding, console, indent + 2)
    elif not alone:
        print_line(console, Text(f"“{finding.quote}”"), indent + 2)
    who_and_when, title = finding.cite[:-1], finding.cite[-1]
    print_facts(console, [*who_and_when, finding.share, title], indent + 2)
    for caution in finding.cautions:
        print_line(console, Text(f"! {caution}", "yellow"), indent + 2)
    for rest in finding.rest:
        print_line(console, Text("and from another record:", "dim"), indent + 2)
        _render_finding(rest, console, indent + 2, alone=False)
    for other in finding.others:
        print_line(console, Text(f"fits nearly as well: {' · '.join(other)}", "dim"), indent + 2)
    _render_elsewhere(finding, console, indent + 2)


def _render_elsewhere(finding: Finding, console: Console, indent: int) -> None:
    for page in finding.elsewhere:
        print_line(console, Text(f"carried elsewhere, too: {' · '.join(page)}", "dim"), indent)


def _render_report(report: Report, console: Console, indent: int, *, bare: bool = False) -> None:
    """Print what a statement likely reports; that nothing was found only where it was asked for by itself."""
    if not report.found:
        if bare:
            print_line(
                console,
                Text(f"{SIGNS[NOT_FOUND]} not found in {_these(report.searched)}", STYLES[NOT_FOUND]),
                0,
            )
            print_facts(console, report.reasons, 2)
        return
    line = Text("~ likely reports", "blue")
    print_line(
        console,
        line.append(f" · {report.chance}, in other words: not a quotation", "not bold default"),
        indent,
    )
    for words, rule in ((clip_start(report.before, AROUND), "│ "), (report.passage, "┃ ")):
        if words.strip():
            print_line(console, Text(words.strip(), "dim" if rule == "│ " else ""), indent + 2, rule)
    if after := clip_end(report.after, AROUND).strip():
        print_line(console, Text(after, "dim"), indent + 2, "│ ")
    print_facts(console, report.cite, indent + 2)
    for other in report.others:
        print_line(console, Text(f"or perhaps: {' · '.join(other)}", "dim"), indent + 2)


def _render_passage(finding: Finding, console: Console, indent: int) -> None:
    if before := clip_start(finding.before, AROUND).rstrip():
        print_line(console, Text(before, "dim"), indent, "│ ")
    marked = (Text(words, DIFF_STYLES[mark]) for mark, words in mark_words(finding.segments))
    print_line(console, Text(" ").join(marked), indent, "┃ ")
    if after := clip_end(finding.after, AROUND).lstrip(" .,;:!?\n"):
        print_line(console, Text(after, "dim"), indent, "│ ")


def _verdict(finding: Finding) -> Iterator[Text]:
    for severity, kind, reason in finding.drift:
        if severity is Severity.NONE:
            continue
        line = Text(f"{SIGNS[severity.value]} {severity.value.upper()} {kind}", STYLES[severity.value])
        yield line.append(f" · {reason}" if reason else "", "not bold default")
    if finding.state == Severity.NONE:
        yield Text(f"{SIGNS['none']} {STATES['none']}", STYLES["none"])


def _these(searched: int) -> str:
    return f"{'this' if searched == 1 else 'these'} {count(searched, 'record')}"
