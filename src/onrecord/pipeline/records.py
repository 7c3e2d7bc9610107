"""A collection of records, or of pages → its index, kept beside it, in line with what the files hold."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from onrecord.errors import RecordsError
from onrecord.files import why_absent
from onrecord.ingest import list_page_files, list_record_files, read_page_file, read_record_file
from onrecord.model import Record, Rejected, Snapshot
from onrecord.text.urls import address_of
from onrecord.trace import INDEX_VERSION, Index, Note, Source, update_index

SUFFIX = ".onrecord-index"

_NUMBER = re.compile(r"~\d+\Z")  # that an index puts behind an id which another record has
_NOT, _PERHAPS, _SURELY = range(3)

Files = Iterable[Path | Rejected]
Read = Callable[[Path, Path], Iterable[Record | Rejected]]  # of a file in a root


def open_records(
    records: Path, index_folder: Path | None = None, note: Callable[[Rejected], None] = lambda _: None
) -> Index:
    """Open the index of a collection; files that are new or changed since it was made are indexed first.

    Args:
        records: a folder of records, or one file.
        index_folder: where the index is kept; beside the records when None, or in the user's
            cache where nothing may be written beside them.
        note: is told of each record that could not be read, now or when its file was indexed.

    Returns:
        The opened index.

    Raises:
        RecordsError: there is nothing there, nothing in it is a legible record, or the index
            cannot be written.
    """
    if why := why_absent(records):
        raise RecordsError(f"{records}: {why}; name a file or folder of records")
    folder = index_folder or _place_for(records.resolve())
    return _open(records, folder, list_record_files(records), read_record_file, note, "record")


def open_pages(
    pages: Path, index_folder: Path | None = None, note: Callable[[Rejected], None] = lambda _: None
) -> Index:
    """Open the index of a collection of pages: where else a quote was carried, and in what words.

    Files of a folder that hold no pages are passed over, lists of addresses among them: nothing is fetched.
    Args, Returns and Raises are those of `open_records`; an index folder holds this one beside the other.
    """
    if why := why_absent(pages):
        raise RecordsError(f"{pages}: {why}; name a file or folder of pages")
    folder = index_folder / "pages" if index_folder else _place_for(pages.resolve(), ".pages")
    return _open(pages, folder, list_page_files(pages), _read_carriers, note, "page")


def find_itself(snap: Snapshot, pages: Index) -> set[str]:
    """The ids that a page itself has in a collection of pages, so that it is not told as another.

    It is known by its text and time, and by where it comes from: its address, or else its outlet. Where that
    is not told ids decide, which are paths in whatever folder was named: of several that end alike one is it.
    """
    held = [pages.note_of(number) for number in pages.holding(snap.text, snap.published)]
    ranks = {note.id: _sameness(note, snap) for note in held}
    sure = {key for key, rank in ranks.items() if rank == _SURELY}
    return sure or set([key for key, rank in ranks.items() if rank == _PERHAPS][:1])


def _sameness(note: Note, snap: Snapshot) -> int:
    """Whether a page of the same text is the very page."""
    here, there = address_of(snap.url), address_of(note.url)
    if here and there:
        return _SURELY if here == there else _NOT
    if note.title != _title_of(snap):
        return _NOT
    name = _NUMBER.sub("", note.id)
    if snap.outlet or name == snap.id:
        return _SURELY
    end = f"/{name}".endswith(f"/{snap.id}") or f"/{snap.id}".endswith(f"/{name}")
    return _PERHAPS if end else _NOT


def _read_carriers(root: Path, file: Path) -> Iterator[Record | Rejected]:
    """The pages of one file as records that tell no speakers apart."""
    for snap in read_page_file(root, file):
        if isinstance(snap, Rejected):
            yield snap
        else:
            yield Record(snap.id, snap.text, title=_title_of(snap), date=snap.published, url=snap.url)


def _title_of(snap: Snapshot) -> str | None:
    """A page's title as a record's, which says the outlet, too."""
    return ": ".join(told for told in (snap.outlet, snap.title) if told) or None


def _open(
    root: Path, folder: Path, files: Files, read: Read, note: Callable[[Rejected], None], noun: str
) -> Index:
    sources, refused = _list_sources(root, files, read)
    index = open_index(folder, sources)
    for rejected in (*refused, *index.refused):
        note(rejected)
    if not len(index):
        raise RecordsError(f"{root}: holds no {noun} that can be read")
    return index


def open_index(folder: Path, sources: list[Source], *, anew: bool = False) -> Index:
    """Open an index that is in line with its sources, after bringing it so; or make it ``anew``.

    Raises:
        RecordsError: it cannot be written.
    """
    return (None if anew else open_as_is(folder, sources)) or _update(folder, sources, anew=anew)


def _list_sources(root: Path, files: Files, read: Read) -> tuple[list[Source], list[Rejected]]:
    """A source for each file; its stamp tells its place, size, time and reader, and the index's format."""
    place = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:8]
    sources: list[Source] = []
    refused: list[Rejected] = []
    for file in files:
        if isinstance(file, Rejected):
            refused.append(file)
            continue
        try:
            stat = file.stat()
        except OSError as err:  # gone since the folder was listed
            refused.append(Rejected(str(file), f"cannot be read ({(err.strerror or '').lower()})"))
            continue
        name = file.name if file == root else file.relative_to(root).as_posix()
        stamp = f"{INDEX_VERSION} {read.__name__} {place} {stat.st_size} {stat.st_mtime_ns}"
        sources.append(Source(name, stamp, partial(read, root, file)))
    return sources, refused


def open_as_is(folder: Path, sources: list[Source]) -> Index | None:
    """Open an index where it is whole and in line with its sources; None where it is not."""
    try:
        index = Index.open(folder)
    except RecordsError:
        return None  # none yet, or damaged: it can always be made again from the records
    return index if index.sources == {source.name: source.stamp for source in sources} else None


def _update(folder: Path, sources: list[Source], *, anew: bool = False) -> Index:
    try:
        return update_index(folder, sources, anew=anew)
    except OSError as err:
        reason = (err.strerror or str(err)).lower()
        raise RecordsError(
            f"{folder}: the index cannot be written ({reason}); name another place with --index"
        ) from err


def _place_for(records: Path, kind: str = "") -> Path:
    """Beside the records; in the user's cache where their folder is kept from writing, even to root."""
    beside = records.parent
    if os.access(beside, os.W_OK) and beside.stat().st_mode & 0o222:
        return records.with_name(records.name + kind + SUFFIX)
    return place_in_cache(str(records), kind + SUFFIX)


def place_in_cache(name: str, suffix: str) -> Path:
    """Where in the user's cache the index of something is kept that it cannot stand beside."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
    return cache / (hashlib.sha256(os.fsencode(name)).hexdigest()[:16] + suffix)
