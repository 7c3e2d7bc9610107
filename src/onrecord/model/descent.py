"""How the wordings of one utterance descend from one another: witnesses, variants, a stemma.

The terms are stemmatology's (Maas 1957; Trovato 2014). A stemma is a graph, for texts get mixed. A lost
ancestor is inferred from what its descendants share; it is not what was said, and is never captioned so.
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page import Spans


@dataclass(frozen=True, slots=True)
class Witness:
    """Who carries the utterance: a page, or the record.

    ``document`` is the page's or the record's id, ``name`` what people call it. ``wording`` has one text
    for each quote. ``attributions`` and ``spans`` say where on the page they stand. ``when`` is ISO 8601, a
    day or a time. ``credits`` are the ids of witnesses that its page names as where it has the words from.
    ``speaker`` is whom the page gives them to.
    """

    id: str
    document: str
    name: str
    wording: tuple[str, ...]
    when: str | None = None
    is_record: bool = False
    attributions: tuple[str, ...] = ()
    spans: Spans = ()
    credits: tuple[str, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Lection:
    """One of the readings of a place, and the witnesses that have it; no words: they leave it out."""

    words: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where the wordings differ.

    ``lections`` begin with the root's, where it has one. ``silent`` are the witnesses that do not quote so
    far: they say nothing of the place. ``before`` is what stands before it in the guide.
    """

    place: int
    before: str
    lections: tuple[Lection, ...]
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A source that is not at hand, inferred: from the readings that its descendants share.

    ``is_root``: nothing is known of it but that the wordings must have come from somewhere.
    """

    id: str
    shared: tuple[str, ...] = ()
    is_root: bool = False


class EdgeKind(StrEnum):
    """How a witness may have its words from another."""

    COPIED = "copied"
    PERHAPS = "perhaps"  # as good as others, or nearly
    CONTAMINATION = "contamination"  # a second source, beside the one that it mostly follows


@dataclass(frozen=True, slots=True)
class Edge:
    """``child`` may have it from ``parent``; all of it is inferred.

    ``certainty`` is 0 to 1; ``or_from`` are the witnesses that fit as well.
    """

    child: str
    parent: str
    kind: EdgeKind
    certainty: float
    reasons: tuple[str, ...] = ()
    or_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """A statement about the utterance, as what a third party says it amounts to: not a wording of it.

    ``witness`` is the node that it hangs on, ``name`` the outlet that has it.
    """

    witness: str
    document: str
    name: str
    attribution: str
    source: str
    words: str
    relation: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who may have one utterance from whom.

    ``root`` is the record's id among the witnesses, or the ancestor's that stands for a source not at hand.
    ``guide`` is the wording that the others were collated against. ``beyond`` counts the witnesses that were
    not compared, for there are too many, or for nothing in their wording pairs with the guide. ``speaker``
    is whom most witnesses give the words to; ``contested`` are the ids of those that give them to another.
    """

    id: str
    root: str
    guide: str
    witnesses: tuple[Witness, ...]
    ancestors: tuple[Ancestor, ...] = ()
    edges: tuple[Edge, ...] = ()
    variants: tuple[Variant, ...] = ()
    responses: tuple[Response, ...] = ()
    speaker: str | None = None
    contested: tuple[str, ...] = ()
    beyond: int = 0
