"""Words for people: titles, roles, kin, crowds, and those whose names are withheld. All lower case.

Roles of like meaning are one class, so that "the justice" can be the one introduced as a judge.
"""

from onrecord.resolve.lexicon.tables import classes

HONORIFICS = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "herr": "m", "monsieur": "m", "sheikh": "m",
    "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "dame": "f", "lady": "f", "madame": "f",
    "dr": "", "dr.": "", "prof": "", "prof.": "", "rev": "", "rev.": "", "reverend": "", "hon": "",
    "hon.": "", "mx": "", "mx.": "", "st": "", "messrs": "m", "messrs.": "m", "baroness": "f",
    "countess": "f", "viscount": "m", "shri": "m", "smt": "f", "smt.": "f", "alhaji": "m", "hajia": "f",
    "hajiya": "f", "malam": "m", "barr": "", "barr.": "", "engr": "", "engr.": "", "h.e.": "", "canon": "",
    "frau": "f", "mme": "f", "mme.": "f", "shrimati": "f", "datuk": "m",
}  # fmt: skip
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv esq esq. qc kc".split())
# Titles that a place goes with: "the Earl of Elm".
PEERAGES = {
    "earl": "m", "duke": "m", "duchess": "f", "countess": "f", "marquess": "m", "marquis": "m",
    "marchioness": "f", "viscount": "m", "viscountess": "f",
}  # fmt: skip
# "Her Majesty", "His Excellency"
STYLES = frozenset(
    "majesty highness excellency holiness grace eminence honour honor lordship ladyship".split()
)
# Who stands right after a company's or union's name: "Elm Water's chief executive".
OFFICERS = frozenset(
    "chief executive|managing director|finance director|general secretary|chief operating|chief financial|"
    "ceo|chairman|chairwoman|shareholders|customers|directors|board".split("|")
)
# Letters after a name that are none of it: "Ann Roe MP".
POSTNOMINALS = frozenset("MP MSP MEP MLA TD QC KC OBE MBE CBE FRS PhD MD".split())

