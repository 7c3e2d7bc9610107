"""Words that report: what each of them does, and in all its forms.

English reporting verbs and nouns, after the classes of Levin (1993, §37) and of Quirk et al. (1985,
§16.30 ff.), with the factive and distancing verbs of Thompson and Ye (1991). The list decides
where to look closer and what a cue is called; what is found, only by rules that name their verbs.
"""

import re

from onrecord.model import CueKind, Stance

STATEMENT_NOUNS = (
    r"(?:statement|remark|comment|word|claim|speech|assertion|declaration|answer|interview|tweet|post)s?"
)
"""Nouns for something said, as they stand after a possessive."""

PERSONS = (
    r"(?:\w{0,30}(?:man|woman|men|women|person|people|keeper|worker|master|owner|holder|player|teacher|\w{3}ist)|artist|head|"
    r"chief|leader|boss|president|premier|chancellor|minister|secretary|ambassador|envoy|diplomat|senator|lawmaker|"
    r"deputy|governor|mayor|councill?or|judge|magistrate|prosecutor|attorney|lawyer|solicitor|barrister|director|"
    r"commissioner|executive|manager|coach|founder|officer|captain|skipper|commander|inspector|investigator|sheriff|"
    r"warden|agent|official|aide|insider|advis[eo]r|professor|scholar|researcher|expert|analyst|doctor|nurse|student|"
    r"pupil|author|writer|editor|reporter|correspondent|producer|engineer|architect|farmer|driver|pilot|clerk|"
    r"treasurer|secretary-general|priest|bishop|vicar|pastor|king|queen|prince|princess|pope|member|employee|resident|"
    r"neighbour|neighbor|relative|reader|visitor|passenger|customer|tenant|voter|parent|mother|father|supporter|"
    r"organi[sz]er|campaigner|source|eyewitness|witness)(?:e?s)?"
)
"""Nouns for people who may speak, by what they are or do, one or several."""

_WORDS = {
    CueKind.SAYS: """
        say tell state add write remark comment mention speak talk declare announce note report
        describe address discuss explain quote cite continue conclude recall reiterate repeat stress
        emphasize emphasise tweet post text email blog joke quip exclaim shout whisper mutter murmur
        sigh chant cry read publish call name label dub deem testify inform advise word statement
        answer speech interview according refer point-to yell highlight focus remind put-it list observe
        give-evidence opine muse recount clarify elaborate interject brand :
    """,
    CueKind.CLAIMS: """
        claim allege contend maintain assert argue insist purport suggest hint imply boast reckon
        speculate accuse charge blame allegation assertion contention argument suggestion accusation
        submit depose aver intimate
    """,
    CueKind.DENIES: """
        deny reject dismiss refute rebut dispute disavow repudiate rule-out denial rejection rebuttal
    """,
    CueKind.ADMITS: """
        admit acknowledge concede confess recognise recognize grant admission acknowledgement
        acknowledgment concession confession recognition
    """,
    CueKind.WARNS: """
        warn caution alert threaten warning threat
    """,
    CueKind.PROMISES: """
        promise vow pledge swear assure guarantee undertake offer assurance
    """,
    CueKind.DEMANDS: """
        demand urge request order command plead beg instruct require recommend propose insist-on
        call-on call-for press appeal encourage recommendation proposal plea
    """,
    CueKind.ASKS: """
        ask question wonder inquire enquire query inquiry
    """,
    CueKind.ANSWERS: """
        answer reply respond retort counter rejoin hit-back response
    """,
    CueKind.AGREES: """
        agree confirm concur accept echo second endorse support back defend favor favour tout praise
        applaud hail welcome confirmation agreement endorsement
    """,
    CueKind.OBJECTS: """
        disagree object criticize criticise condemn denounce slam blast attack oppose protest
        complain lament challenge mock rebuke assail decry lambaste hit-out criticism opposition
        objection condemnation complaint
    """,
    CueKind.BELIEVES: """
        believe think feel consider expect assume suspect predict forecast estimate project know
        understand imagine see view regard guess belief thought opinion idea prediction expectation
    """,
    CueKind.WANTS: """
        want hope wish intend plan seek prefer aim fear worry try look intention desire concern
    """,
    CueKind.DOUBTS: """
        doubt skepticism scepticism
    """,
    CueKind.REFUSES: """
        refuse decline refusal
    """,
    CueKind.SHOWS: """
        show reveal find indicate demonstrate prove confirm-that disclose establish conclude-that
        point-out finding revelation
    """,
}
_IRREGULAR = """
    say said; tell told; write wrote written; speak spoke spoken; read read; think thought; feel
    felt; know knew known; understand understood; see saw seen; swear swore sworn; show showed
    shown; find found; seek sought; beg begged begging; refer referred referring; undertake
    undertook undertaken; call-on called-on calling-on calls-on; call-for called-for calling-for
    calls-for; point-out pointed-out pointing-out points-out; point-to pointed-to pointing-to
    points-to; admit admitted admitting; plan planned planning; blog blogged blogging; quip quipped quipping;
    slam slammed slamming; regret regretted; put put; rebut rebutted rebutting; dub dubbed dubbing;
    give-evidence gave-evidence given-evidence; submit submitted submitting; hit-back hitting-back;
    hit-out hitting-out; project projected; hint hinted; concur concurred concurring; prove proven;
    prefer preferred preferring; label labelled labelling; put-it puts-it putting-it;
    begin began begun; put-in put-in putting-in;
    aver averred averring; go-on went-on gone-on goes-on
"""
_DISTANCING = """
    claim allege purport insinuate boast reckon speculate suggest accuse allegation insist maintain
    supposedly allegedly purportedly so-called
"""
_ENDORSING = """
    show reveal find demonstrate prove establish point-out note admit acknowledge concede confess
    confirm recall remind explain disclose recognise recognize
"""


