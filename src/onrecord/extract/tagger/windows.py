"""Text → the windows of word pieces that the tagger reads.

A window packs whole paragraphs, each closed by ``[SEP]``, up to ``WINDOW`` pieces: enough room
for a quote and the paragraph that names its speaker. Beside its id each piece has one feature
that the uncased vocabulary has lost: its capitals, and whether it stands between quotation marks.
Letters that make no words (a key, a picture in base64) are passed over: they come apart into so many
pieces that they would take longer than all else on the page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from tokenizers import Encoding, Tokenizer

from onrecord.text.quotes import paragraphs, quoted_spans

WINDOW = 192  # word pieces, [CLS] and [SEP] included; a trial packed 190
LONGEST_LEAD = 64  # word pieces of a paragraph that is kept with the next
LONGEST = 50_000  # characters of a paragraph that are held as word pieces at once
FEWEST_BEGIN = 0.25  # share of the pieces that begin a word: English has 0.7 and more, letters at random 0.2
JUDGED = 32  # pieces from which on that share tells; fewer may be one long name
CLS, SEP = 101, 102  # BERT's uncased vocabulary
SHAPES = 4  # lower or no letter, Title, CAPITALS, digit first
FEATURES = SHAPES * 2  # each shape outside and inside quotation marks

Rows = list[tuple[int, int, int, int]]  # word pieces: id, feature, start, end


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces in order; ``starts[i]:ends[i]`` is piece i's stretch of the text, empty for marks.

    All arrays have shape (pieces,); offsets are code points into the text that was cut.
    """

    ids: np.ndarray
    features: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


def cut_windows(
    text: str,
    tokenizer: Tokenizer,
    stretches: Iterable[tuple[int, int]] | None = None,
    set_off: Sequence[tuple[int, int]] = (),
) -> Iterator[Window]:
    """Cut a text into windows, in order; every word piece is in exactly one, but for what is no words.

    Args:
        text: the whole text.
        tokenizer: an uncased BERT word-piece tokenizer, with neither padding nor truncation.
        stretches: the (start, end) stretches to read, code points; the whole text when None.
        set_off: paragraphs, in order, to read as if they stood between quotation marks.

    Yields:
        Windows of at most ``WINDOW`` pieces.
    """
    room: list[Rows] = []
    for piece in _paragraph_pieces(text, tokenizer, stretches, set_off):
        if room and _taken(room) + len(piece) >= WINDOW:
            lead = [room.pop()] if _leads_on(text, room[-1]) else []
            if room:
                yield _window(room)
            room = lead
            if lead and _taken(lead) + len(piece) >= WINDOW:
                cut = _sentence_cut(text, piece[:-1], 0, WINDOW - 2 - _taken(lead))
                yield _window([*lead, _closed(piece[:cut])])
                room, piece = [], piece[cut:]
        room.append(piece)
    if room:
        yield _window(room)


def _taken(room: list[Rows]) -> int:
    return sum(map(len, room))


def _leads_on(text: str, rows: Rows) -> bool:
    """Whether a paragraph leads on to the next, as "She said:" does: who reads the one must see the other."""
    return text[rows[-1][3] - 1] == ":" and len(rows) <= LONGEST_LEAD


def _paragraph_pieces(
    text: str,
    tokenizer: Tokenizer,
    stretches: Iterable[tuple[int, int]] | None,
    set_off: Sequence[tuple[int, int]],
) -> Iterator[Rows]:
    """Each paragraph by itself; a long one in several, cut after sentences."""
    for lo, hi in [(0, len(text))] if stretches is None else stretches:
        for start, end in (piece for p in paragraphs(text, lo, hi) for piece in _bounded(text, *p)):
            code = tokenizer.encode(text[start:end], add_special_tokens=False)
            k = bisect_right(set_off, start, key=lambda paragraph: paragraph[0]) - 1
            whole = k >= 0 and start < set_off[k][1]
            rows = _rows(code, start, text, [(start, end)] if whole else quoted_spans(text, start, end))
            at = 0
            while at < len(rows):
                cut = _sentence_cut(text, rows, at)
                if _is_words(text, rows[at:cut]):
                    yield _closed(rows[at:cut])
                at = cut


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph as it is; one of megabytes in stretches, cut at a blank where there is one."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _rows(code: Encoding, start: int, text: str, quotes: list[tuple[int, int]]) -> Rows:
    opens = [s for s, _ in quotes]
    rows = []
    for piece, (s, e) in zip(code.ids, code.offsets, strict=True):
        s, e = start + s, start + e
        q = bisect_right(opens, s) - 1
        inside = q >= 0 and s < quotes[q][1]
        rows.append((piece, shape_of(text[s:e]) + SHAPES * inside, s, e))
    return rows


def shape_of(piece: str) -> int:
    """The capitals of a word piece: 0 none, 1 first, 2 all, 3 a digit first."""
    if piece[:1].isdigit():
        return 3
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def _closed(rows: Rows) -> Rows:
    end = rows[-1][3]
    return [*rows, (SEP, 0, end, end)]


def _sentence_cut(text: str, rows: Rows, start: int, most: int = WINDOW - 2) -> int:
    """Where the piece that begins at ``start`` ends: with the paragraph, or the last sentence that fits."""
    limit = start + most
    if len(rows) <= limit:
        return len(rows)
    for at in range(limit, start + most // 2, -1):
        before, after = rows[at - 1], rows[at]
        if after[2] > before[3] and text[before[2] : before[3]][-1:] in '.?!”"’':
            return at
    return limit


def _is_words(text: str, rows: Rows) -> bool:
    """Whether pieces are those of words, and not of letters that make none."""
    if len(rows) < JUDGED:
        return True
    begin = sum(
        start > end or not (text[start].isalnum() and text[end - 1].isalnum())
        for (_, _, _, end), (_, _, start, _) in pairwise(rows)
    )
    return begin >= FEWEST_BEGIN * len(rows)


def _window(paragraphs: list[Rows]) -> Window:
    first = paragraphs[0][0][2]
    rows = (row for paragraph in paragraphs for row in paragraph)
    table = np.array([(CLS, 0, first, first), *rows], dtype=np.int64)
    return Window(*(np.ascontiguousarray(table[:, i]) for i in range(4)))
