"""Made-up news for benchmarks: pages taken apart, and the transcripts that they quote.

To extract the statements of 100,000 pages takes hours. So these pages are written together with what is said
on them: the writer knows where each statement stands. Alignments and drift are what the trace room finds.

The same seed gives the same pages, in any process; nothing is kept but what the next pages need.
"""

from bench.made_up.pages import count_records, iter_readings
from bench.made_up.records import iter_records

__all__ = ["count_records", "iter_readings", "iter_records"]
