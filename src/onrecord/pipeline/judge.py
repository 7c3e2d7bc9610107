"""What a person judges → the ledger, with what a name says of whom it names."""

from dataclasses import replace

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.model import Attribution, EntityKind, Judgement, Mode, Snapshot, Span, Target
from onrecord.resolve import resolve_sources
from onrecord.trace.drift import TAXONOMY


def judge(ledger: Ledger, judgement: Judgement, *, seen: int | None = None) -> int:
    """Append a judgement; gives its id.

    A source that is named, and not what sort of source it is, is of the sort that the ledger knows by that
    name, else of the one that the name looks like.

    Args:
        ledger: where it is kept.
        judgement: what is judged; see `Ledger.judge` for ``seen`` and what is raised.
        seen: the id of the latest judgement that its author knew of; None to judge anyway.

    Raises:
        UsageError: the drift is said to be of a kind that there is not.
    """
    if judgement.target is Target.DRIFT and judgement.value and judgement.value not in TAXONOMY:
        raise UsageError(f"a kind of drift is one of {', '.join(TAXONOMY)}: choose one, or none")
    name = judgement.value if judgement.target is Target.SOURCE else None
    if name and judgement.kind is None and ledger.kind_of(name) is None:
        judgement = replace(judgement, kind=guess_kind(name))
    return ledger.judge(judgement, seen=seen)


def guess_kind(name: str) -> EntityKind:
    """What sort of source a name looks like to the resolver; of a name that tells nothing, a person.

    Example:
        >>> [guess_kind(name).value for name in ("Lia Orvane", "the Harbour Authority", "Norway")]
        ['person', 'organisation', 'state']
    """
    start = len(name) + 1
    source, cue, content = Span(0, len(name)), Span(start, start + 4), Span(start + 5, start + 7)
    said = Attribution("a", (source,), (cue,), (content,), mode=Mode.INDIRECT)
    (read,) = resolve_sources(Snapshot("a", f"{name} said so."), [said])
    is_told = read.entity and read.entity.kind not in (EntityKind.UNKNOWN, EntityKind.ANONYMOUS)
    return read.entity.kind if read.entity and is_told else EntityKind.PERSON
