"""The steps composed, for one machine: pages → readings → traces."""

from onrecord.pipeline.cite import Chosen, choose, choose_one, cite_each, cite_one, rows_of
from onrecord.pipeline.compare import compare_readings
from onrecord.pipeline.descend import descend
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.family import Family, Stemmas, find_family
from onrecord.pipeline.held import open_held_records, verify_held
from onrecord.pipeline.judge import judge
from onrecord.pipeline.keep import Added, Reader, add_pages, add_records, open_reader, refresh
from onrecord.pipeline.known import load_known, open_table
from onrecord.pipeline.news import list_news
from onrecord.pipeline.paraphrase import find_paraphrase
from onrecord.pipeline.prove import prove
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshots
from onrecord.pipeline.records import open_pages, open_records
from onrecord.pipeline.trace import find_quote, find_quotes, trace_in_full, trace_readings
from onrecord.pipeline.watch import Advice, Pace, Pause, Seen, Watcher, WatchEvent

__all__ = [
    "Added",
    "Advice",
    "Chosen",
    "Family",
    "Pace",
    "Pause",
    "Reader",
    "Seen",
    "Stemmas",
    "WatchEvent",
    "Watcher",
    "add_pages",
    "add_records",
    "choose",
    "choose_one",
    "cite_each",
    "cite_one",
    "compare_readings",
    "descend",
    "find_elsewhere",
    "find_family",
    "find_paraphrase",
    "find_quote",
    "find_quotes",
    "flag_quoted_there",
    "judge",
    "list_news",
    "load_known",
    "name_known_sources",
    "open_held_records",
    "open_pages",
    "open_reader",
    "open_records",
    "open_table",
    "prove",
    "read_in_processes",
    "read_snapshots",
    "refresh",
    "rows_of",
    "trace_in_full",
    "trace_readings",
    "verify_held",
]
