"""The ledger: what is kept, in SQLite or PostgreSQL; searched, judged, checked.

Begin reading at ``ledger.py``; the tables are in ``schema.py``.
"""

from onrecord.ledger.codec import key_of, mark_of, method_key
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import speaker_key, statement_key
from onrecord.ledger.search import MOST
from onrecord.ledger.tallies import MOST_DOUBTS, MOST_TOLD
from onrecord.ledger.terms import phrases_of, terms_of
from onrecord.ledger.told import is_server
from onrecord.ledger.writer import digest_of, document_key, snapshot_key

__all__ = [
    "MOST",
    "MOST_DOUBTS",
    "MOST_TOLD",
    "Ledger",
    "digest_of",
    "document_key",
    "is_server",
    "key_of",
    "mark_of",
    "method_key",
    "phrases_of",
    "snapshot_key",
    "speaker_key",
    "statement_key",
    "terms_of",
]
