"""Lines that bring what stands below them: "Her letter reads in part:", "Orvane said the following."

The tagger mostly sees who speaks in such a line; where it does not, the line's own form says it.
"""

import re

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import FORMS, STATEMENT_NOUNS, may_tell
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span
from onrecord.text.sentences import sentences

CONFIDENCE = 0.8  # somebody is named, and a colon or "the following" stands after it
REACH = 300  # code points at a line's end in which what brings the words stands
_PART = r"in\s+(?:part|full|(?:her|his|their|its)\s+own\s+words)"
_FOLLOWS = re.compile(
    rf"\b(?:the\s+following|as\s+follows|th(?:is|ese\s+words)|{_PART})\s*[.,—–-]?\Z", re.IGNORECASE
)
_EMPTY = re.compile(
    rf"\W*+(?:the\s+following(?:\s+\w+)?|as\s+follows|this|these\s+words|{_PART}|part|full)?\W*+",
    re.IGNORECASE,
)
_NAME = rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,4}}"
_NOUN = rf"(?:{STATEMENT_NOUNS}|letters?|e-?mails?|messages?|reply|response|account|note|memo|apology)"
_VERBS = {form.replace("-", " ") for form in FORMS if form != ":" and not re.fullmatch(_NOUN, form)}
_CUE = "|".join(
    sorted({*_VERBS, *"runs ran goes went begins began ends ended".split()}, key=len, reverse=True)
)
_FORMS = (
    re.compile(  # "Her letter to the board reads in part:"
        rf"(?:(?:In|On|At|To|From)\s[^,:]{{2,80}},\s+)?(?:(?:Here(?:[’']s|\sis)|This\sis|Read|See|Hear)\s(?:what|how)\s)?"
        rf"(?P<source>(?!(?:Take|Look|See|Read|Watch|Hear|Here|Check)\b)[^,:\s][^,:]{{0,120}})\s+(?P<cue>{_CUE})\b"
        r"(?:\s[^:]{0,60})?[:.]"
    ),
    re.compile(  # "The full statement by Ada Crane, head of the port:"
        rf"(?:[^:]{{0,60}}?\s)?(?P<cue>(?i:{_NOUN}))(?:\sin\sfull)?\s(?:by|from|of)\s(?P<source>{_NAME}(?:,\s[^:]{{2,80}})?):"
    ),
    re.compile(  # "Ada Crane’s statement in full:"
        rf"(?:[^:]{{0,60}}?\s)?(?P<source>{_NAME}[’']s?)\s(?:\w+\s){{0,2}}?(?P<cue>{_NOUN})\b[^:]{{0,40}}:"
    ),
    re.compile(rf"(?P<source>{CAPITALISED}(?:\s{CAPITALISED}){{1,4}}(?:,\s[^:]{{2,80}})?)(?P<cue>:)"),
)


def announces(text: str, line: Span) -> bool:
    """Say whether a line announces words below it.

    Example:
        >>> [announces(line, Span(0, len(line))) for line in ("She wrote:", "She said this.", "She left.")]
        [True, True, False]
    """
    start = max(line.start, line.end - REACH)
    if text[line.end - 1] == ":":
        return True
    return bool(_FOLLOWS.search(text, start, line.end)) and may_tell(text, start, line.end)


def is_announcement(words: str) -> bool:
    """Say whether words are nothing but what stands for those below: "the following"."""
    return bool(_EMPTY.fullmatch(words))


def name_bringer(text: str, line: Span, words: list[Span]) -> Draft | None:
    """Say whose words a line brings that announces them, by its form alone.

    Args:
        text: the whole text.
        line: the line above.
        words: the paragraphs below.

    Example:
        >>> text = "Her letter to the board reads in part:\\nIt leaks."
        >>> found = name_bringer(text, Span(0, 38), [Span(39, 48)])
        >>> [text[slice(*span)] for span in (*found.source, *found.cue)]
        ['Her letter to the board', 'reads']
    """
    last = last_sentence(text, line)
    if last.end - last.start > REACH:
        return None
    found = next((m for form in _FORMS if (m := form.fullmatch(text, *last))), None)
    if found is None:
        return None
    return Draft([Span(*found.span("source"))], [Span(*found.span("cue"))], words, CONFIDENCE, How.LABELLED)


def last_sentence(text: str, line: Span) -> Span:
    """The sentence that ends a line."""
    return Span(*max(sentences(text, *line), default=line))
