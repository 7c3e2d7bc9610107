"""``onrecord watch``: feeds, sitemaps and pages are looked at again and again, and what is new is kept."""

import contextlib
import re
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from onrecord.cli.add import take_entities, write_one
from onrecord.cli.notes import complain
from onrecord.cli.options import entities_option, format_option, ledger_option, paraphrases_option
from onrecord.cli.output import open_output
from onrecord.cli.views import console_for
from onrecord.errors import InputError, UsageError
from onrecord.extract import Tagger
from onrecord.ingest import Manners, Polite, check_address, read_url_list
from onrecord.ledger import Ledger
from onrecord.model import Outcome, Rejected
from onrecord.pipeline.keep import open_reader
from onrecord.pipeline.watch import Advice, Pace, Pause, Seen, Watcher, WatchEvent
from onrecord.show import render_watched
from onrecord.show.words import count
from onrecord.text.times import now

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
OLDEST = 3650 * UNITS["d"]  # that a page can be when it is looked at again
SHORTEST = 60  # seconds between two looks at a feed
NEW = (Outcome.NEW_PAGE, Outcome.NEW_CAPTURE, Outcome.CHANGED_BACK)


def read_seconds(told: str, option: str) -> float:
    """How many seconds a time like ``15m`` is, which an option was given.

    Raises:
        UsageError: it is none.

    Example:
        >>> read_seconds("15m", "--every"), read_seconds("1.5h", "--every")
        (900.0, 5400.0)
    """
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)([smhd])", told.strip(), re.ASCII)
    if found is None:
        raise UsageError(f"{option} {told[:40]} is no time: write it as 30s, 15m, 6h or 3d")
    return float(found[1]) * UNITS[found[2]]


def _check_every(_: click.Context, __: click.Parameter, value: str) -> float:
    seconds = read_seconds(value, "--every")
    if not SHORTEST <= seconds <= OLDEST:
        raise UsageError(f"--every {value} will not do: {SHORTEST}s at least, 3650d at most")
    return seconds


def _check_again(_: click.Context, __: click.Parameter, value: str) -> tuple[float, ...]:
    ages = tuple(sorted(read_seconds(age, "--again") for age in value.split(",")))
    if ages[-1] > OLDEST:
        raise UsageError(f"--again {value} is too long: 3650d at most")
    return ages


def _check_delay(_: click.Context, __: click.Parameter, value: str) -> float:
    seconds = read_seconds(value, "--delay")
    if seconds > UNITS["d"]:
        raise UsageError(f"--delay {value} is too long: 1d at most")
    return seconds


def _check_contact(_: click.Context, __: click.Parameter, value: str) -> str:
    if len(value) > 200 or not value.isascii() or not value.isprintable():
        raise UsageError("--contact is an address of at most 200 plain characters")
    return value


@click.command(short_help="Keep what feeds bring, and what is changed of it later.")
@click.argument("sources", nargs=-1, metavar="[FEED|SITEMAP|URL|FILE]...")
@click.option("--once", is_flag=True, help="Look once at all that is due, and end; for cron.")
@click.option("--list", "listed", is_flag=True, help="Say what is watched and how it answered, and end.")
@click.option("--forget", multiple=True, metavar="ADDRESS", help="Watch ADDRESS no longer; captures stay.")
@click.option(
    "--every",
    default="15m",
    show_default=True,
    metavar="TIME",
    callback=_check_every,
    help="Look at feeds and sitemaps so often.",
)
@click.option(
    "--again",
    default="1h,6h,1d,3d,7d,30d",
    show_default=True,
    metavar="TIMES",
    callback=_check_again,
    help="Come back to a page at these ages, to see whether it was changed.",
)
@click.option(
    "--delay",
    default="5s",
    show_default=True,
    metavar="TIME",
    callback=_check_delay,
    help="Wait so long between two requests to one server, or longer where it asks for that.",
)
@click.option(
    "--contact",
    default="",
    metavar="ADDRESS",
    envvar="ONRECORD_CONTACT",
    show_envvar=True,
    callback=_check_contact,
    help="Tell servers where you can be reached.",
)
@click.option("--allow-private", is_flag=True, help="Also ask this machine and private networks.")
@entities_option
@paraphrases_option
@ledger_option
@format_option("text", "jsonl")
def watch(sources: tuple[str, ...], ledger: str, **given: Any) -> int:
    """Watch each FEED, SITEMAP, page or FILE of addresses, and keep what is new; until Ctrl-C.

    What is named is remembered in the ledger: without a name, all that is remembered is watched. Pages that a
    feed names are kept as `onrecord add` keeps them, and looked at again as they grow older: each that was
    changed is kept as a new capture, and it is said which statements came, went or changed, and whether the
    page says so.
    """
    with Ledger.open(ledger, create=bool(sources)) as opened:
        refused = _remember(opened, sources)
        for source in given["forget"]:
            n = opened.watching.forget(_address(source))
            complain(f"{source}: is watched no longer, nor {count(n, 'page')} that it named")
        if given["listed"]:
            watched = opened.watching.sources()
            with open_output(None) as stream:
                render_watched(watched, console_for(stream))
                if not watched:
                    stream.write("Nothing is watched.\n")
            return min(refused, 1)
        if given["forget"] and not sources:
            return 0
        if not opened.watching.sources():
            raise UsageError("nothing is watched yet: name a feed, a sitemap, a page or a file of addresses")
        return max(_watch(opened, **given), min(refused, 1))


