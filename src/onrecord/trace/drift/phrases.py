"""The phrases by which the surroundings of a passage are read: conditions, questions, denials, reports.

Each is bounded, and none can backtrack far: the stretches they read are a few hundred code points.
"""

import re

_I = re.IGNORECASE
CONDITION = (
    r"(?:(?:but |and )?(?:only|even) )?(?:if|unless|provided|providing|except|until|assuming"
    r"|as long as|so long as|on condition|in case|only when|only after)\b"
)
THEN_CONDITION = re.compile(rf"[\s,;:–—-]*{CONDITION}", _I)
LATER_CONDITION = re.compile(rf"[,;–—]-?\s*{CONDITION}", _I)
THEN_CONTRAST = re.compile(r"[\s,;:–—-]*(?:but|although|though|yet|however)\b", _I)
WHETHER = frozenset(  # before these "if" is "whether", and "but" is "except"
    """know see ask asked wonder sure care tell say find remember as what question nothing all anything
    none everything everybody nobody no help not anybody""".split()
)
FIRST_CONDITION = re.compile(
    r"(?:^|[,;:–—]\s*|\b(?:and|but|so|that|because|well|now|then)\s+)"
    r"(?:only if|if|unless|provided|as long as|so long as|assuming|until)\b([^.?!]*)$",
    _I,
)
SUPPOSED = re.compile(
    r"(?:\b(?:if|whether|as though|assuming)|^(?:(?:and|but|so|now|well|just),? )*"
    r"(?:suppose|supposing|imagine|let[’']?s say)"
    r"|\b(?:would|could|might|should)(?:n[’']t| not)? have)\b([^,;:–—.?!]*)$",
    _I,
)
DENIED_NEXT = re.compile(
    r"(?:(?:but|and|well|now),? )?(?:that|it|this)(?:[’']s| is| was)(?: just| simply)?"
    r" (?:not (?:true|so|right|the case)|false|nonsense|untrue|a lie)\b"
    r"|(?:but )?(?:that|it) (?:isn|wasn)[’']t (?:true|so|right|the case)\b|not true\b|of course not\b"
    r"|just kidding\b|i(?:[’']m| am) (?:only |just )?(?:kidding|joking)\b"
    r"|i (?:don[’']t|do not) (?:think|believe) so\b",
    _I,
)
GOVERNING_DENIAL = re.compile(
    r"(?:^|[,;:–—]\s*|\b(?:and|but|so|because|look|well|now)\s+)(?:"
    r"(?:i|we) (?:do not|don[’']t|did not|didn[’']t) (?:really |actually )?(?:think|believe)"
    r"|(?:i|we)(?: have|[’']ve)? never (?:say|said)|(?:i|we) (?:did not|didn[’']t) say"
    r"|(?:i[’']m|i am|we[’']re|we are) not saying"
    r"|it(?:[’']s| is) (?:just |simply )?(?:not (?:true|the case)|untrue|false|a lie|a myth)"
    r"|it (?:isn[’']t|is not) (?:true|the case)|(?:nobody|no one)(?:[’']s| is) saying"
    r")(?: that)?,?\s*$",
    _I,
)
CLAUSE_OPENERS = frozenset(
    "i we you he she it they there this that these those the a an our my your his her their".split()
)
NOT_A_CLAUSE = frozenset("of to in on for with about or and at by as".split())
CLAUSE_ENDS = re.compile(r"\s*(?:[.;!?]|$)")
DENIED_ON_PAGE = re.compile(
    r"\b(?:not|never|no|nobody|den\w+|doubt\w*|reject\w*|dismiss\w*|refus\w+)\b|n[’']t\b", _I
)
ASKS = re.compile(
    r"(?:(?:and|but|so|well|now|okay|then),? )*(?:who|whom|whose|what|when|where|why|how|which|is|are|was"
    r"|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must"
    r"|(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)n[’']t)\b",
    _I,
)
TAG = re.compile(
    r",?\s*(?:right|okay|no|yes|correct|you know|huh|eh"
    r"|(?:is|are|was|were|do|does|did|has|have|ca|could|wo|would|should)(?:n[’']t)?"
    r" (?:i|we|you|he|she|it|they))\?",
    _I,
)
SAYS = (
    r"(?:says?|said|tells?|told (?:me|us|you|them|him|her|(?:the|my|our) \w+)"
    r"|(?:is|are|was|were|keeps?|kept) saying|claim(?:s|ed)?|argue[sd]?|wrote"
    r"|call(?:s|ed) (?:it|this|that|me|us|them))"
)
REPORT_VERB = re.compile(
    r"\b(?:say|said|tell|told|claim|argue|wrote|call)", _I
)  # asked first, for it is quick
_NOUN = r"(?!(?:i|we|you|that|which|who|as)\b)[\w’'-]+"
REPORTS = re.compile(
    r"(?<!\bif )(?<!\bunless )(?<!\bwhether )(?<!\buntil )"  # what is only supposed, nobody has said
    rf"\b(?P<who>he|she|they|people|you|some|others|critics|opponents|everybody|everyone|somebody|someone|who"
    rf"|(?-i:[A-Z][a-z]+)|(?:the|an?|my|our|his|her|their)\s+(?:{_NOUN}\s+){{0,2}}{_NOUN})"
    rf"\s+(?:\w+ly |always |once |just |have |has |had |will )?{SAYS}"
    r"(?:,? that|[,:])?\s*(?P<mark>[“\"‘'])?",
    _I,
)
GOES_ON = re.compile(r"[,;]\s*(?:and|but|so)\b", _I)  # what follows is the speaker's own again
ACCORDING = re.compile(r"\baccording to [^,]{1,60},\s*$", _I)
INTERPRETED = re.compile(
    r"\((?:speaking )?(?:through|via) (?:an? |the )?(?:interpreter|translator)\)|\((?:as )?translated\)", _I
)
INTERPRETER = re.compile(r"\b(?:interpreter|translator)\b", _I)
