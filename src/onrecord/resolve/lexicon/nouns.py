"""Words that tell what sort of source is meant: roles, crowds, bodies, documents.

Every table is lower case. A table line "class: word word" puts words of like meaning into one
class, so that "the justice" can be the one who was introduced as a judge.
"""

from onrecord.model import EntityKind


def _classes(table: str) -> dict[str, str]:
    """Read lines of ``class: words`` into word -> class."""
    out: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, words = line.split(":")
        out.update(dict.fromkeys(words.split(), name.strip()))
    return out


# ---- people

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "herr": "m", "monsieur": "m", "don": "m", "sheikh": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "dame": "f", "lady": "f", "madame": "f",
    "dr": "", "dr.": "", "prof": "", "prof.": "", "rev": "", "rev.": "", "reverend": "", "hon": "", "hon.": "",
    "mx": "", "mx.": "", "st": "", "messrs": "m", "messrs.": "m",
}  # fmt: skip
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv esq esq. qc kc".split())

ROLES = _classes("""
president: president potus
vice-president: vice-president
premier: premier taoiseach
chancellor: chancellor
minister: minister pm
secretary: secretary
secretary-general: secretary-general
ambassador: ambassador envoy
senator: senator sen sen. sens sens. senators
representative: representative representatives rep rep. reps reps. congressman congresswoman lawmaker legislator congressperson
parliamentarian: mp mps mep parliamentarian backbencher peer assemblyman assemblywoman deputy
governor: governor gov gov.
mayor: mayor alderman
councillor: councillor councilman councilwoman councilor
judge: judge justice magistrate jurist
prosecutor: prosecutor
attorney: attorney lawyer counsel barrister solicitor advocate litigator
candidate: candidate nominee hopeful contender front-runner frontrunner standard-bearer
spokesperson: spokesman spokeswoman spokesperson
chief: chief head boss leader supremo
chair: chairman chairwoman chair chairperson
speaker: speaker
whip: whip
director: director
commissioner: commissioner
executive: ceo executive cfo coo
manager: manager coach
founder: founder co-founder cofounder
owner: owner landlord
general: general gen gen. commander colonel col col. admiral adm adm. brigadier marshal
officer: officer sergeant sgt sgt. captain capt capt. lieutenant lt lt. major maj maj. detective sheriff constable superintendent inspector policeman policewoman trooper deputy-sheriff corporal private
agent: agent ranger investigator coroner marshall
official: official aide adviser advisor staffer strategist operative consultant pollster
economist: economist
scholar: professor academic scholar lecturer historian researcher scientist fellow biologist physicist epidemiologist climatologist sociologist criminologist psychologist
analyst: analyst expert specialist
doctor: doctor physician surgeon psychiatrist paediatrician pediatrician nurse gp medic
teacher: teacher headteacher headmaster headmistress principal dean tutor
student: student pupil undergraduate
author: author writer novelist poet playwright biographer
journalist: journalist reporter correspondent editor columnist anchor host commentator broadcaster moderator blogger pundit presenter
businessman: businessman businesswoman billionaire mogul tycoon magnate entrepreneur financier developer industrialist investor millionaire banker trader
filmmaker: filmmaker film-maker producer screenwriter
performer: actor actress singer musician comedian rapper artist star dancer drummer guitarist painter sculptor
athlete: player striker midfielder goalkeeper quarterback champion athlete golfer boxer captain
cleric: pastor priest bishop archbishop cardinal rabbi imam pope pontiff vicar reverend minister-of-religion father
monarch: king queen prince princess emperor sultan emir duke duchess crown
engineer: engineer architect programmer technician
farmer: farmer grower rancher fisherman
activist: activist campaigner organizer organiser organisator dissident
dictator: dictator strongman autocrat
shopkeeper: shopkeeper baker butcher grocer waiter waitress barber bartender
worker: worker driver electrician plumber carpenter miner nurse-assistant clerk cashier firefighter paramedic pilot
mathematician: mathematician chemist geologist astronomer statistician
librarian: librarian curator archivist
secretary-treasurer: treasurer comptroller auditor
""")  # fmt: skip
ROLES["captain"] = "officer"
# "The X chief" may be anyone who leads X, whatever the title.
LEADERS = frozenset(
    "president premier chancellor minister secretary secretary-general governor mayor chief chair director "
    "commissioner executive manager speaker founder general monarch dictator".split()
)
KIN = {
    "wife": "f", "husband": "m", "mother": "f", "father": "m", "daughter": "f", "son": "m", "sister": "f",
    "brother": "m", "aunt": "f", "uncle": "m", "niece": "f", "nephew": "m", "widow": "f", "widower": "m",
    "ex-wife": "f", "ex-husband": "m", "girlfriend": "f", "boyfriend": "m", "fiancee": "f", "fiance": "m",
    "partner": "", "cousin": "", "grandmother": "f", "grandfather": "m", "spouse": "", "stepson": "m",
}  # fmt: skip
# Words for somebody already met that say little more than who it is.
EPITHETS = {
    "man": "m", "woman": "f", "boy": "m", "girl": "f", "gentleman": "m", "teenager": "", "veteran": "",
    "politician": "", "republican": "", "democrat": "", "conservative": "", "liberal": "", "incumbent": "",
    "socialist": "", "independent": "", "resident": "", "native": "", "victim": "", "suspect": "",
    "defendant": "", "plaintiff": "", "survivor": "", "widow": "f", "mother": "f", "father": "m",
    "grandmother": "f", "grandfather": "m", "newcomer": "", "lady": "f", "speaker": "", "Texan": "",
}  # fmt: skip
GENDERED_ROLES = {
    "m": ("man", "king", "prince", "duke"),
    "f": ("woman", "queen", "princess", "duchess", "actress"),
}

