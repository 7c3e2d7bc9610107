"""Families of quotes, and copies of stories, as pure functions over Arrow tables.

Which quotes of many pages are wordings of one utterance is told as `onrecord.trace.descent` tells it of a few
pages, in steps between which an engine moves rows. No step knows the whole; each gives the same rows for the
same rows in any order. Tables are those of `schemas.py`; keys are 64 bits, the ledger's own where it has one.

=========================  ==========================  ====================================================
step                       takes                       gives
=========================  ==========================  ====================================================
``quote_rows(reading)``    one page taken apart        rows of ``QUOTES``, one a quote
``shingles_of(reading)``   the same                    a row of ``SHINGLES``, or None: too little text
``block_quotes``           any ``QUOTES``              ``BLOCKS``: (run, wording, quote)
``pair_blocks``            ``BLOCKS``, whole runs      ``PAIRS``: (one, other), one < other, no pair twice
``bond_pairs``             ``PAIRS`` with both quotes  ``BONDS``: the pairs that are one utterance
``connect``                all ``BONDS``               ``MEMBERS``: (quote, family); a quote alone has none
``block_pages``            any ``SHINGLES``            ``BANDS``: (run, wording, page)
``pair_blocks``            ``BANDS``, whole runs       ``PAIRS`` of pages
``verify_copies``          ``PAIRS`` with both pages   ``PAIRS`` that are copies
``connect_copies``         all of these                ``STORIES``: (page, story); a page alone has none
``tell_families``          ``TOLD``, whole families    ``FAMILIES``, one a family that two pages carry
=========================  ==========================  ====================================================

"With both" is a join: each column of the quote (or page) that `BOTH_QUOTES` (`BOTH_PAGES`) names, once after
``one_`` and once after ``other_``. ``TOLD`` is ``QUOTES`` joined with ``MEMBERS`` by quote (inner) and with
``STORIES`` by page (left). Pairs of several tables should be made distinct before they are bonded: two quotes
that share five runs may be paired in five places. Only ``connect`` and ``connect_copies`` want everything at
once, and they read nothing but keys, strengths and speakers: some three microseconds a bond.

The more pages there are, the more runs of three words are everybody's and pair nobody, so that some quotes of
a few plain words are not found: `bench/families.py` shows how many. Before a billion pages, runs must be
longer, or taken by the month, and bonds must be parted into what hangs together before ``connect``.
"""

from onrecord.pipeline.bulk.families.copies import block_pages, connect_copies, verify_copies
from onrecord.pipeline.bulk.families.gather import block_quotes, bond_pairs, connect, pair_blocks
from onrecord.pipeline.bulk.families.rows import page_key, quote_rows, shingles_of
from onrecord.pipeline.bulk.families.schemas import (
    BANDS,
    BLOCKS,
    BONDS,
    BOTH_PAGES,
    BOTH_QUOTES,
    FAMILIES,
    MEMBERS,
    PAIRS,
    QUOTES,
    SHINGLES,
    STORIES,
    TOLD,
)
from onrecord.pipeline.bulk.families.tell import tell_families

__all__ = [
    "BANDS",
    "BLOCKS",
    "BONDS",
    "BOTH_PAGES",
    "BOTH_QUOTES",
    "FAMILIES",
    "MEMBERS",
    "PAIRS",
    "QUOTES",
    "SHINGLES",
    "STORIES",
    "TOLD",
    "block_pages",
    "block_quotes",
    "bond_pairs",
    "connect",
    "connect_copies",
    "page_key",
    "pair_blocks",
    "quote_rows",
    "shingles_of",
    "tell_families",
    "verify_copies",
]
