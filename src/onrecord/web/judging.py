"""Judgements as people read and make them: the questions, the answers, and what was decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.model import Judgement, Target, Verdict
from onrecord.show.view import Statement
from onrecord.show.words import flow, lines, name_time

MAX_VALUE = 300  # characters of a name, as the ledger keeps names
QUESTIONS = {
    Target.SOURCE: "Is the speaker the one meant?",
    Target.STATEMENT: "Is it a statement, and rightly cut out?",
    Target.TRACE: "Is the passage where the words come from?",
    Target.DRIFT: "Is the drift as named?",
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
    """A judgement in words; ``undone`` says by whom and when it was taken back, '' where it stands."""

    id: int
    on: str
    answer: str
    value: str
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
            flow(one.value or ""),
            lines(one.reason),
            flow(one.author),
            name_time(one.at),
            _tell_undone(one, by_id.get(one.undone or 0)),
        )
        for one in reversed(judgements)
        if one.undoes is None
    )


def list_questions(statement: Statement) -> dict[Target, str]:
    """What can be asked of a statement: of a passage only where there is one, of drift where it drifted."""
    found = [finding for finding in statement.findings if finding.found]
    told = {
        Target.TRACE: bool(found or any(report.found for report in statement.reports)),
        Target.DRIFT: any(finding.drift for finding in found),
    }
    return {target: question for target, question in QUESTIONS.items() if told.get(target, True)}


def read_judgement(key: str, form: dict[str, str]) -> Judgement:
    """A judgement of a statement as its form gives it.

    Raises:
        UsageError: it asks or answers what cannot be asked of a statement, or names too much.
    """
    target, verdict = form.get("target", ""), form.get("verdict", "")
    if target not in set(QUESTIONS):
        raise UsageError(f"target is one of {', '.join(QUESTIONS)}: choose a question")
    if verdict not in set(Verdict):
        raise UsageError(f"verdict is one of {', '.join(Verdict)}: choose an answer")
    value = flow(form.get("value", ""))
    if len(value) > MAX_VALUE:
        raise UsageError(f"the name has {len(value):,} characters: give {MAX_VALUE} at most")
    named = value if target == Target.SOURCE and verdict == Verdict.DIFFERENT else None
    return Judgement(
        0,
        "",
        form.get("author", ""),
        Target(target),
        key,
        Verdict(verdict),
        named or None,
        form.get("reason", ""),
    )


def _tell_undone(judgement: Judgement, by: Judgement | None) -> str:
    if judgement.undone is None:
        return ""
    if by is None:
        return "taken back"
    return (
        f"taken back by {flow(by.author)}, {name_time(by.at)}{f': {lines(by.reason)}' if by.reason else ''}"
    )