def _remember(ledger: Ledger, sources: Iterable[str]) -> int:
    """Remember what is to be watched; how much of it will not do."""
    refused = 0
    for source in sources:
        for url in _read_source(source):
            if isinstance(url, Rejected):
                refused += 1
                complain(f"{url.item}: {url.reason}")
            elif ledger.watching.add(url, now()):
                complain(f"{url}: is watched from now on")
    return refused


def _read_source(source: str) -> Iterator[str | Rejected]:
    """The addresses that a source stands for: itself, or those in a file."""
    try:
        if "://" in source:
            yield check_address(source)
        else:
            yield from read_url_list(Path(source))
    except InputError as err:
        yield Rejected(source, str(err))


def _address(source: str) -> str:
    try:
        return check_address(source)
    except InputError as err:
        raise UsageError(f"{source[:200]}: {err}; onrecord watch --list tells what is watched") from err


def _watch(ledger: Ledger, **given: Any) -> int:
    """Watch until there is nothing more to do, or somebody ends it; the exit code."""
    polite = Polite(Manners(given["delay"], given["contact"], given["allow_private"]), ledger.watching)
    tagger, (table, refused) = Tagger(), take_entities(given["entities"])
    reader = partial(open_reader, ledger, tagger, table, paraphrases=given["paraphrases"])
    watcher = Watcher(ledger, reader, polite, Pace(given["every"], given["again"]))
    with ledger.watching.alone(), _until_told(polite), open_output(None) as stream:
        if given["once"]:
            return max(_tell_all(watcher.once(), given["kind"], stream), min(refused, 1))
        complain("watching (Ctrl-C stops it)")
        _tell_all(watcher.on(), given["kind"], stream)
    return min(refused, 1)


@contextlib.contextmanager
def _until_told(polite: Polite) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the watch after the page in hand; a second one ends it at once."""

    def end(number: int, _: object) -> None:
        complain("stopping")
        polite.stop()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_all(events: Iterable[WatchEvent], kind: str, stream: TextIO) -> int:
    """Write each new capture as soon as it is kept, and notes beside; 1 where something failed."""
    tally: Counter[str] = Counter()
    failed = 0
    for event in events:
        if isinstance(event, Pause):
            if tally:
                complain(_sum_up(tally, event.until))
            tally.clear()
        elif isinstance(event, Rejected):
            tally["failed"] += 1
            failed = 1
            complain(f"{event.item}: {event.reason}")
        elif isinstance(event, Advice):
            complain(f"{event.watched.url}: is a page; for what is new, watch its feed: {event.feed}")
        elif isinstance(event, Seen):
            tally["unchanged"] += 1
            if event.new or event.refused:
                complain(_tell_listing(event))
        elif event.kept.outcome in NEW:
            tally[event.kept.outcome.value] += 1
            write_one(event, kind, stream)
            stream.flush()
        else:
            tally["unchanged"] += 1
    return failed


def _tell_listing(seen: Seen) -> str:
    told = f"{seen.watched.url}: is a {seen.watched.kind.value}, names {seen.new:,} new"
    told += f"; {seen.old:,} too old" if seen.old else ""
    return told + (f"; {seen.refused:,} that will not do" if seen.refused else "")


def _sum_up(tally: Counter[str], until: str | None) -> str:
    order = (*(outcome.value for outcome in NEW), "unchanged", "failed")
    told = ", ".join(f"{tally[name]:,} {name}" for name in order if tally[name])
    return f"asked {tally.total():,}: {told}; " + (f"more is due at {until}" if until else "no more is due")
