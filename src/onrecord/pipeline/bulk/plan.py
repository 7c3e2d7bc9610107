"""A plan: the small TOML file that says what a bulk run reads, where it writes, and how."""

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec

from onrecord.errors import UsageError
from onrecord.files import why_absent

_SIZE = re.compile(r"(\d{1,20}(?:\.\d{1,20})?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3, "T": 1000**4}
ENGINES = ("local", "ray:ADDRESS", "ray://HOST:PORT")
LEAST_PAGE_MEMORY = 400_000_000  # bytes: the tagger and the libraries alone take 260 MB
MOST_PAGE_MEMORY = 10**15  # bytes: more than any machine has
OWN_MEMORY = 250_000_000  # bytes a worker takes beside its reading process: rows waiting to be written
MATCHING_MEMORY = 1_200_000_000  # bytes it takes to match a bucket of rows: 1,060 MB were measured

MOST_PAGES = 10_000  # of a piece: all its quotes are in memory at once when they are matched
MOST_SECONDS = 86_400.0  # for one page; the kernel's timers take no infinity


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table ``[settings]``.

    Attributes:
        entities: a table of known people, as ``--entities`` takes it.
        paraphrases: look for what indirect statements report, too.
        workers: processes that read at once; on a cluster, as many as its processors when 0.
        memory: what all workers of this machine may take together: there are no more of them than fit; any
            number when empty. The step that ties all quotes together is not bounded by it, nor is a cluster.
        page_seconds: processor time that one page may take.
        page_memory: what the process that reads a page may take.
        piece_pages: pages of a piece, which is read as a whole or not at all.
    """

    entities: str | None = None
    paraphrases: bool = True
    workers: Annotated[int, msgspec.Meta(ge=0, le=4096)] = 0
    memory: str = ""
    page_seconds: Annotated[float, msgspec.Meta(gt=0, le=MOST_SECONDS)] = 60.0
    page_memory: str = "1GB"
    piece_pages: Annotated[int, msgspec.Meta(ge=1, le=MOST_PAGES)] = 500


_Name = Annotated[str, msgspec.Meta(min_length=1)]


class _Told(msgspec.Struct, forbid_unknown_fields=True):
    inputs: Annotated[list[_Name], msgspec.Meta(min_length=1)]
    output: _Name
    records: str | None = None
    engine: str = "local"
    ledger: _Name | None = None
    settings: Settings = Settings()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan whose words are in order; what it names is relative to ``base``, the folder it stands in."""

    base: Path
    inputs: tuple[str, ...]
    output: Path
    records: Path | None
    entities: Path | None
    engine: str
    ledger: str | None
    settings: Settings

    @property
    def workers(self) -> int:
        """How many workers this machine has room for: as many as are asked for, and fit in the memory."""
        wanted = self.settings.workers or os.cpu_count() or 1
        memory = self.settings.memory
        room = size_of(memory) // self.worker_memory if memory else wanted
        return max(1, min(wanted, room))

    @property
    def page_memory(self) -> int:
        """Bytes that the process that reads a page may take."""
        return size_of(self.settings.page_memory)

    @property
    def worker_memory(self) -> int:
        """Bytes that one worker may take: with its reading process, and when it matches later."""
        return max(self.page_memory + OWN_MEMORY, MATCHING_MEMORY)


def read_plan(path: Path, *, workers: int | None = None, ledger: str | None = None) -> Plan:
    """Read a plan.

    Args:
        path: the TOML file.
        workers: takes the place of what it says.
        ledger: takes the place of what it says; a file is relative to where one is, not to the plan.

    Raises:
        UsageError: it is missing or no TOML, has a key that is not known, or a value that will not do.
    """
    try:
        told = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Told)
    except OSError as err:
        raise UsageError(f"{path}: the plan cannot be read ({(err.strerror or '').lower()})") from err
    except UnicodeDecodeError as err:
        raise UsageError(f"{path}: is not TOML: it is not text in UTF-8") from err
    except tomllib.TOMLDecodeError as err:
        raise UsageError(f"{path}: is not TOML: {err}") from err
    except RecursionError as err:
        raise UsageError(f"{path}: is not TOML that can be read: its brackets are nested too deeply") from err
    except msgspec.ValidationError as err:
        raise UsageError(f"{path}: {_explain(str(err))}") from err
    try:
        plan = _make(path.parent, told, workers, ledger)
        _check(plan)
    except UsageError as err:
        raise UsageError(f"{path}: {err}") from err
    return plan


