"""The words by which drift is told, in the normal form of `onrecord.text.words`: "don't" is "do not"."""

FILLERS = frozenset("uh um er erm ah eh hmm mm oh well okay".split())
FILLER_PHRASES = (("you", "know"), ("i", "mean"))
LIGHT = frozenset("a an the and but so that just very really now then well".split())

NEGATIONS = frozenset(
    """not nt never no nobody none nothing nowhere neither nor without hardly barely scarcely""".split()
)  # "nt" is the "n't" that brackets set apart
NEGATED = ("un", "in", "im", "il", "ir", "dis", "non")  # "safe" and "unsafe"
UNNEGATED = frozenset(  # words that only look like another negated
    """income incomes indeed indoor indoors inform informs informed inland inmate inmates input inside insight
    intake instead intend intends intent invent invents invest invests invested increase increases infer inset
    impact impacts impart impeach import imports impose imposed imposes impress impressed imprint
    improve improves improved implant immigrant immigrants immigration illicit iran iraq irate
    union unions unit units unite united until under unless
    discharge discharged discount discounts discourse discover discovers discovered disease diseases dismay
    dispatch display displays displayed disposed dispose distress district""".split()
)
ONLY = frozenset("only just merely simply".split())  # "not only" affirms what it stands before

MODALS = frozenset("can could may might must shall should will would ought".split())
WEIGHTY_MODALS = MODALS - {"will", "would", "shall"}  # lost or added by themselves these change the claim

HEDGES = frozenset(
    """perhaps maybe probably possibly likely apparently seemingly allegedly reportedly presumably
    supposedly arguably potentially approximately roughly almost seem seems seemed appear appears appeared
    somewhat relatively fairly mostly largely usually generally often sometimes""".split()
)
HEDGE_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "i think,i believe,i guess,i suppose,i assume,we think,we believe,kind of,sort of,in part,my view,"
        "my opinion,my judgment,my sense,i feel,i understand,i imagine,i expect"
    ).split(",")
)
INTENSIFIERS = frozenset(
    """very really extremely totally absolutely completely truly incredibly utterly highly deeply entirely
    tremendously hugely enormously terribly strongly definitely certainly clearly obviously""".split()
)
DEGREES = frozenset(
    """more most less least fewer fewest better best worse worst greater greatest higher highest lower lowest
    larger largest bigger biggest smaller smallest""".split()
)

PERSONS = {
    pronoun: person
    for person, pronouns in {
        "I": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours yourself yourselves",
        "he": "he him his himself",
        "she": "she her hers herself",
        "they": "they them their theirs themselves",
    }.items()
    for pronoun in pronouns.split()
}

CONDITIONS = frozenset("if unless provided providing except until assuming".split())
CONTRASTS = frozenset("but although though".split())
CONDITION_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in "as long,so long,only if,only when,only after,on condition,in case,even if,and if".split(
        ","
    )
)

BE = frozenset("be am is are was were been being".split())
HAVE = frozenset("have has had".split())
DO = frozenset("do does did".split())
FUTURE = frozenset("will shall".split())

_IRREGULAR_ROWS = """
    be was were been; have had; do did done; light lit; go went gone; say said; make made; know knew known;
    think thought; take took taken; see saw seen; come came; get got gotten; give gave given; find found;
    tell told; become became; leave left; feel felt; bring brought; begin began begun; keep kept;
    hold held; write wrote written; stand stood; hear heard; mean meant; meet met; run ran; pay
    paid; sit sat; speak spoke spoken; lead led; grow grew grown; lose lost; fall fell fallen; send
    sent; build built; understand understood; draw drew drawn; break broke broken; spend spent; rise
    rose risen; drive drove driven; buy bought; wear wore worn; choose chose chosen; seek sought;
    throw threw thrown; catch caught; deal dealt; win won; forget forgot forgotten; sell sold; fight
    fought; teach taught; eat ate eaten; sing sang sung; strike struck; hang hung; shake shook
    shaken; ride rode ridden; feed fed; shoot shot; drink drank drunk; hide hid hidden; fly flew
    flown; steal stole stolen; lie lay lain; lay laid; sleep slept; bear bore born; swear swore
    sworn; show showed shown; arise arose arisen; lend lent; stick stuck; sink sank sunk
"""
IRREGULAR = {  # the past and the participle of each; those that have but one form are left out
    form: row.split()[0] for row in _IRREGULAR_ROWS.split(";") for form in row.split()[1:]
}
