"""What a ledger holds, in the terminal: statements as lists show them, speakers, records, what was added."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.model import (
    Comparison,
    Held,
    HeldRecord,
    Hit,
    Judgement,
    Kept,
    Quotation,
    Record,
    Snapshot,
    Speaker,
    Watched,
)
from onrecord.show.comparison_terminal import render_changes
from onrecord.show.console import STYLES, print_facts, print_line, print_rule
from onrecord.show.words import SIGNS, STATES, clip_end, count, flow, name_kind, name_time
from onrecord.text.notices import find_notice

INDENT = 2
LONGEST = 400  # characters of a statement or passage in a list: five lines of a terminal
OUTCOME = 12  # columns: the longest of the outcomes


def render_kept(kept: Kept, snap: Snapshot, comparison: Comparison | None, console: Console) -> None:
    """Print what became of one page that was added: a line, and what a new capture changed."""
    line = Text(kept.outcome.value.ljust(OUTCOME), "bold").append(
        f"  {flow(snap.title or snap.id)}", "not bold"
    )
    print_line(console, line, 0, f"{kept.key}  ")
    if comparison is not None:
        print_line(console, Text(f"A is the capture before, {kept.previous}; B is this one", "dim"), INDENT)
        notice = find_notice(comparison.first.snap, snap)
        told = f"the page says: {flow(notice)}" if notice else "changed; the page does not say so"
        print_line(console, Text(told, "" if notice else "bold"), INDENT)
        render_changes(comparison, console)
        console.print()


def render_watched(sources: Sequence[Watched], console: Console) -> None:
    """Print what is watched, each with what it last answered."""
    for each in sources:
        print_line(console, Text(flow(each.url), "bold"), 0)
        pages = count(each.pages, "page") if each.pages else ""
        facts = (each.kind.value, pages, f"last asked {name_time(each.asked)}" if each.asked else "")
        due = f"next {name_time(each.due)}" if each.due else "not asked again"
        print_facts(console, (*facts, due), INDENT)
        failed = f"failed {each.failures}×: " if each.failures else ""
        print_line(console, Text(f"{failed}{flow(each.answer) or 'not asked yet'}"), INDENT)


def render_hits(hits: Sequence[Hit], console: Console, likeness: Mapping[str, float] | None = None) -> None:
    """Print statements as a list, one below the other.

    Args:
        hits: the statements.
        console: where to print.
        likeness: how like a quote each is, 0 to 1, by its key.
    """
    for hit in hits:
        print_line(console, Text(flow(hit.source) or "someone (not said)", "bold"), 0)
        words = (
            f"{likeness[hit.key]:.0%} alike" if likeness else "",
            flow(hit.outlet or ""),
            name_time(hit.published),
            hit.mode.value,
        )
        print_facts(console, words, INDENT)
        print_line(console, Text(clip_end(flow(hit.words), LONGEST)), INDENT)
        drift = f" · {', '.join(name_kind(kind) for kind in hit.drift)}" if hit.drift else ""
        state = Text(f"{SIGNS[hit.state]} {STATES[hit.state]}".strip(), STYLES.get(hit.state, "dim"))
        print_line(console, state.append(drift, "not bold default"), INDENT)
        found = [flow(f"record {record}") for record in hit.records]
        speaker = f"speaker {hit.speaker_key}" if hit.speaker_key else ""
        print_facts(console, (f"statement {hit.key}", f"page {hit.capture}", speaker, *found), INDENT)
        console.print()


def render_capture(held: Held, captures: int, console: Console) -> None:
    """Print what a ledger knows of a capture, beside what was found on it."""
    capture = held.capture
    searched = "looked for in the ledger’s records" if held.searched else "not looked for in records"
    facts = (
        f"page {capture.key}",
        f"added {name_time(capture.added)}",
        f"again {name_time(capture.seen)}" if capture.seen != capture.added else "",
        "the page has another text now" if capture.is_superseded else "",
        f"{count(captures, 'capture')} of this page",
        f"read by On Record {held.method}",
        searched,
    )
    print_facts(console, facts, 0)


def render_judgements(judgements: Sequence[Judgement], console: Console) -> None:
    """Print what people judged of a finding, the first one first; what was taken back is said to be."""
    for each in judgements:
        told = f"{each.target.value}: {each.verdict.value}" + (f", {flow(each.value)}" if each.value else "")
        line = Text(f"judged {told}", "strike" if each.undone else "bold")
        back = " · taken back" if each.undone else ""
        who = f" · {flow(each.author)}, {name_time(each.at)}{back}"
        print_line(console, line.append(who, "not bold not strike"), INDENT)
        if each.reason:
            print_line(console, Text(flow(each.reason), "italic"), INDENT * 2)


def render_speaker(speaker: Speaker, hits: Sequence[Hit], console: Console) -> None:
    """Print a speaker with some of their statements, the latest first."""
    print_rule(console, "━")
    print_line(console, Text(flow(speaker.name), "bold"), 0)
    merged = f"with {', '.join(speaker.merged)}" if speaker.merged else ""
    print_facts(
        console,
        (speaker.kind.value, count(speaker.statements, "statement"), f"speaker {speaker.key}", merged),
        0,
    )
    if len(hits) < speaker.statements:
        print_line(console, Text(f"the latest {len(hits)}:", "dim"), 0)
    print_rule(console, "─")
    render_hits(hits, console)


def render_record(
    held: HeldRecord, record: Record, quotations: Sequence[Quotation], console: Console
) -> None:
    """Print a record's head and the stretches of it that statements were traced to, in its order."""
    print_rule(console, "━")
    print_line(console, Text(flow(held.title or held.id), "bold"), 0)
    facts = (
        name_time(held.date),
        ", ".join(map(flow, held.speakers)),
        f"record {held.number}",
        f"id {flow(held.id)}",
        "" if held.current else "another version has taken its place",
    )
    print_facts(console, facts, 0)
    print_facts(console, (f"SHA-256 {held.sha256}",), 0)
    stretches = [(span, list(group)) for span, group in groupby(quotations, lambda each: each.span)]
    n = len(stretches)
    told = "1 stretch of it is quoted" if n == 1 else f"{n:,} stretches of it are quoted"
    print_line(console, Text(told, "dim"), 0)
    print_rule(console, "─")
    for (start, end), group in stretches:
        print_line(console, Text(clip_end(flow(record.text[start:end]), LONGEST)), 0, "┃ ")
        keys = " ".join(each.statement for each in group)
        print_facts(console, (count(len(group), "statement"), keys), INDENT)
        console.print()
