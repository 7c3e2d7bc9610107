"""One finding → its proof bundle, with the page that shows it."""

from onrecord.export import Finding, bundle, hash_text, records_of, tell_trace
from onrecord.show import render_proof


def prove(finding: Finding) -> bytes:
    """Make a finding's proof bundle: a zip that shows it and lets anybody check it, with no network.

    Args:
        finding: the statement or trace, with those of its records that are at hand.

    Returns:
        The bytes of the zip, the same for the same finding and version.

    Raises:
        UsageError: a record is not the one that the quote was traced to.
    """
    return bundle(finding, render_proof(finding.narrow(), finding.attrib.id, _facts(finding)))


def _facts(finding: Finding) -> list[tuple[str, str]]:
    """What the finding rests on, for people."""
    snap, run = finding.reading.snap, finding.run
    records = [
        (name, f"“{record.title or record.id}”, SHA-256 {hash_text(record.text)}")
        for name, record in records_of(finding)
    ]
    facts = [
        ("Finding", finding.id),
        ("page.txt", f"SHA-256 {snap.sha256}"),
        *records,
        *(("Trace", tell_trace(trace)) for trace in finding.traces),
        ("Searched", run.searched),
        ("Read by", f"On Record {run.version}"),
        ("Read at", run.read_at),
        ("Traced at", run.traced_at),
        ("Settings", run.settings),
    ]
    return [(label, value) for label, value in facts if value]
