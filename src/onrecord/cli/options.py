"""Options that several commands share."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import click

from onrecord.cli.views import FORMATS
from onrecord.errors import UsageError
from onrecord.model import NOT_FOUND, UNTRACED, CueKind, Mode, Query, Severity
from onrecord.trace import TAXONOMY

Command = Callable[..., Any]


output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to FILE, whole or not at all, instead of standard output.",
)
index_option = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    envvar="ONRECORD_INDEX",
    show_envvar=True,
    show_default="beside the records",
    help="Keep the index of the records in FOLDER.",
)


def records_option(*, required: bool) -> Callable[[Command], Command]:
    """``--records``."""
    return click.option(
        "--records",
        required=required,
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The records to search: a folder of transcripts, one file, JSONL or JSON.",
    )


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format``, the first of ``formats`` where it is not given."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="What to write.",
    )


def output_options(command: Command) -> Command:
    """``--format`` and ``-o``."""
    return format_option(*FORMATS)(output_option(command))


def fail_on_option(command: Command) -> Command:
    """``--fail-on``."""
    return click.option(
        "--fail-on",
        type=click.Choice([s.value for s in Severity if s is not Severity.NONE]),
        metavar="LEVEL",
        callback=lambda _c, _p, value: Severity(value) if value else None,
        help="Exit with 4 where drift reaches LEVEL: cosmetic, notable or grave.",
    )(command)


def records_options(command: Command) -> Command:
    """``--records``, ``--pages``, ``--index`` and ``--fail-on``."""
    command = click.option(
        "--pages",
        "carriers",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Other pages, to say which of them carry the same words.",
    )(index_option(fail_on_option(command)))
    return records_option(required=True)(command)


entities_option = click.option(
    "--entities",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TABLE",
    help="Known people, bodies and offices (onrecord entities import), for what a page leaves unnamed.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Read pages in N processes; for many pages.",
)
paraphrases_option = click.option(
    "--paraphrases/--no-paraphrases",
    default=True,
    show_default=True,
    help="Look for what indirect statements likely report, too.",
)


def pages_argument(command: Command) -> Command:
    """``PAGE...``, ``--jobs`` and ``--entities``."""
    command = jobs_option(entities_option(command))
    return click.argument("pages", nargs=-1, required=True, metavar="PAGE...")(command)


ledger_option = click.option(
    "--ledger",
    default="onrecord.ledger",
    metavar="PLACE",
    envvar="ONRECORD_LEDGER",
    show_envvar=True,
    show_default="onrecord.ledger in this folder",
    help="The ledger: a file, or a postgresql:// URL.",
)


def query_options(command: Command) -> Command:
    """``[QUERY]`` and what narrows it down; the command is given them as one ``query``."""

    @functools.wraps(command)
    def with_query(**given: Any) -> Any:
        asked = {name: given.pop("act" if name == "kind" else name, None) for name in _ASKED}
        since, until = asked["since"], asked["until"]
        if since and until and since > until:
            raise UsageError(f"--since {since} is after --until {until}: nothing can lie between them")
        return command(query=Query(**asked), **given)

    for option in reversed(_NARROWING):
        with_query = option(with_query)
    return click.argument("text", required=False, metavar="[QUERY]")(with_query)


def _one_of(name: str, metavar: str, told: str, values: Iterable[str], dest: str) -> Any:
    """An option that takes one of some values, and says in one line which where it is given another."""
    allowed = list(values)

    def check(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in allowed:
            raise UsageError(f"{name} {value} is not known: give one of {', '.join(allowed)}")
        return value

    return click.option(name, dest, metavar=metavar, callback=check, help=f"{told}: {', '.join(allowed)}.")


def _check_day(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An ISO 8601 day as the ledger compares it."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as err:
        raise UsageError(f"{param.opts[0]} {value} is no day: write it as YYYY-MM-DD") from err


_ASKED = [field.name for field in fields(Query)]
_NARROWING = (
    click.option(
        "--speaker", metavar="NAME", help="Only what is ascribed to NAME, or to the speaker with this key."
    ),
    click.option("--outlet", metavar="NAME", help="Only what this outlet reports."),
    click.option(
        "--since",
        metavar="DATE",
        callback=_check_day,
        help="Only what was published on DATE (YYYY-MM-DD) or later.",
    ),
    click.option(
        "--until", metavar="DATE", callback=_check_day, help="Only what was published on DATE or before."
    ),
    _one_of("--mode", "MODE", "Only what is given in such words", Mode, "mode"),
    _one_of(
        "--kind", "KIND", "Only where the cue says that the source does this", CueKind, "act"
    ),  # --format is "kind"
    _one_of(
        "--state",
        "STATE",
        "Only where the gravest of its quotes came out so",
        (*Severity, NOT_FOUND, UNTRACED),
        "state",
    ),
    _one_of("--drift", "KIND", "Only with drift of this kind", TAXONOMY, "drift"),
    click.option("--record", metavar="ID", help="Only what was traced to the record with this id."),
)
