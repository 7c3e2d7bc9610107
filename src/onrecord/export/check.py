"""A proof bundle → its faults, one line each: hashes, offsets, and whether its parts tell the same.

Whoever made it may mean harm. So nothing is unpacked to disk, no more is read than a bundle can hold, and
no name within it is followed; a name that is shown is shown as a Python literal.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.export.bundle import FORMAT, MANIFEST, PAGE, SUMS, stretches_of

MAX_FILES = 64  # a bundle has ten, and one more for each further record
MAX_BYTES = 64 << 20  # of one file: a record of ten million words
MAX_WHOLE = 4 * MAX_BYTES  # of all files, for a small zip can hold many large ones
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as we make them, and as others pack them again
_DAMAGED = (  # what zipfile raises of bytes that are no zip, broken off, encrypted or of another version
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)

Json = dict[str, Any]
Files = dict[str, bytes]


def check_bundle(path: Path) -> list[str]:
    """Check a bundle's hashes and offsets.

    Args:
        path: the zip.

    Returns:
        One line for each fault; none where all holds.

    Raises:
        InputError: the file cannot be read, is no zip, or is larger than a bundle can be.
    """
    files = _read(path)
    faults = list(_check_sums(files))
    for name, check in ((MANIFEST, _check_manifest), ("finding.json", _check_finding)):
        try:
            faults += check(files)
        except _MALFORMED:
            faults.append(f"{name}: missing, or not in the form of {FORMAT}")
    return faults


def _read(path: Path) -> Files:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES or len({entry.filename for entry in entries}) < len(entries):
                raise InputError(f"{path}: holds too many files, or two of one name; it is no proof bundle")
            if any(entry.compress_type not in _PACKED for entry in entries):
                raise InputError(f"{path}: is packed in a way that no proof bundle is; ask for it again")
            return _read_entries(archive, entries, path)
    except OSError as err:
        raise InputError(f"{path}: cannot be read ({err.strerror or err})") from err
    except _DAMAGED as err:
        raise InputError(f"{path}: is no zip, or a damaged one; ask for the bundle again") from err


def _read_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], path: Path) -> Files:
    files: Files = {}
    left = MAX_WHOLE
    for entry in entries:
        files[entry.filename] = data = _read_entry(archive, entry, path)
        left -= len(data)
        if left < 0:
            raise InputError(f"{path}: holds over {MAX_WHOLE >> 20} MB; it is no proof bundle")
    return files


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: {entry.filename!a} is larger than {MAX_BYTES >> 20} MB")
    return data


def _check_sums(files: Files) -> Iterator[str]:
    told = {}
    for line in files.get(SUMS, b"").decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        told[name] = digest
    for name in sorted(told.keys() | files.keys() - {SUMS}):
        if name not in files:
            yield f"{name!a}: named in {SUMS}, and not in the bundle"
        elif name not in told:
            yield f"{name!a}: in the bundle, and not named in {SUMS}"
        elif told[name] != hashlib.sha256(files[name]).hexdigest():
            yield f"{name!a}: its SHA-256 is not the one in {SUMS}"


def _check_manifest(files: Files) -> list[str]:
    manifest = json.loads(files[MANIFEST])
    if manifest["schema"] != FORMAT:
        return [f"{MANIFEST}: is in the format {manifest['schema']!a}, not {FORMAT}"]
    faults: list[str] = []
    texts: dict[str | None, tuple[str, str]] = {}
    for key, part in ((None, manifest["page"]), *((part["id"], part) for part in manifest["records"])):
        name, data = part["file"], files.get(part["file"])
        if data is None:
            faults.append(f"{name!a}: named in {MANIFEST}, and not in the bundle")
            continue
        text = data.decode("utf-8", "surrogatepass")
        if part["sha256"] != hashlib.sha256(data).hexdigest():
            faults.append(f"{name!a}: its SHA-256 is not the one in {MANIFEST}")
        if part["length"] != len(text):
            faults.append(f"{name!a}: has {len(text)} code points, not {part['length']!a} as {MANIFEST} says")
        texts[key] = name, text
    return faults + list(_check_stretches(manifest, texts))


def _check_stretches(manifest: Json, texts: dict[str | None, tuple[str, str]]) -> Iterator[str]:
    for role, key, stretch in stretches_of(manifest):
        start, end, exact = stretch["start"], stretch["end"], stretch["exact"]
        if key not in texts:
            if exact is not None:
                yield f"{role}: words are given of a record that is not in the bundle"
            continue
        name, text = texts[key]
        if not 0 <= start <= end <= len(text):
            yield f"{name!a}: {role} has offsets {start}:{end} beyond its {len(text)} code points"
        elif text[start:end] != exact:
            yield f"{name!a}: {role}: other words than the manifest's stand at {start}:{end}"


def _check_finding(files: Files) -> list[str]:
    """Whether finding.json tells of the same text, statement and edits as the manifest."""
    finding, manifest = json.loads(files["finding.json"]), json.loads(files[MANIFEST])
    faults = []
    if finding["text"] != files[PAGE].decode("utf-8", "surrogatepass"):
        faults.append(f"finding.json: its text is not that of {PAGE}")
    if finding["sha256"] != manifest["page"]["sha256"]:
        faults.append(f"finding.json: its SHA-256 is not the one in {MANIFEST}")
    told = manifest["statement"]
    found = [statement for statement in finding["attributions"] if statement["id"] == told["id"]]
    if not found or any(
        found[0][role] != _spans(told[role]) for role in ("source", "cue", "content", "quoted")
    ):
        return [*faults, f"finding.json: its statement is not the one in {MANIFEST}"]
    traces = [trace for top in found[0]["traces"] for trace in _unfold(top)]
    if list(map(_edits, traces)) != [_edits_told(trace) for trace in manifest["traces"]]:
        faults.append(f"finding.json: its traces are not those in {MANIFEST}")
    return faults


def _unfold(trace: Json) -> Iterator[Json]:
    yield trace
    for rest in trace["rest"]:
        yield from _unfold(rest)


def _edits(trace: Json) -> Json:
    return {key: trace[key] for key in ("record", "record_spans", "searched")} | {
        "edits": [[e["kind"], e["quote_span"], e["record_span"]] for e in trace["edits"]]
    }


def _edits_told(trace: Json) -> Json:
    return {
        "record": trace["record"],
        "record_spans": _spans(trace["passage"]),
        "searched": trace["searched"],
        "edits": [[e["kind"], *_spans([e["quote"], e["record"]])] for e in trace["edits"]],
    }


def _spans(stretches: Sequence[Json]) -> list[list[int]]:
    return [[each["start"], each["end"]] for each in stretches]