ROLES = classes("""
president: president potus
vice-president: vice-president
premier: premier taoiseach
chancellor: chancellor
minister: minister pm
secretary: secretary
secretary-general: secretary-general
ambassador: ambassador envoy
senator: senator sen sen. sens sens. senators
representative: representative representatives rep rep. reps reps. congressman congresswoman
    congressperson
lawmaker: lawmaker legislator
parliamentarian: mp mps mep parliamentarian backbencher peer assemblyman assemblywoman deputy
governor: governor gov gov.
mayor: mayor alderman
councillor: councillor councilman councilwoman councilor cllr cllr. cllrs
    coun coun. alderwoman
judge: judge justice magistrate jurist
prosecutor: prosecutor
attorney: attorney lawyer counsel barrister solicitor advocate litigator
candidate: candidate challenger nominee hopeful contender front-runner frontrunner standard-bearer
spokesperson: spokesman spokeswoman spokesperson
chief: chief head boss leader supremo
chair: chairman chairwoman chair chairperson
speaker: speaker
whip: whip
director: director
commissioner: commissioner
executive: ceo executive cfo coo
manager: manager coach
founder: founder cofounder
owner: owner landlord
general: general gen gen. commander colonel col col. admiral adm adm. brigadier marshal
officer: officer sergeant sgt sgt. captain capt capt. lieutenant lt lt. major maj maj. detective sheriff
    constable superintendent inspector policeman policewoman trooper deputy-sheriff corporal private
    supt supt. insp insp. det det. dci pc skipper warden bailiff
master: master harbourmaster harbormaster
agent: agent ranger investigator coroner marshall
official: official undersecretary collector aide adviser advisor staffer strategist operative consultant
    pollster
economist: economist
scholar: professor academic scholar lecturer historian researcher scientist fellow biologist physicist
    epidemiologist climatologist sociologist criminologist psychologist
analyst: analyst expert specialist
doctor: doctor physician surgeon psychiatrist paediatrician pediatrician nurse gp medic
teacher: teacher headteacher headmaster headmistress principal dean tutor
student: student pupil undergraduate sophomore freshman
author: author writer novelist poet playwright biographer
journalist: journalist reporter correspondent editor columnist anchor host commentator broadcaster
    moderator blogger pundit presenter
businessman: businessman businesswoman billionaire mogul tycoon magnate entrepreneur financier developer
    industrialist investor millionaire banker trader
filmmaker: filmmaker film-maker producer screenwriter
performer: actor actress singer musician comedian rapper artist star dancer drummer guitarist painter
    sculptor
athlete: player striker midfielder goalkeeper quarterback champion athlete golfer boxer captain
cleric: pastor priest bishop archbishop cardinal rabbi imam vicar reverend
    minister-of-religion father
monarch: king queen prince princess emperor sultan emir duke duchess crown
engineer: engineer architect programmer technician
farmer: farmer grower rancher fisherman
supporter: supporter
voter: voter
protester: protester protestor demonstrator
activist: activist campaigner organizer organiser organisator dissident
dictator: dictator strongman autocrat
shopkeeper: shopkeeper baker butcher grocer waiter waitress barber bartender
worker: worker driver electrician plumber carpenter miner nurse-assistant clerk cashier firefighter
    paramedic pilot steward
mathematician: mathematician chemist geologist astronomer statistician
librarian: librarian curator archivist
secretary-treasurer: treasurer comptroller auditor
claimant: claimant appellant applicant petitioner respondent complainant
tenant: tenant lodger
passenger: passenger commuter
customer: customer shopper
villager: villager
parent: parent
juror: juror foreman
counterpart: counterpart
predecessor: predecessor
successor: successor
vet: vet veterinarian
count: count
member: member
pope: pope pontiff
""")
ROLES["captain"] = "officer"
# What may be joined to a role by a hyphen: "co-organizer", "lieutenant-general", "vice-chair".
RANKS = frozenset("co ex vice deputy sub lieutenant major brigadier rear under director".split())
SURNAME_ROLES = frozenset(
    "king bishop pope marshall baker farmer dean carpenter barber cardinal butcher".split()
)
# "The X chief" may be anyone who leads X, whatever the title.
LEADERS = frozenset(
    "president premier chancellor minister secretary secretary-general governor mayor chief chair director "
    "commissioner executive manager speaker founder general monarch dictator".split()
)
LEGISLATORS = frozenset("senator representative parliamentarian".split())
# A class whose word may be said of those of many others: "the lawmaker" of a senator.
MAY_BE = {"chief": LEADERS, "lawmaker": LEGISLATORS}
# What somebody is beside their office, or without one: few pages have two of whom it can be said.
CALLINGS = frozenset("athlete author performer filmmaker scholar businessman lawmaker".split())
# What somebody is for a while: a later mention may use it though the page never introduced them so.
PASSING = frozenset("candidate businessman".split())
PUBLIC = LEADERS | PASSING | LEGISLATORS | {"lawmaker", "republican", "democrat"}
# Whoever holds one of these is introduced by it: "the judge" is nobody met before without it.
OFFICES = PUBLIC | frozenset(
    "judge prosecutor attorney officer official spokesperson agent juror doctor".split()
)
KIN = {
    "wife": "f", "husband": "m", "mother": "f", "father": "m", "daughter": "f", "son": "m", "sister": "f",
    "brother": "m", "aunt": "f", "uncle": "m", "niece": "f", "nephew": "m", "widow": "f", "widower": "m",
    "ex-wife": "f", "ex-husband": "m", "girlfriend": "f", "boyfriend": "m", "fiancee": "f", "fiance": "m",
    "partner": "", "cousin": "", "grandmother": "f", "grandfather": "m", "spouse": "", "stepson": "m",
    "stepdaughter": "f", "stepmother": "f", "stepfather": "m", "mum": "f", "mom": "f", "mam": "f", "dad": "m",
    "granny": "f", "grandma": "f", "grandad": "m", "granddad": "m", "grandpa": "m", "auntie": "f",
    "mother-in-law": "f", "father-in-law": "m", "sister-in-law": "f", "brother-in-law": "m",
    "daughter-in-law": "f", "son-in-law": "m", "granddaughter": "f", "grandson": "m",
    "fiancée": "f", "fiancé": "m",
}  # fmt: skip
# Words for somebody already met that say little more than who it is.
EPITHETS = {
    "man": "m", "woman": "f", "boy": "m", "girl": "f", "gentleman": "m", "teenager": "", "veteran": "",
    "politician": "", "republican": "", "democrat": "", "conservative": "", "liberal": "", "incumbent": "",
    "socialist": "", "independent": "", "resident": "", "native": "", "victim": "", "suspect": "",
    "defendant": "", "plaintiff": "", "survivor": "", "widow": "f", "mother": "f", "father": "m",
    "grandmother": "f", "grandfather": "m", "newcomer": "", "lady": "f", "speaker": "", "Texan": "",
}  # fmt: skip
# Nouns for where somebody comes from; sports pages use them for whoever has just spoken.
DEMONYMS = {
    "frenchman": "m", "frenchwoman": "f", "dutchman": "m", "dutchwoman": "f", "englishman": "m",
    "englishwoman": "f", "irishman": "m", "irishwoman": "f", "welshman": "m", "welshwoman": "f",
    "scotsman": "m", "scotswoman": "f", "spaniard": "", "briton": "", "swede": "", "argentine": "",
    "dubliner": "", "londoner": "", "liverpudlian": "", "mancunian": "", "glaswegian": "", "parisian": "",
}  # fmt: skip
EPITHETS |= DEMONYMS | PEERAGES | {"baron": "m", "baroness": "f"}
SEXES = {"female": "f", "male": "m"}
# Endings of nouns for people: a questioner is none of the words above, and yet somebody.
PERSON_ENDINGS = tuple(
    "ist woman sman writer worker player keeper holder goer eer ator ioner ctor visor seeker mate".split()
)
GENDERED_ROLES = {
    "m": ("man", "king", "prince", "duke"),
    "f": ("woman", "queen", "princess", "duchess", "actress"),
}

