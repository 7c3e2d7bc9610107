"""What the taxonomy of drift reads: the changes of a quote, and all that is known of each."""

from dataclasses import dataclass

from onrecord.model import Alignment, Edit
from onrecord.trace.around import Around

MAX_LOOKED = 8  # passages of one quote whose surroundings are read; few quotes are put together from more


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that changes something, and what the taxonomy asks about it.

    Attributes:
        edit: the edit.
        quoted: its words in the quote.
        said: its words in the record.
        bare: its words in the quote that stand in no brackets.
        at_edge: nothing of the quote pairs before it, or nothing after it.
        marked: an ellipsis stands in the quote where the words are missing.
        parted: the page closes its quotation marks at a sentence's end and opens them again where the
            words are missing.
        bracketed: the quote's words stand in brackets.
        repeated: the record says the missing words again, just before or after.
        respelt: the same is only written otherwise.
        set_off: the words are missing or added with the punctuation on both sides of them: a
            clause that is gone whole, not one that has been turned round.
        others: someone else speaks within the missing words.
        amount_quoted: the numbers that the edit touches, as the quote has them.
        amount_said: the same, as the record has them.
        before: the record's word before it, where it pairs.
        after: the record's word after it, where it pairs.
        names_quoted: the names that the quote's words hold, as far as their letters tell.
        names_said: the same of the record's words.
        sentence: of the quote, in which it begins: 0 for the first.
        quoted_text: the quote's words as they are written.
        said_text: the record's words as they are written.
    """

    edit: Edit
    quoted: tuple[str, ...]
    said: tuple[str, ...]
    bare: tuple[str, ...] = ()
    at_edge: bool = False
    marked: bool = False
    parted: bool = False
    bracketed: bool = False
    repeated: bool = False
    respelt: bool = False
    set_off: bool = False
    others: bool = False
    amount_quoted: tuple[float, ...] = ()
    amount_said: tuple[float, ...] = ()
    before: str = ""
    after: str = ""
    names_quoted: tuple[str, ...] = ()
    names_said: tuple[str, ...] = ()
    sentence: int = 0
    quoted_text: str = ""
    said_text: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """An alignment, and what the taxonomy asks about it.

    Attributes:
        alignment: how the quote and its passages pair.
        changes: the edits that change something, in the quote's order.
        marked_joins: where on the record the passages begin that follow upon an ellipsis.
        parted_joins: where those begin with which the page opens its quotation marks again.
        crossed: the edits of paired words that more than one speaker says.
        passages: the first of its passages (at most `MAX_LOOKED`), each with what stands around it.
    """

    alignment: Alignment
    changes: tuple[Change, ...]
    marked_joins: frozenset[int] = frozenset()
    parted_joins: frozenset[int] = frozenset()
    crossed: tuple[Edit, ...] = ()
    passages: tuple[Around, ...] = ()
