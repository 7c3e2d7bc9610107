"""``onrecord find``: trace a bare quote, or a file of them."""

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from onrecord.cli.notes import complain
from onrecord.cli.opening import open_collections
from onrecord.cli.options import output_options, records_options
from onrecord.cli.output import open_output
from onrecord.cli.views import write_readings
from onrecord.errors import InputError, UsageError
from onrecord.export import find_line
from onrecord.extract import Tagger
from onrecord.ingest import iter_objects
from onrecord.model import Rejected, Severity
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.paraphrase import find_paraphrase
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.trace import find_quote, find_quotes
from onrecord.text.dates import day_of
from onrecord.trace import Index

STDIN = Path("/dev/stdin")


@click.command(short_help="Look for a bare quote in records.")
@click.argument("quote", required=False)
@click.option("--speaker", metavar="NAME", help="Who is said to have said it.")
@click.option(
    "--date", metavar="DATE", help="When it was quoted, as YYYY-MM-DD; nearer records are preferred."
)
@click.option(
    "--quotes",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help='Trace many: {"fragment_id", "text", "source"?, "date"?} a line, answered as JSONL in order;'
    " - for standard input.",
)
@click.option(
    "--paraphrase",
    is_flag=True,
    help="QUOTE is told in other words: find the passage that it likely reports.",
)
@records_options
@output_options
def find(
    quote: str | None,
    speaker: str | None,
    date: str | None,
    quotes: Path | None,
    paraphrase: bool,
    records: Path,
    carriers: Path | None,
    index: Path | None,
    fail_on: Severity | None,
    kind: str,
    output: Path | None,
) -> int:
    """Trace QUOTE to the records: where it was said, by whom, and what differs.

    Many quotes go into a file, with --quotes in place of QUOTE.
    """
    if quotes is not None and quote is None:
        of_one = {"--speaker": speaker, "--date": date, "--paraphrase": paraphrase, "--pages": carriers}
        given = [name for name, value in (of_one | {"--fail-on": fail_on}).items() if value]
        if given or kind != "text":
            raise UsageError(
                f"{(given or ['--format'])[0]} goes with a QUOTE: --quotes answers every line as JSONL"
            )
        opened, _, refused = open_collections(records, None, index)
        code = _find_many(opened, STDIN if str(quotes) == "-" else quotes, output)
        return 1 if refused else code
    if quotes is not None or quote is None:
        raise UsageError(
            'find takes a QUOTE or --quotes FILE.jsonl, and not both: onrecord find "…" --records FOLDER'
        )
    if not any(c.isalnum() for c in quote):
        raise UsageError("the QUOTE holds no word: give the words to look for")
    if date is not None and day_of(date) is None:
        raise UsageError(f"--date {date} is no day: write it as YYYY-MM-DD")
    opened, others, refused = open_collections(records, carriers, index)
    asked = (find_paraphrase if paraphrase else find_quote)(opened, quote, speaker, date)
    reading = flag_quoted_there(asked, Tagger())
    found = [reading] if others is None else find_elsewhere([reading], others)
    code = write_readings(found, kind, output, len(opened), fail_on, bare=True)
    return 1 if refused else code


def _find_many(index: Index, quotes: Path, output: Path | None) -> int:
    refused = found = 0
    names: deque[str] = deque()

    def asked() -> Iterator[tuple[str, str | None, str | None]]:
        nonlocal refused
        for row in _read_quotes(quotes):
            if isinstance(row, Rejected):
                refused += 1
                complain(f"{row.item}: {row.reason}")
                continue
            names.append(row["fragment_id"])
            yield row["text"], row.get("source"), row.get("date")

    answered = 0
    with open_output(output) as stream:
        for reading in find_quotes(index, asked()):
            answer = find_line(names.popleft(), reading.traces["quote"][0])
            answered += 1
            found += answer["record_id"] is not None
            stream.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 1 if refused else 0 if found or not answered else 3


def _read_quotes(path: Path) -> Iterator[dict[str, str] | Rejected]:
    try:
        for entry in iter_objects(path):
            yield entry if isinstance(entry, Rejected) else _check_row(*entry)
    except InputError as err:
        raise InputError(f"{path}: {err}") from err


def _check_row(where: str, row: dict[str, Any]) -> dict[str, str] | Rejected:
    if not all(isinstance(row.get(k), str) for k in ("fragment_id", "text")):
        return Rejected(where, 'needs "fragment_id" and "text"')
    return {k: v for k, v in row.items() if isinstance(v, str)}