ANONYMOUS = frozenset(
    """source sources official officials aide aides insider insiders adviser advisers advisor advisors
    diplomat diplomats witness witnesses bystander prosecutors investigators lawyers attorneys colleagues
    colleague friend friends acquaintance neighbor neighbour neighbors neighbours staffer staffers operative
    person caller tipster whistleblower whistle-blower associate associates confidant relative relatives
    detectives commanders authorities somebody someone executives spokespeople organizers organisers
    representatives passer-by informant confidante employee operatives strategist""".split()
)
CROWDS = frozenset(
    """people voters critics experts protesters protestors demonstrators supporters opponents residents
    observers analysts republicans democrats conservatives liberals lawmakers members men women children
    students parents activists scientists researchers economists historians scholars americans families
    others many some most few several both all everyone everybody nobody anyone those workers campaigners
    proponents detractors skeptics sceptics fans readers viewers users customers investors developers
    politicians commentators pundits journalists reporters troops soldiers police farmers doctors nurses
    teachers tories socialists progressives moderates evangelicals minorities immigrants refugees citizens
    taxpayers advocates backers allies rivals candidates leaders nations countries states governments
    companies groups agencies organizations organisations states firms banks businesses media public crowd
    crowds majority half group mob generation community audience percent folks guys kids neighbours
    employers employees unions markets donors delegates followers figures storytellers elites establishment
    world none respondents participants conservationists campaigns ministers judges senators villagers""".split()
)
INDEFINITE = frozenset(
    "a an one another some several many few two three four other no any every each certain more most "
    "dozens hundreds thousands unnamed anonymous various numerous".split()
)

# ---- bodies

BODIES = _classes("""
company: company corporation firm manufacturer retailer maker carmaker automaker airline lender giant startup chain publisher supermarket brewer insurer developer airlines motors industries holdings inc inc. corp corp. ltd ltd. plc llc co. bros enterprises partners technologies pharmaceuticals systems energy oil steel railways railroad supermarkets stores capital utility studio operator conglomerate
bank: bank
fund: fund
agency: agency bureau department dept ministry office service services regulator watchdog administration authority inspectorate treasury directorate police constabulary customs enforcement
board: council committee commission panel board taskforce inquiry secretariat assembly
legislature: senate house congress parliament legislature duma knesset bundestag commons lords
court: court tribunal
alliance: alliance bloc union pact coalition league cartel community
party: party caucus movement
campaign: campaign committee
group: group organization organisation charity nonprofit ngo foundation association institute institution think-tank thinktank society trust federation confederation network centre center initiative project society alliance coalition body fund union club team band church diocese congregation guild chamber syndicate lobby militia faction militants gang
school: university college school academy hospital clinic museum library laboratory lab
outlet: newspaper paper magazine outlet network broadcaster channel station website tabloid daily weekly times post journal herald tribune gazette chronicle observer guardian telegraph courier press news tv radio site broadcasting newswire agency
government: government regime cabinet kremlin pentagon army navy military forces junta ministry embassy mission delegation
""")  # fmt: skip
BODIES |= {
    "union": "alliance",
    "fund": "fund",
    "agency": "agency",
    "committee": "board",
    "ministry": "agency",
}
BODIES |= {"alliance": "alliance", "coalition": "alliance", "developer": "company"}
# Nouns that may stand for a body of another class too: "the group", "the organisation".
LOOSE_BODIES = frozenset("group organization organisation body institution".split())
KNOWN_BODIES = {
    "nato": "alliance", "eu": "alliance", "european union": "alliance", "un": "group", "united nations": "group",
    "asean": "alliance", "opec": "alliance", "imf": "fund", "who": "agency", "fbi": "agency", "cia": "agency",
    "nsa": "agency", "kremlin": "government", "pentagon": "government", "white house": "government",
    "congress": "legislature", "senate": "legislature", "downing street": "government", "bbc": "outlet",
    "cnn": "outlet", "reuters": "outlet", "pravda": "outlet", "capitol hill": "legislature", "hamas": "group",
    "whitehall": "government", "scotland yard": "agency", "wall street": "group", "hezbollah": "group",
    "interpol": "agency", "taliban": "group", "g7": "alliance", "g20": "alliance", "gop": "party",
    "labour": "party", "al qaeda": "group", "vatican": "government", "holy see": "government", "google": "company",
    "facebook": "company", "twitter": "company", "amazon": "company", "apple": "company", "microsoft": "company",
    "netflix": "company", "fox": "outlet", "bloomberg": "outlet", "breitbart": "outlet", "politico": "outlet",
    "house": "legislature", "commons": "legislature", "treasury": "agency", "isis": "group", "house of commons":
    "legislature", "house of lords": "legislature", "hill": "legislature", "buckingham palace": "government",
    "elysee": "government", "sputnik": "outlet", "tass": "outlet", "xinhua": "outlet", "twitter": "company",
}  # fmt: skip
PLACE_NOUNS = frozenset(
    "country nation city town state kingdom republic province region village island".split()
)
PLACE_WORDS = frozenset(
    """street avenue road river lake park county city island islands beach valley mountain mount hills bay
    square stadium airport bridge station district heights springs creek canyon harbor harbour coast region
    province peninsula sea ocean tower towers plaza building boulevard lane arena hotel hall""".split()
)

