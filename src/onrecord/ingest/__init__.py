"""Ingest: bytes to Snapshots and Records, from files, URLs and standard input.

Nothing here trusts what it reads: every read is bounded, and what cannot be read becomes one
``Rejected`` line while the rest goes on.
"""

from onrecord.ingest.jsonl import holds_objects, iter_objects
from onrecord.ingest.known import known_line, read_known
from onrecord.ingest.listings import check_address, is_url_list, read_url_list
from onrecord.ingest.page import name_page, read_page
from onrecord.ingest.pages import list_page_files, read_page_file, read_pages, read_url
from onrecord.ingest.plain import read_plain
from onrecord.ingest.polite import Manners, Polite
from onrecord.ingest.records import check_turns, list_record_files, read_record_file, read_records
from onrecord.ingest.transcripts import read_transcript
from onrecord.ingest.warc import Piece, byte_of_record, is_warc, list_pieces, read_warc

__all__ = [
    "Manners",
    "Piece",
    "Polite",
    "byte_of_record",
    "check_address",
    "check_turns",
    "holds_objects",
    "is_url_list",
    "is_warc",
    "iter_objects",
    "known_line",
    "list_page_files",
    "list_pieces",
    "list_record_files",
    "name_page",
    "read_known",
    "read_page",
    "read_page_file",
    "read_pages",
    "read_plain",
    "read_record_file",
    "read_records",
    "read_transcript",
    "read_url",
    "read_url_list",
    "read_warc",
]
