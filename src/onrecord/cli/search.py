"""``onrecord search``: statements of the ledger, by their words and by who, where, when and how."""

import json
from typing import Any

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import format_option, ledger_option
from onrecord.cli.output import open_output
from onrecord.cli.query import query_options
from onrecord.cli.views import NOTHING_FOUND, console_for
from onrecord.errors import UsageError
from onrecord.export import answer_json, find_line, noun_json
from onrecord.extract import Tagger
from onrecord.ledger import MOST, Ledger
from onrecord.model import Answer, Hit, Query, Trace
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.trace import find_quote
from onrecord.show import render_hits, render_trace


@click.command(short_help="Find statements by their words, speaker, outlet, drift …")
@query_options
@click.option(
    "--like",
    metavar="QUOTE",
    help="In place of a QUERY: statements that QUOTE, perhaps misremembered, is like, and its passage.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=20,
    show_default=True,
    metavar="N",
    help="So many statements at most.",
)
@click.option("--cursor", metavar="CURSOR", help="Go on from where the same search stopped, as it said.")
@ledger_option
@format_option("text", "json", "jsonl")
def search(query: Query, like: str | None, limit: int, cursor: str | None, ledger: str, kind: str) -> int:
    """Find statements in which all words of QUERY stand, those between quotation marks in that order.

    A word that no statement has is looked for as those that it may be a slip for, which is said. Without
    QUERY the latest statements come first.
    """
    if like is not None and (query != Query() or cursor is not None):
        raise UsageError("--like goes by itself: leave out QUERY, --cursor and what narrows it down")
    with Ledger.open(ledger, create=False) as opened:
        if like is not None:
            return _write_like(like, opened, limit, kind)
        answer = opened.search(query, limit=limit, cursor=cursor)
    _write_answer(answer, kind)
    return 0 if answer.hits else NOTHING_FOUND


def _write_answer(answer: Answer, kind: str) -> None:
    notes = [
        f"no statement has “{term}”: looked for {' or '.join(f'“{word}”' for word in near)}"
        for term, near in answer.respelt
    ]
    notes += [f"there are more: --cursor {answer.next}"] if answer.next else []
    if kind == "json":
        _write_json(answer_json(answer))
        return
    for note in notes:
        complain(note)
    if kind == "jsonl":
        _write_hits(answer.hits)
        return
    with open_output(None) as stream:
        render_hits(answer.hits, console_for(stream))
        if not answer.hits:
            stream.write("No statement was found.\n")


def _write_like(words: str, ledger: Ledger, limit: int, kind: str) -> int:
    """Write which statements a quote is like, and the passage of a record that it is a wording of."""
    if not any(c.isalnum() for c in words):
        raise UsageError("the QUOTE holds no word: give the words to look for")
    found = ledger.like(words, limit=limit)
    trace = _find_passage(words, ledger)
    likeness = {hit.key: round(score, 4) for hit, score in found}
    hits = [hit for hit, _ in found]
    if kind == "json":
        statements = [{**noun_json(hit), "likeness": likeness[hit.key]} for hit in hits]
        _write_json({"statements": statements, "record": find_line("quote", trace) if trace else None})
    elif kind == "jsonl":
        _write_hits(hits, likeness)
    else:
        with open_output(None) as stream:
            console = console_for(stream)
            if trace:
                render_trace(words, trace, console)
                console.print()
            render_hits(hits, console, likeness)
            if not hits:
                stream.write("No statement is like it.\n")
    return 0 if hits or (trace and trace.passage) else NOTHING_FOUND


def _find_passage(words: str, ledger: Ledger) -> Trace | None:
    """What was found for a quote in the ledger's records; None where it has none."""
    index = open_held_records(ledger)
    if index is None:
        return None
    reading = flag_quoted_there(find_quote(index, words), Tagger())
    return reading.traces["quote"][0]


def _write_hits(hits: tuple[Hit, ...] | list[Hit], likeness: dict[str, float] | None = None) -> None:
    with open_output(None) as stream:
        for hit in hits:
            more = {"likeness": likeness[hit.key]} if likeness else {}
            stream.write(json.dumps({**noun_json(hit), **more}, ensure_ascii=False) + "\n")


def _write_json(value: dict[str, Any]) -> None:
    with open_output(None) as stream:
        stream.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
