"""British and American spelling → one form, so that a quote is found whichever its outlet writes.

The form is for matching and is never shown. Endings are changed where no two words of English fall
together by it ("promize" is no word, so "promise" may become it); where they would, the words are listed.
"""

import re

_OUR = re.compile(
    r"(?P<stem>(?:dis|mis|un|en)?(?:arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|"
    r"od|parl|ranc|rig|rum|sav|savi|splend|succ|tum|val|vap|vig))our(?P<end>\w{0,8})"
)
_ISE = re.compile(r"(?P<stem>[a-z]{3,})(?P<vowel>[iy])s(?P<end>e|ed|es|ing|er|ers|ation|ations|able)")
_RE = re.compile(
    r"(?P<stem>(?:kilo|milli|centi|epi|amphi)?(?:cent|theat|met|lit|fib|calib|somb|spect|lust|meag|sab|och))"
    r"re(?P<end>s)?"
)
_DOUBLED = re.compile(
    r"(?P<stem>(?:cancel|channel|counsel|dial|duel|equal|fuel|jewel|label|level|marvel|model|panel|pencil|quarrel|"
    r"rival|signal|stencil|total|travel|tunnel|worship|kidnap))[lp]"
    r"(?P<end>ed|ing|ings|er|ers|or|ors|ation|ous)"
)
_ENSE = re.compile(r"(?P<stem>def|off|pret|lic)ence(?P<end>s|d|less)?")
_OTHERS = dict(
    pair.split(":")
    for pair in """acknowledgement:acknowledgment adviser:advisor advisers:advisors aeroplane:airplane
    aeroplanes:airplanes ageing:aging aluminium:aluminum amidst:amid amongst:among anaemia:anemia
    anaesthetic:anesthetic analogue:analog appal:appall archaeology:archeology artefact:artifact
    artefacts:artifacts burnt:burned catalogue:catalog catalogues:catalogs cheque:check cheques:checks
    cosy:cozy dialogue:dialog dialogues:dialogs draught:draft draughts:drafts dreamt:dreamed enrol:enroll
    enrolment:enrollment enquiry:inquiry enquiries:inquiries fulfil:fulfill fulfilment:fulfillment
    gaol:jail gaols:jails grey:gray haemorrhage:hemorrhage instalment:installment instalments:installments
    jewellery:jewelry judgement:judgment judgements:judgments kerb:curb kerbs:curbs leant:leaned
    leapt:leaped learnt:learned licence:license licences:licenses manoeuvre:maneuver
    manoeuvres:maneuvers mould:mold moustache:mustache mum:mom mums:moms orthopaedic:orthopedic
    paediatric:pediatric plough:plow ploughed:plowed practise:practice practised:practiced
    practising:practicing programme:program programmes:programs pyjamas:pajamas sceptic:skeptic
    sceptical:skeptical scepticism:skepticism skilful:skillful smelt:smelled spelt:spelled
    spoilt:spoiled sulphur:sulfur tyre:tire tyres:tires whilst:while wilful:willful yoghurt:yogurt""".split()
)
_SHORTEST = 4  # letters; no shorter word is spelt in two ways


def one_spelling(word: str) -> str:
    """The one form of a word in lower case that may be spelt in two ways.

    Example:
        >>> [one_spelling(w) for w in "colour honorable organised theatre travelling our promised".split()]
        ['color', 'honorable', 'organized', 'theater', 'traveling', 'our', 'promized']
    """
    if len(word) < _SHORTEST:
        return word
    other = _OTHERS.get(word)
    if other:
        return other
    if "our" in word and (found := _OUR.fullmatch(word)):
        return f"{found['stem']}or{found['end']}"
    if found := _ENSE.fullmatch(word) or _RE.fullmatch(word):
        return f"{found['stem']}{'ense' if found.re is _ENSE else 'er'}{found['end'] or ''}"
    if found := _DOUBLED.fullmatch(word):
        return f"{found['stem']}{found['end']}"
    if "s" in word and (found := _ISE.fullmatch(word)):
        return f"{found['stem']}{found['vowel']}z{found['end']}"
    return word