# ---- documents and other things

DOCUMENTS = frozenset(
    """report study poll survey statement bill law memo memorandum letter document documents article story piece
    editorial book film documentary movie paper analysis review audit investigation complaint lawsuit indictment
    filing brief submission ruling decision opinion order motion affidavit transcript email e-mail emails
    message tweet post video footage ad advertisement commercial website page data statistics figures census
    records treaty constitution convention agreement accord amendment act resolution manifesto plan proposal
    policy program programme budget draft testimony petition release press-release communique dispatch essay
    column op-ed memoir novel biography song album speech play polls surveys studies reports estimates evidence
    commentary note pamphlet leaflet sign signs banner banners headline headlines caption guidelines rules
    guidance chart graph text notice warrant contract deal bulletin advisory newsletter dossier cable
    cables diary findings finding research rankings index directive decree edict declaration legislation""".split()
)
TITLED = "film|documentary|movie|book|novel|essay|article|op-ed|memoir|album|song|column|report|play|series|podcast"
# Proper names of things that neither speak nor decide.
THINGS = frozenset(
    """war day week act amendment award prize cup games series show week month festival conference summit
    theorem law era revolution election elections age movie awards olympics season deal brexit covid morning
    tonight today hour highway championship bowl prison program programme project""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter ramadan spring summer autumn winter""".split()
)

# ---- little words

FUNCTION_WORDS = frozenset(
    """the a an in on at but and or if when while after before as for from to of with by this that these those
    he she it they we i you his her its their our my your there here what who whom whose which why how not no
    yes so then now also still yet once one two three four five many some most all both each every other
    another such more it's i'm we're don't is are was were be been do does did has have had can could will
    would should may might must than however meanwhile instead according although though because since until
    during under over about against among between despite like unlike even only just perhaps maybe nor
    without within toward towards into onto up down out off back him them us me whether additionally
    moreover finally later earlier recently yesterday today tonight again indeed well oh let's that's there's
    he's she's they're you're i've we've i'd i'll we'll can't won't didn't doesn't isn't ok okay please thank
    thanks never always nothing something everything last next several few first second third asked
    said speaking""".split()
)
NAME_PARTICLES = frozenset(
    "de van von der den bin ibn al la le du da di del dos das el ter ten bint y ap af zu".split()
)
PREPOSITIONS = frozenset(
    """of for in at from with by on to about against like including over under near among between within
    before after during behind inside outside around across through as who whom whose which that where when
    while whether and or but is are was were has have had""".split()
)
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "o", "its": "o", "itself": "o", "they": "p", "them": "p", "their": "p", "themselves": "p",
    "i": "i", "me": "i", "my": "i", "myself": "i", "we": "w", "us": "w", "our": "w", "ourselves": "w",
    "who": "r", "whom": "r", "which": "r", "that": "r", "whose": "r",
}  # fmt: skip
MASS_CROWDS = frozenset("members group number majority crowd crowds half percent generation".split())
REGIONAL_PARTIES = frozenset(
    "republican republicans democrat democrats democratic tory tories labour".split()
)


def singular(noun: str) -> str:
    """Take a plural ending off a noun, roughly.

    Example:
        >>> singular("senators"), singular("women"), singular("deputies"), singular("boss")
        ('senator', 'woman', 'deputy', 'boss')
    """
    if noun.endswith("men") and noun != "women":
        return noun[:-2] + "an"
    if noun == "women":
        return "woman"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def role_class(word: str) -> str | None:
    """The class of a word for what a person does or is; None for other words."""
    return ROLES.get(word) or ("kin" if word in KIN else None) or ROLES.get(singular(word))


def is_plural(noun: str) -> bool:
    """Say whether a noun looks like a plural."""
    return noun in ("people", "men", "women", "children") or singular(noun) != noun


def crowd_kind(noun: str) -> EntityKind:
    """Particular speakers whose names are withheld, or a class of people."""
    return EntityKind.ANONYMOUS if noun in ANONYMOUS else EntityKind.GROUP