ANONYMOUS = frozenset(
    """source sources official officials aide aides insider insiders adviser advisers advisor
    advisors diplomat diplomats witness witnesses bystander prosecutors investigators lawyers
    attorneys colleagues colleague friend friends acquaintance neighbor neighbour neighbors
    neighbours staffer staffers operative person caller tipster whistleblower whistle-blower
    associate associates confidant relative relatives detectives commanders authorities somebody
    someone executives spokespeople organizers organisers representatives passer-by informant
    member participant confidante employee operatives strategist""".split()
)
CROWDS = frozenset(
    """people voters critics experts protesters protestors demonstrators supporters opponents
    residents observers analysts republicans democrats conservatives liberals lawmakers members
    men women children students parents activists scientists researchers economists historians
    scholars americans families others many some most few several both each pair duo couple all
    everyone everybody nobody anyone those workers campaigners proponents detractors skeptics
    sceptics fans readers viewers users customers investors developers politicians commentators
    pundits journalists reporters troops soldiers police farmers doctors nurses teachers tories
    socialists progressives moderates evangelicals minorities immigrants refugees citizens
    taxpayers advocates backers allies rivals candidates leaders nations countries states
    governments companies groups agencies organizations organisations states firms banks
    businesses media public family crowd crowds majority half group mob generation community
    audience percent folks guys kids neighbours employers employees unions markets donors
    delegates followers figures storytellers elites establishment world none respondents
    participants conservationists campaigns ministers judges senators villagers""".split()
)
REGIONAL_PARTIES = frozenset(
    "republican republicans democrat democrats democratic tory tories labour".split()
)
