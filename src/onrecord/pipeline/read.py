"""Snapshots → Readings: extract, resolve, and tell the outlet's own voice apart."""

from collections.abc import Iterable, Iterator

from onrecord.extract import (
    Tagger,
    extract_attributions,
    find_headline_basis,
    find_judgements,
    find_own_voice,
)
from onrecord.model import PartKind, Reading, Rejected, Snapshot, Span
from onrecord.resolve import resolve_sources


def read_snapshots(snaps: Iterable[Snapshot | Rejected], tagger: Tagger) -> Iterator[Reading | Rejected]:
    """Take each page apart; what could not be read is passed on as it came.

    Args:
        snaps: pages, as ``onrecord.ingest.read_pages`` yields them.
        tagger: the trained tagger.
    """
    for snap in snaps:
        yield snap if isinstance(snap, Rejected) else read_snapshot(snap, tagger)


def read_snapshot(snap: Snapshot, tagger: Tagger) -> Reading:
    """Take one page apart."""
    attributions = resolve_sources(snap, extract_attributions(snap, tagger))
    told = snap.spans_of(PartKind.BODY, PartKind.CAPTION) if snap.parts else (Span(0, len(snap.text)),)
    own_voice = find_own_voice(snap.text, told, attributions)
    return Reading(
        snap,
        attributions,
        own_voice,
        find_judgements(snap.text, own_voice),
        find_headline_basis(snap, attributions),
    )
