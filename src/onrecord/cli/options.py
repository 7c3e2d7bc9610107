"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from onrecord.cli.views import FORMATS
from onrecord.model import Severity

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
