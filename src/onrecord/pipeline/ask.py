"""What a person pastes → what it is, and what was found for it: a quote, an address or a text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from onrecord.errors import InputError
from onrecord.extract import Tagger
from onrecord.ingest import read_page, read_plain, read_url
from onrecord.ledger import Ledger
from onrecord.model import Kept, Reading, Rejected, Snapshot
from onrecord.pipeline.keep import Reader, add_pages, open_reader
from onrecord.pipeline.paraphrase import find_paraphrase
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.trace import QUOTE_ID, find_quote, read_quote
from onrecord.text.dates import day_of
from onrecord.text.quotes import MARKS, paragraphs, quoted_spans

MOST_WORDS = 60  # of a quote; press quotes have 20 on average, and a longer text has more than one in it
MAX_QUOTE = 10_000  # characters; what is longer is a text, whatever it is called
MAX_FACT = 200  # characters of a speaker's name or of a date
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_ADDRESS = re.compile(rf"(?:{_SCHEME.pattern}|www\.)\S+", re.IGNORECASE)

Tell = Callable[[str], None]


class AskKind(StrEnum):
    """What someone asks about."""

    QUOTE = "quote"
    URL = "url"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be looked into; ``speaker`` and ``date`` (an ISO 8601 day) help with a bare quote.

    ``page`` says what is known of a text beforehand; its text is then taken as it is, never for HTML.
    """

    words: str
    kind: AskKind
    speaker: str | None = None
    date: str | None = None
    page: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found. ``searched`` is how many records there were to search; None where none were.

    ``kept`` says where a page is now in the ledger; None for a bare quote, which is not kept.
    """

    question: Question
    reading: Reading
    searched: int | None
    kept: Kept | None = None


def classify(words: str) -> AskKind:
    """Tell what a pasted text is, by rule.

    An address is one word with a scheme, or with ``www.`` before it. A quote is one paragraph of at
    most 60 words that stands wholly between quotation marks, or holds none. All else is a text.

    Example:
        >>> classify("www.example.org/news"), classify("“We keep the ferry.”")
        (<AskKind.URL: 'url'>, <AskKind.QUOTE: 'quote'>)
        >>> classify("“We keep the ferry,” the mayor said.")
        <AskKind.TEXT: 'text'>
    """
    words = words.strip()
    if _ADDRESS.fullmatch(words):
        return AskKind.URL
    if len(words.split()) > MOST_WORDS or len(list(paragraphs(words))) > 1:
        return AskKind.TEXT
    quoted = quoted_spans(words)
    return AskKind.QUOTE if not quoted or quoted == [(0, len(words))] else AskKind.TEXT


def pose(words: str, kind: AskKind | None = None, speaker: str = "", date: str = "") -> Question:
    """Make a question of what someone pasted.

    Args:
        words: a quote, with or without its marks, an address, or a text.
        kind: what it is; told by rule when None.
        speaker: who is said to have said a quote; "" where that is not known.
        date: when it was quoted, as YYYY-MM-DD; "" where that is not known.

    Raises:
        InputError: there is no word in it, it is too long for a quote, or the date is no day.
    """
    words, speaker, date = words.strip(), " ".join(speaker.split()), date.strip()
    if not any(c.isalnum() for c in words):
        raise InputError("there is no word in it: paste a quote, the address of a page, or a text")
    if len(speaker) > MAX_FACT or len(date) > MAX_FACT:
        raise InputError(f"the speaker or the date is over {MAX_FACT} characters: give a name and a day")
    if date and day_of(date) is None:
        raise InputError(f"{date} is no day: write it as YYYY-MM-DD")
    kind = kind or classify(words)
    if kind is AskKind.QUOTE:
        words = _bare(words)
        if len(words) > MAX_QUOTE:
            raise InputError(f"over {MAX_QUOTE:,} characters are too long for a quote: ask for it as a text")
    elif kind is AskKind.URL and not _SCHEME.match(words):
        words = f"https://{words}"
    return Question(words, kind, speaker or None, date or None)


class Desk:
    """What questions are answered with: a ledger, its records and the tagger, opened when first needed.

    A page that is asked about is kept in the ledger, as ``onrecord add`` keeps it; a bare quote is not.

    Args:
        ledger: the ledger's place, a file or a ``postgresql://`` URL.
        allow_private: let addresses lead to this machine and private networks; never for strangers.
    """

    def __init__(self, ledger: str, *, allow_private: bool = False) -> None:
        self._place = ledger
        self._allow_private = allow_private
        self._opened: tuple[str, Reader] | None = None

    def answer(self, question: Question, tell: Tell = lambda _: None) -> Reply:
        """Look into a question.

        Args:
            question: what is asked.
            tell: is told what is being done, in words for who waits.

        Raises:
            FetchError: the page cannot be fetched.
            InputError: there is no text in it.
            RecordsError: the records cannot be searched.
            ModelError: the weights are missing or damaged.
            LedgerError: the ledger cannot be read, or not be written to.
        """
        reader = self._reader()
        searched = None if reader.index is None else len(reader.index)
        if question.kind is AskKind.QUOTE:
            tell("looking for the quote")
            return Reply(question, self._find(question, reader), searched)
        tell("fetching the page" if question.kind is AskKind.URL else "reading the text")
        snap = self._capture(question)
        tell("finding who is said to have said what, and looking for the quotes in the records")
        (added,) = add_pages(self._ledger, [snap], reader, "ask")
        if isinstance(added, Rejected):
            raise InputError(added.reason)
        return Reply(question, self._ledger.hold(added.kept.key).reading, searched, added.kept)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger.open(self._place)

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger()

    def _reader(self) -> Reader:
        """What pages are read with, and traced to the records as they are now."""
        digest = self._ledger.records_digest()
        if self._opened is None or self._opened[0] != digest:
            self._opened = digest, open_reader(self._ledger, self._tagger)
        return self._opened[1]

    def _find(self, question: Question, reader: Reader) -> Reading:
        """Trace a bare quote; one that is not found may still be a report in other words."""
        words, speaker, date = question.words, question.speaker, question.date
        index = reader.index
        if index is None:
            return read_quote(words, speaker, date)
        reading = flag_quoted_there(find_quote(index, words, speaker, date), self._tagger)
        (traces,) = reading.traces.values()
        if traces[0].passage is None:
            (reports,) = find_paraphrase(index, words, speaker, date).traces.values()
            likely = (trace for trace in reports if trace.passage)
            reading = replace(reading, traces={QUOTE_ID: (*traces, *likely)})
        return reading

    def _capture(self, question: Question) -> Snapshot:
        if question.page is not None:
            return read_plain(question.page)
        if question.kind is AskKind.TEXT:
            return read_page(question.words.encode("utf-8", "replace"), Snapshot("pasted", ""))
        try:
            return read_url(question.words, allow_private=self._allow_private)
        except InputError as err:
            raise type(err)(f"{question.words[:MAX_FACT]} {err}") from err


def _bare(words: str) -> str:
    """A quote without the marks around it."""
    return words.strip("".join(MARKS)).strip() if quoted_spans(words) == [(0, len(words))] else words
