"""Judgements as people read and make them: the questions, the answers, and what was decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.model import EntityKind, Judgement, Severity, Target, Verdict
from onrecord.show.view import Statement
from onrecord.show.words import SEVERITIES, flow, lines, name_kind, name_time
from onrecord.trace.drift import TAXONOMY

MAX_VALUE = 300  # characters of a name, as the ledger keeps names
QUESTIONS = {
    Target.SOURCE: "Is the speaker the one meant?",
    Target.STATEMENT: "Is it a statement, and rightly cut out?",
    Target.TRACE: "Is the passage where the words come from?",
    Target.DRIFT: "Is the drift as named?",
}
SORTS = (  # of sources that have a name
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.STATE,
    EntityKind.GROUP,
    EntityKind.DOCUMENT,
)
DRIFTS = {  # the kinds that a person can name, the gravest first
    "no drift" if severity is Severity.NONE else severity.value: {
        kind.name: f"{name_kind(kind.name)}: {kind.meaning}"
        for kind in TAXONOMY.values()
        if kind.severity is severity
    }
    for severity in reversed(SEVERITIES)
}
ANSWERS = {Verdict.SAME: "yes", Verdict.DIFFERENT: "no", Verdict.UNSURE: "cannot be told"}
_ON = {
    Target.SOURCE: "The speaker is the one meant",
    Target.STATEMENT: "It is a statement, rightly cut out",
    Target.TRACE: "The passage is where the words come from",
    Target.DRIFT: "The drift is as named",
    Target.SPEAKER: "Both names are one speaker’s",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement in words; ``undone`` says by whom and when it was taken back, '' where it stands.

    ``value`` is what it is instead, ``sort`` what sort of source that is; '' where neither is said.
    """

    id: int
    on: str
    answer: str
    value: str
    sort: str
    reason: str
    author: str
    at: str
    undone: str


def view_judgements(judgements: Sequence[Judgement]) -> tuple[Judged, ...]:
    """Put judgements into words, the latest first; one that takes another back is told with that."""
    by_id = {one.id: one for one in judgements}
    return tuple(
        Judged(
            one.id,
            _ON[one.target],
            ANSWERS[one.verdict],
            tell_value(one),
            one.kind.value if one.kind else "",
            lines(one.reason),
            flow(one.author),
            name_time(one.at),
            _tell_undone(one, by_id.get(one.undone or 0)),
        )
        for one in reversed(judgements)
        if one.undoes is None
    )


def tell_value(judgement: Judgement) -> str:
    """What a judgement says that it is instead: a name, or a kind of drift in words; '' where it does not."""
    value = judgement.value or ""
    return name_kind(value) if judgement.target is Target.DRIFT else flow(value)


def list_questions(statement: Statement) -> dict[Target, str]:
    """What can be asked of a statement: of a passage only where there is one, of drift where it drifted."""
    found = [finding for finding in statement.findings if finding.found]
    told = {
        Target.TRACE: bool(found or any(report.found for report in statement.reports)),
        Target.DRIFT: any(finding.drift for finding in found),
    }
    return {target: question for target, question in QUESTIONS.items() if told.get(target, True)}


def read_judgement(key: str, form: dict[str, str], named: str | None) -> Judgement:
    """A judgement of a statement as its form gives it.

    Args:
        key: the statement's.
        form: its fields. What it says of a source, or of drift, counts where that is judged to be different.
        named: whom the statement is ascribed to; the name stays where only the sort of source is another.

    Raises:
        UsageError: it asks or answers what cannot be asked of a statement, or names too much.
    """
    target, verdict = form.get("target", ""), form.get("verdict", "")
    if target not in set(QUESTIONS):
        raise UsageError(f"target is one of {', '.join(QUESTIONS)}: choose a question")
    if verdict not in set(Verdict):
        raise UsageError(f"verdict is one of {', '.join(Verdict)}: choose an answer")
    value, kind = None, None
    if verdict == Verdict.DIFFERENT and target == Target.SOURCE:
        value, kind = _read_source(form, named)
    elif verdict == Verdict.DIFFERENT and target == Target.DRIFT:
        value = form.get("drift", "")
    author, reason = form.get("author", ""), form.get("reason", "")
    return Judgement(0, "", author, Target(target), key, Verdict(verdict), value or None, reason, kind=kind)


def _read_source(form: dict[str, str], named: str | None) -> tuple[str, EntityKind | None]:
    """Who is meant instead, and what sort of source that is as far as it is said."""
    name, sort = flow(form.get("value", "")), form.get("kind", "")
    if len(name) > MAX_VALUE:
        raise UsageError(f"the name has {len(name):,} characters: give {MAX_VALUE} at most")
    if not sort:
        return name, None
    if sort not in set(SORTS):
        raise UsageError(f"the sort of source is one of {', '.join(SORTS)}: choose one, or none")
    if not (name or named):
        raise UsageError("nobody is named there: say who is meant, too, or leave the sort of source open")
    return name or named or "", EntityKind(sort)


def _tell_undone(judgement: Judgement, by: Judgement | None) -> str:
    if judgement.undone is None:
        return ""
    if by is None:
        return "taken back"
    return (
        f"taken back by {flow(by.author)}, {name_time(by.at)}{f': {lines(by.reason)}' if by.reason else ''}"
    )
