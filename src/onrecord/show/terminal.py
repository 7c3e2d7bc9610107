"""A reading in the terminal: legible in 80 columns, and without colour.

Everything goes through ``rich.text.Text``, which reads no markup, after ``words.clean``, which lets
no terminal sequence of a page through.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.model import PartKind, Reading, Severity, Trace
from onrecord.show.diff import mark_words
from onrecord.show.view import Finding, Statement, Tally, tally, view_statements, view_trace
from onrecord.show.words import NOT_FOUND, SIGNS, STATES, count, flow, name_time

MIN_WIDTH = 20  # columns; in a narrower terminal lines run over
WIDTH = 96  # columns; longer lines are hard to follow, however wide the terminal
INDENT = 4  # columns a statement stands below its parent
MAX_INDENT = 24  # of 80 columns; deeper nesting stays there

STYLES = {"none": "green", "cosmetic": "cyan", "notable": "yellow", "grave": "bold red", NOT_FOUND: "magenta"}
DIFF_STYLES = {"same": "bold", "gone": "red", "added": "green underline", "jump": "dim"}


def render_reading(reading: Reading, console: Console) -> None:
    """Print a page's statements with their traces, nested ones below those they stand in."""
    statements = view_statements(reading)
    total = tally(statements)
    for line in _head(reading, total):
        _print(console, line, 0)
    console.print(Text("─" * min(console.width, WIDTH), "dim"))
    for statement in statements:
        console.print()
        _render_statement(statement, console)
    console.print()
    _print(console, _last_line(total), 0)


def render_trace(text: str, trace: Trace, console: Console) -> None:
    """Print what was found for one bare quote.

    Args:
        text: the text that the trace's quote spans count in.
        trace: what was found.
        console: where to print.
    """
    finding = view_trace(text, trace)
    _print(console, Text(f"“{finding.quote}”", "bold"), 0)
    _render_finding(finding, console, 0)


def _head(reading: Reading, total: Tally) -> Iterator[Text]:
    snap = reading.snap
    yield Text(flow(snap.title or snap.id), "bold")
    stamps = (
        snap.outlet,
        snap.byline,
        f"published {name_time(snap.published)}" if snap.published else None,
        f"updated {name_time(snap.updated)}" if snap.updated else None,
    )
    if line := " · ".join(flow(stamp) for stamp in stamps if stamp):
        yield Text(line)
    yield Text(_counts(reading, total), "dim")


def _counts(reading: Reading, total: Tally) -> str:
    body = sum(1 for part in reading.snap.parts if part.kind is PartKind.CAPTION)
    counts = [count(total.statements, "statement")]
    if body:
        counts.append(f"{count(body, 'caption')} kept apart")
    if total.quotes:
        counts.append(f"{count(total.quotes, 'quote')} looked for in {count(total.searched, 'record')}")
    return " · ".join(counts)


def _last_line(total: Tally) -> Text:
    line = Text(count(total.statements, "statement"), "bold")
    if not total.quotes:
        return line
    line.append(f", {total.found} of {count(total.quotes, 'quote')} traced, worst drift: ")
    line.append(total.worst or "none found", STYLES.get(total.worst or "", ""))
    if total.missing:
        line.append(f"; {total.missing} not found in {_these(total.searched)}, which is not a verdict")
    return line


def _render_statement(statement: Statement, console: Console) -> None:
    indent = min(statement.depth * INDENT, MAX_INDENT)
    number = f"{statement.number:>2}  "
    head = Text(number, "dim").append(statement.source, "bold")
    for name in statement.through:
        head.append(" ← as told by ").append(name)
    if statement.entity:
        head.append(f"  ({statement.entity})", "dim")
    _print(console, head, indent)
    for line in _facts(statement):
        _print(console, line, indent + len(number))
    for finding in statement.findings:
        _render_finding(finding, console, indent + len(number))


def _facts(statement: Statement) -> Iterator[Text]:
    facts = [f"{statement.mode}: {statement.mode_words}"]
    if statement.addressee:
        facts.append(f"to {statement.addressee}")
    if statement.when:
        facts.append(f"when: {statement.when}")
    facts.append(f"sure to {statement.confidence}")
    yield Text(" · ".join(facts), "dim")
    if statement.note:
        yield Text(statement.note, "italic")
    yield Text.assemble(*((words, "bold" if verbatim else "") for words, verbatim in statement.content))


def _render_finding(finding: Finding, console: Console, indent: int) -> None:
    if not finding.found:
        line = Text("? ", STYLES[NOT_FOUND]).append(
            f"not found in {_these(finding.searched)}", STYLES[NOT_FOUND]
        )
        _print(console, line.append(f": “{finding.quote}”", "dim"), indent)
        return
    for line in _verdict(finding):
        _print(console, line, indent)
    _print(console, Text(" · ".join(filter(None, (finding.cite, finding.share))), "dim"), indent + 2)
    if finding.before:
        _print(console, Text(finding.before, "dim"), indent + 2, "before  ")
    marked = (Text(words, DIFF_STYLES[mark]) for mark, words in mark_words(finding.segments))
    _print(console, Text(" ").join(marked), indent + 2, "words   ")
    if finding.after:
        _print(console, Text(finding.after, "dim"), indent + 2, "after   ")
    for other in finding.others:
        _print(console, Text(f"fits nearly as well: {other}", "dim"), indent + 2)


def _verdict(finding: Finding) -> Iterator[Text]:
    if not finding.drift:
        yield Text(f"{SIGNS['none']} {STATES['none']}", STYLES["none"])
    for severity, kind, reason in finding.drift:
        grade = severity.value.upper() if severity is not Severity.NONE else f"{STATES['none']}:"
        line = Text(f"{SIGNS[severity.value]} {grade} {kind}", STYLES[severity.value])
        yield line.append(f": {reason}" if reason else "", "not bold default")


def _these(searched: int) -> str:
    return f"{'this' if searched == 1 else 'these'} {count(searched, 'record')}"


def _print(console: Console, line: Text, indent: int, label: str = "") -> None:
    """Print one line, wrapped, with its label before the first row only."""
    width = max(MIN_WIDTH, min(console.width, WIDTH) - indent - len(label))
    for n, row in enumerate(line.wrap(console, width)):
        row.rstrip()
        margin = " " * indent + (label if n == 0 else " " * len(label))
        console.print(Text.assemble((margin, "dim"), row), highlight=False, soft_wrap=True)