def _inflect(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb or noun; those that English does not have do no harm."""
    head, dash, tail = lemma.partition("-")
    if head.endswith("ee"):
        forms = (head, head + "s", head + "d", head + "ing")
    elif head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2:-1] not in tuple("aeou"):
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = (head, head + "es", head + "ed", head + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
    return tuple(form + dash + tail for form in forms)


_IRREGULAR_FORMS = {lemma: forms for lemma, *forms in (line.split() for line in _IRREGULAR.split(";"))}


def verb_forms(lemmas: str, *, base: bool = True, past: bool = True) -> str:
    """Make a pattern of the finite forms of some verbs, those of several words joined by white space.

    Args:
        lemmas: the verbs, with blanks between them; one of several words has dashes.
        base: with the present of "I" and "they", which is the imperative, too.
        past: with the past, which is the participle, too.

    Example:
        >>> pattern = re.compile(verb_forms("warn rule-out", past=False))
        >>> [bool(pattern.fullmatch(form)) for form in ("warns", "rules out", "warned", "warning")]
        [True, True, False, False]
    """
    forms: set[str] = set()
    for lemma in lemmas.split():
        plain, third, *others = _inflect(lemma)
        forms |= {third, *([plain] if base else ())}
        if past:
            forms |= {form for form in (*others, *_IRREGULAR_FORMS.get(lemma, ())) if not _is_gerund(form)}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\-", r"\s+") for form in ordered) + ")"


def _is_gerund(form: str) -> bool:
    return form.partition("-")[0].endswith("ing")


def _all_forms() -> dict[str, tuple[CueKind, Stance]]:
    stances = dict.fromkeys(_DISTANCING.split(), Stance.DISTANCING)
    stances |= dict.fromkeys(_ENDORSING.split(), Stance.ENDORSING)
    known: dict[str, tuple[CueKind, Stance]] = {}
    for kind, words in _WORDS.items():
        for lemma in words.split():
            for form in (*_inflect(lemma), *_IRREGULAR_FORMS.get(lemma, ())):
                known.setdefault(form, (kind, stances.get(lemma, Stance.NEUTRAL)))
    return known


FORMS = _all_forms()
"""Every form of every word, with what it does and where it stands; two words are joined by a dash."""

BARE = frozenset(word for words in _WORDS.values() for word in words.split())
"""The words as they are listed, which of a verb is its present: what somebody does in saying it."""

NOT_TELLING = frozenset((CueKind.OTHER, CueKind.WANTS, CueKind.REFUSES, CueKind.OBJECTS))
"""Kinds of cue that seldom make a statement inside another's words."""

UNTOLD = re.compile(
    r"\b(?:know\w*|knew|understand\w*|understood|see[ns]?|saw|imagine\w*|talk\w*|look\w*|c(?:an|ould)\s+tell|"
    r"support\w*|back(?:s|ed|ing)?|favou?r\w*|endors\w*)\b",
    re.IGNORECASE,
)
"""Knowledge, discernment, talk and taking sides: no statement inside another's words."""

_TELLING = frozenset(
    form for form, (kind, _) in FORMS.items() if kind not in NOT_TELLING and not UNTOLD.fullmatch(form)
)
_THINGS = frozenset(
    """agreement agreements comments continue continues continuing email emails focus inquiry interview
    interviews list name names post press project projects second speech speeches state states
    words""".split()
)  # made no statement inside another in 570 places of PolNeAR's, but for 2 before "that"
_WORD_AND_NEXT = re.compile(r"\b([^\W\d_]+)(?=\s+([^\W\d_]+)|)")


def may_tell(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text has a word that may make a statement inside another; deliberately broad."""
    return any(
        (word in _TELLING and (word not in _THINGS or after == "that")) or f"{word}-{after}" in _TELLING
        for word, after in _WORD_AND_NEXT.findall(text[start:end].lower())
    )
