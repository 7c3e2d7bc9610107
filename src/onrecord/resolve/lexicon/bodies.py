"""Words for what is no person: bodies, places, documents, days and wars. All lower case.

Bodies of like kind are one class, so that "the bloc" can be the alliance named before.
"""

from onrecord.resolve.lexicon.tables import classes

BODIES = classes("""
company: company corporation firm manufacturer retailer maker carmaker automaker chipmaker drugmaker
    planemaker shipbuilder housebuilder start-up consultancy airline lender giant ferries foods
    startup chain publisher supermarket brewer insurer developer airlines airways line lines shipping
    logistics brands motors industries holdings inc
    inc. corp corp. ltd ltd. plc llc co. bros enterprises partners technologies pharmaceuticals systems
    energy oil steel railways railroad supermarkets stores capital utility studio operator conglomerate
bank: bank
fund: fund
agency: agency bureau department dept ministry office service services regulator watchdog administration
    authority inspectorate treasury directorate brigade force police constabulary customs enforcement
board: council committee commission panel board taskforce inquiry secretariat assembly
legislature: senate house congress parliament legislature duma knesset bundestag commons lords
court: court tribunal
alliance: alliance bloc union pact coalition league cartel community
party: party caucus movement
campaign: campaign committee
group: group organization organisation charity nonprofit ngo foundation association institute
    institution think-tank thinktank society trust federation confederation network centre center
    initiative project society alliance coalition body fund union club team band church diocese
    congregation guild chamber syndicate lobby militia faction militants gang
school: university college school academy hospital clinic museum library laboratory lab
outlet: newspaper paper magazine outlet network broadcaster channel station website tabloid daily weekly
    times post journal herald tribune gazette chronicle observer guardian telegraph courier press news
    tv radio site broadcasting newswire agency
government: government regime cabinet kremlin pentagon army navy military forces junta ministry embassy
    mission delegation
""")
BODIES |= {"alliance": "alliance", "coalition": "alliance", "developer": "company", "union": "alliance"}
BODIES |= {"fund": "fund", "agency": "agency", "committee": "board", "ministry": "agency"}
# Nouns that may stand for a body of another class too: "the group", "the organisation".
LOOSE_BODIES = frozenset("group organization organisation body institution".split())
# Classes of bodies that have the noun in their names: "the council" is none whose name says nothing.
NAMED_SO = frozenset("board court party legislature school government alliance".split())
# Words that tell bodies of one kind apart: "the appeals court" is not the Supreme Court.
APART = frozenset(
    "appeals appeal supreme high lower upper district county city state federal circuit".split()
)
SAME_BODY = {"number 10": "downing street", "no 10": "downing street"}
KNOWN_BODIES = {
    "nato": "alliance", "eu": "alliance", "european union": "alliance", "un": "group",
    "united nations": "group", "asean": "alliance", "opec": "alliance", "imf": "fund", "who": "agency",
    "fbi": "agency", "cia": "agency", "nsa": "agency", "kremlin": "government", "pentagon": "government",
    "white house": "government", "congress": "legislature", "senate": "legislature",
    "downing street": "government", "bbc": "outlet", "cnn": "outlet", "reuters": "outlet",
    "pravda": "outlet", "capitol hill": "legislature", "hamas": "group", "whitehall": "government",
    "scotland yard": "agency", "wall street": "group", "hezbollah": "group", "interpol": "agency",
    "taliban": "group", "g7": "alliance", "g20": "alliance", "gop": "party", "labour": "party",
    "al qaeda": "group", "vatican": "government", "holy see": "government", "google": "company",
    "facebook": "company", "twitter": "company", "amazon": "company", "apple": "company",
    "microsoft": "company", "netflix": "company", "fox": "outlet", "bloomberg": "outlet",
    "breitbart": "outlet", "politico": "outlet", "house": "legislature", "commons": "legislature",
    "treasury": "agency", "isis": "group", "house of commons": "legislature",
    "house of lords": "legislature", "hill": "legislature", "buckingham palace": "government",
    "elysee": "government", "sputnik": "outlet", "tass": "outlet", "xinhua": "outlet",
    "number 10": "government", "no 10": "government",
}  # fmt: skip
PLACE_NOUNS = frozenset(
    "country nation city town state kingdom republic province region village island".split()
)
PLACE_WORDS = frozenset(
    """street avenue road river lake park county city island islands beach valley mountain mount
    hills bay square stadium airport bridge station district heights springs creek canyon harbor
    harbour coast region province peninsula sea ocean tower towers plaza building boulevard lane
    arena hotel hall""".split()
)
DOCUMENTS = frozenset(
    """report study poll survey statement bill law memo memorandum letter document documents article
    story piece editorial book film documentary movie paper analysis review audit investigation
    complaint lawsuit indictment filing brief submission ruling decision opinion order motion
    affidavit transcript email e-mail emails message tweet post video footage ad advertisement
    commercial website page data statistics figures census records treaty constitution convention
    agreement accord amendment act resolution manifesto plan proposal policy program programme
    budget draft testimony petition release press-release communique dispatch essay column op-ed
    memoir novel biography song album speech play polls surveys studies reports estimates evidence
    commentary note pamphlet leaflet sign signs banner banners headline headlines caption
    guidelines rules guidance chart graph text notice warrant contract deal bulletin advisory
    newsletter dossier cable cables diary findings finding research rankings index directive
    decree edict declaration legislation""".split()
)
TITLED = (  # works whose titles are given in quotation marks
    "film documentary movie book novel essay article op-ed memoir album song column report play series"
).split()
# Proper names of things that neither speak nor decide.
THINGS = frozenset(
    """war day week act amendment award prize cup games series show week month festival conference
    summit theorem law era revolution election elections age movie awards olympics season deal
    brexit covid morning tonight today hour highway championship bowl prison program programme
    project""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter ramadan feb aug sept oct nov
    dec spring summer autumn winter""".split()
)