def _make(base: Path, told: _Told, workers: int | None, ledger: str | None) -> Plan:
    settings = told.settings
    if workers is not None:
        settings = msgspec.structs.replace(settings, workers=workers)
    return Plan(
        base=base,
        inputs=tuple(told.inputs),
        output=_file(base, "output", told.output),
        records=_file(base, "records", told.records) if told.records else None,
        entities=_file(base, "settings.entities", settings.entities) if settings.entities else None,
        engine=told.engine,
        ledger=ledger or _place(base, told.ledger),
        settings=settings,
    )


def size_of(told: str) -> int:
    """Bytes that words like ``4GB`` or ``800 MB`` come to.

    Raises:
        UsageError: they are no size.

    Example:
        >>> size_of("1.5GB"), size_of("300 MB")
        (1500000000, 300000000)
    """
    found = _SIZE.fullmatch(told.strip())
    if found is None:
        raise UsageError(f"{told[:40]!r} is no size: write it as 800MB or 4GB")
    return int(float(found[1]) * _FACTORS[found[2].upper()])


def _check(plan: Plan) -> None:
    engine, settings = plan.engine, plan.settings
    if engine != "local" and not (engine.startswith("ray:") and engine.removeprefix("ray:").strip("/")):
        raise UsageError(f"engine {engine!r} is not known: write one of {', '.join(ENGINES)}")
    try:
        str(plan.output.absolute()).encode()
    except UnicodeEncodeError as err:  # Arrow writes to no such place
        raise UsageError(f"output: {plan.output}: its name is no UTF-8; name another place") from err
    for key, named in (("records", plan.records), ("settings.entities", plan.entities)):
        if named is not None and (why := why_absent(named)):
            raise UsageError(f"{key}: {named}: {why}")
    if plan.page_memory < LEAST_PAGE_MEMORY:
        raise UsageError(f"settings.page_memory: {settings.page_memory} is too little: give 400MB at least")
    if plan.page_memory > MOST_PAGE_MEMORY:
        raise UsageError(f"settings.page_memory: {settings.page_memory} is more than any machine has")
    if settings.memory and size_of(settings.memory) < plan.worker_memory:
        raise UsageError(
            f"settings.memory: {settings.memory} has no room for one worker of"
            f" {plan.worker_memory // 1_000_000} MB: give more, or less page_memory"
        )


def _file(base: Path, key: str, told: str) -> Path:
    """A file or folder that a plan names."""
    if "://" in told:
        raise UsageError(f"{key}: {told}: only inputs may be addresses; name a place on this machine")
    if "\0" in told:
        raise UsageError(f"{key}: {told!r} is no name that a file can have")
    return base / told


def _place(base: Path, ledger: str | None) -> str | None:
    return ledger if ledger is None or "://" in ledger else str(base / ledger)


def _explain(message: str) -> str:
    """What msgspec found wrong, with the key in a plan's own words."""
    what, _, where = message.partition(" - at ")
    key = where.strip("`").removeprefix("$").removeprefix(".")
    unknown = re.search(r"unknown field `(.*)`", what)
    if unknown:
        kind: Any = Settings if key == "settings" else _Told
        known = ", ".join(kind.__struct_fields__)
        return f"{f'{key}.' if key else ''}{unknown[1]} is not known: a plan has {known}"
    missing = re.search(r"missing required field `(.*)`", what)
    if missing:
        return f"{missing[1]} is missing: a plan needs inputs and output"
    return f"{key}: {what[:1].lower()}{what[1:].replace('`', '')}"
