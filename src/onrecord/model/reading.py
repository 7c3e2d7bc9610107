"""All that was found on one page, and what could not be read."""

from dataclasses import dataclass, field

from onrecord.model.page import Snapshot, Spans
from onrecord.model.statement import Attribution
from onrecord.model.tracing import Trace


@dataclass(frozen=True, slots=True)
class Reading:
    """A page taken apart: its statements, where the outlet speaks itself, and what was traced.

    ``judgements`` are the words within ``own_voice`` by which the outlet judges, ``contestable`` those
    of its spans that assert more than a scene. ``headline_basis`` is the id of the statement that the
    headline rests on, None where it rests on none. ``traces`` maps an attribution's id to the traces
    of its quotes, in the order of the page.
    """

    snap: Snapshot
    attributions: tuple[Attribution, ...] = ()
    own_voice: Spans = ()
    judgements: Spans = ()
    contestable: Spans = ()
    headline_basis: str | None = None
    traces: dict[str, tuple[Trace, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something a step would not take, and why: one line, fit to be shown."""

    item: str
    reason: str
