"""A comparison in the terminal: legible in 80 columns, and without colour."""

from rich.console import Console
from rich.text import Text

from onrecord.model import Comparison, Severity
from onrecord.show.comparison import Row, Section, view_comparison
from onrecord.show.console import DIFF_STYLES, STYLES, print_facts, print_line, print_rule
from onrecord.show.diff import excerpt, mark_words
from onrecord.show.words import SIGNS, clip_end

INDENT = 3  # columns: as much as a sign and two blanks
MINOR = 60  # characters shown of what is there only to be looked up


def render_comparison(comparison: Comparison, console: Console) -> None:
    """Print what two pages have in common, what only one has, and what was changed."""
    view = view_comparison(comparison)
    print_rule(console, "━")
    for side in view.sides:
        print_line(console, Text(side.title, "bold"), 0, f"{side.letter}  ")
        print_facts(console, side.facts, INDENT)
    print_rule(console, "─")
    print_line(console, Text(view.verdict, "bold"), 0)
    print_line(console, Text(view.why, "dim"), 0)
    if any(row.segments for section in view.sections for row in section.rows):
        print_line(console, Text("[-stands in A, not in B-]  {+stands in B, not in A+}", "dim"), 0)
    for section in view.sections:
        _render_section(section, console)
    console.print()


def render_changes(comparison: Comparison, console: Console) -> None:
    """Print what was changed from the first to the second page, and nothing that stayed."""
    view = view_comparison(comparison)
    print_line(console, Text(view.verdict, "bold"), 0)
    for section in view.sections:
        if not section.minor:
            _render_section(section, console)


def _render_section(section: Section, console: Console) -> None:
    console.print()
    print_line(console, Text(f"{section.title} ({len(section.rows)})", "bold underline"), 0)
    for row in section.rows:
        if section.minor:
            line = Text(row.who, "bold").append(f": {clip_end(row.second, MINOR)}", "not bold")
            print_line(console, line, 0, f"{row.sign}  ")
        else:
            _render_row(row, console)


def _render_row(row: Row, console: Console) -> None:
    console.print()
    head = Text(row.who, "bold").append(
        f" · {', '.join(row.labels)}", f"{STYLES.get(row.state, 'dim')} not bold"
    )
    print_line(console, head, 0, f"{row.sign}  ")
    if row.segments:
        marked = mark_words(excerpt(row.segments))
        line = Text(" ").join(Text(words, DIFF_STYLES[mark]) for mark, words in marked)
        print_line(console, line, INDENT, "┃ ")
    elif row.first and row.second and row.first != row.second:
        print_line(console, Text(row.first), INDENT, "A  ")
        print_line(console, Text(row.second), INDENT, "B  ")
    else:
        print_line(console, Text(row.second or row.first), INDENT)
    for severity, kind, reason in row.drift:
        if severity is not Severity.NONE:
            line = Text(f"{SIGNS[severity.value]} {severity.value.upper()} {kind}", STYLES[severity.value])
            print_line(console, line.append(f" · {reason}" if reason else "", "not bold default"), INDENT)
    for reason in row.reasons:
        print_line(console, Text(reason, "italic"), INDENT)
