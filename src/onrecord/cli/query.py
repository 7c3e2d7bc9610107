"""``[QUERY]`` and what narrows it down, for the commands that search the ledger."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

import click

from onrecord.errors import UsageError
from onrecord.model import NOT_FOUND, UNTRACED, CueKind, Mode, Query, Severity
from onrecord.trace import TAXONOMY

Command = Callable[..., Any]


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
