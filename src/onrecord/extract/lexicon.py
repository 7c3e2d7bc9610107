"""Words that report: what tells, cheaply, that a stretch may hold an attribution.

Written from the reporting verbs and nouns of English grammars (Quirk et al. 1985, §16.30 ff.);
it only decides where to look closer, never what is found.
"""

import re

_VERBS = """
accuse accused accuses accusing acknowledge acknowledged acknowledges add added adds admit admits
admitted admitting agree agreed agrees allege alleged alleges announce announced announces announcing
answer answered answers argue argued argues arguing ask asked asking asks assert asserted asserts
assure assured assures believe believed believes call called calling calls caution cautioned cautions
charge charged cite cited cites claim claimed claiming claims comment commented complain complained
complains concede conceded concedes conclude concluded concludes condemn condemned condemns confirm
confirmed confirms confirming contend contended contends declare declared declares demand demanded
demands denied denies deny denying describe described describes dismiss dismissed dispute disputed
estimate estimated estimates expect expected expects explain explained explains fear feared fears
find finds found hint hinted hope hoped hopes imply implied implies indicate indicated indicates
inform informed insist insisted insisting insists mention mentioned note noted notes noting object
objected pledge pledged pledges predict predicted predicts promise promised promises promising propose
proposed proposes question questioned quote quoted quotes read reads recall recalled recommend
recommended refuse refused reiterate reiterated reject rejected rejects remark remarked replied replies
reply report reported reportedly reports request requested respond responded responds reveal revealed
reveals said say saying says show showed shows speculate stated states stating stress stressed stresses
suggest suggested suggesting suggests swear swore tell telling tells testified testify think thinks
thought threaten threatened threatens told tweet tweeted tweets urge urged urges urging vow vowed vows
want wanted wants warn warned warning warns wonder wondered worry worried write writes writing wrote
""".split()
_NOUNS = """
accusation accusations acknowledgement acknowledgment admission admissions allegation allegations
announcement argument arguments assertion assertions assessment belief claim claims comment comments
complaint complaints conclusion conclusions criticism demand demands denial denials description
estimate finding findings forecast idea notion opinion pledge pledges prediction promise promises
proposal proposals question questions recognition remark remarks report reports request rumor rumors
rumour rumours statement statements suggestion suggestions testimony threat threats view views vow
warning warnings words
""".split()

REPORTING = re.compile(r"\b(?:" + "|".join(sorted({*_VERBS, *_NOUNS})) + r")\b|according to", re.IGNORECASE)
"""Matches a word that may report; deliberately broad."""

STATEMENT_NOUNS = (
    r"(?:statement|remark|comment|word|claim|speech|assertion|declaration|answer|interview|tweet|post)s?"
)
"""Nouns for something said, as they stand after a possessive."""
