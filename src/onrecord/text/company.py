"""Labels that only the company they keep tells: used once, and without a title.

"Audience member:" or "Joan Pell:" names a speaker where the lines around it begin with the labels of others.
In the midst of a long turn, or in prose, "Two things:" and "The upshot:" are how a sentence begins.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from onrecord.text.leads import TIME
from onrecord.text.quotes import paragraphs

REACH = 3  # lines on either side that are looked at
LEAST_LABELLED = 2 / 3  # share of them; of a question, its answer and the like at most one runs on
_DIRECTION = re.compile(rf"[\[(].*[\])]|{TIME}")
_SENTENCE = re.compile(r".*[.?!…—–\-”\"’')\]]")
_MENTION = re.compile(r"(?<=[a-z,][ ])[A-ZÀ-Þ][\w’'-]{1,40}")
_QUALIFIER = (
    r"(?:an?|the|another|one|several|some|many|various|other|first|second|third|fourth|fifth|male|female|young"
    r"|old(?:er)?|elderly|unidentified|unknown|unnamed|hon\.?|right|noble|audience|committee|board|council"
    r"|panel|union)"
)
_PEOPLE = (
    r"(?:members?|voices?|m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|students?|pupils?|callers?|listeners?"
    r"|viewers?|readers?|delegates?|hecklers?|questioners?|protest[eo]rs?|residents?|shareholders?|jurors?"
    r"|officers?|reporters?|journalists?|witness(?:es)?|participants?|panell?ists?|attendees?|bystanders?"
    r"|speakers?|lords|crowd|audience|gallery|all|both|everyone)"
)
VOICE = (
    rf"(?=[A-Z])(?i:(?:{_QUALIFIER}[ ]){{0,3}}{_PEOPLE})(?:[ ](?:\d{{1,2}}|[A-Z]))?"
    r"(?:,?[ ](?:from|in|at|on|of|off|with|near)[ ][^:.?!\n“”\"]{1,40})?"
)
"""Somebody whom a transcript cannot name: "Second audience member", "Voice from the gallery"."""

_VOICE = re.compile(VOICE)


def are_in_company(
    text: str, start: int, known: Collection[int], doubtful: Sequence[tuple[int, int, str]]
) -> list[bool]:
    """Say which of the doubtful labels stand where most lines are labelled, each above somebody's words.

    Args:
        text: a transcript, or a page that may hold one.
        start: where to begin, in code points.
        known: where the labels begin that are sure, without the white space before them.
        doubtful: where each other begins and ends, and the name in it.
    """
    lines = [line for line in paragraphs(text, start) if not _DIRECTION.fullmatch(text, *line)]
    starts = [s for s, _ in lines]
    labelled = [s in known for s in starts]
    mentioned = set(_MENTION.findall(text, start))

    def is_in_company(first: int, last: int, name: str) -> bool:
        k = bisect_right(starts, first) - 1
        near = labelled[max(0, k - REACH) : k] + labelled[k + 1 : k + 1 + REACH]
        return (
            k >= 0
            and starts[k] == first
            and sum(near) >= max(2, LEAST_LABELLED * len(near))
            and bool(text[last : lines[k][1]].strip() and _SENTENCE.fullmatch(text, last, lines[k][1]))
            and (" " in name or name in mentioned or bool(_VOICE.fullmatch(name)))
        )

    return [is_in_company(*label) for label in doubtful]
