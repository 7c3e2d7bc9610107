"""On Record in Python: what the command line does, as calls whose results are tables, HTML and JSON."""

from onrecord.api.calls import find, read, read_text, trace
from onrecord.api.given import make_record, make_snapshot, open_records
from onrecord.api.readings import Readings
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.model import Known, Reading, Record, Rejected, Snapshot

__all__ = [
    "Known",
    "Ledger",
    "OnRecordError",
    "Reading",
    "Readings",
    "Record",
    "Rejected",
    "Snapshot",
    "find",
    "make_record",
    "make_snapshot",
    "open_records",
    "read",
    "read_text",
    "trace",
]
