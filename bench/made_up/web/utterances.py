"""What people say in the made-up web, and how the outlets word it.

An utterance is put together of one to three stretches out of large pools, and names people and places, so
that two of them seldom share more than a few words: whoever reads the pages can tell them apart. Phrases that
everyone uses are planted on purpose.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.drift_edits import EDITS, Stock
from bench.made_up.words import pick, plural
from bench.made_up.world import Person

STOCK_SHARE = 0.12  # of the utterances hold a phrase that everyone uses
BARE_SHARE = (
    0.02  # of an event's are such a phrase and nothing else: the same words, said by others elsewhere
)
LEAST_PARTIAL, MOST_PARTIAL = 8, 12  # words of a partial quote; of fewer nobody can tell whence they are
MIN_WORDS = 8  # a wording that is shorter is left as it was: it would be a partial quote


STOCK_PHRASES = [  # within what is said
    "our thoughts and prayers are with everyone who was affected",
    "we take matters of this kind very seriously",
    "lessons will be learned and nobody will be left behind",
    "at the end of the day the people will decide",
    "we are working around the clock to put this right",
    "safety is and always will be our first concern",
]
BARE_PHRASES = [  # that are all that is said; others, for a bare one might be a part of what was said with it
    "it would be wrong to comment while the inquiry goes on",
    "we are monitoring the situation very closely",
    "let me be absolutely clear about that",
    "there is no truth whatever in these claims",
    "we have every confidence in the officers involved",
    "this is a great day for the whole community",
]
_KINDS = """
    ferry bus school fish grain village coal water night bicycle hospital railway bakery cattle rope
    county cider lifeboat toll tram market sewing flood orchard ice bell pottery fire sawmill harbour
    nursery post wind chapel reading gravel glass dairy customs pilot corn goods football tide dance
    ambulance telephone sugar cinema war parcel weather oyster tannery boat apple rescue city paper
    stone radio printing beach cable seed town parish maternity rates pumping slate adult fuel court
    skating poultry timber laundry wool copper granite lantern bottle carpet violin chess clay cement
    diesel turbine sewage barley hop salt herring trawler mackerel mussel walnut honey tulip cricket
    rowing
""".split()
_THINGS = """
    timetable garage kitchen market store bath hall jetty main shelter path laundry arch licence fair
    workshop archive press house bridge depot clock academy barrier rink tower museum engine lease fund
    crane garden office farm roof room pit factory contract shed exchange yard ground gauge station
    warehouse memorial mast bed site harvest service wall mill quarry hut lorry bank band register ward
    plant slipway ledger tunnel pension auction inquiry permit subsidy tariff hostel library canteen
    chimney furnace reservoir culvert pavilion turnstile conveyor greenhouse brewery embankment viaduct
    signal siding platform gallery cellar stable kennel aviary hatchery smokehouse foundry
""".split()
_GROUPS = """
    shopkeepers apprentices nurses drivers pensioners tenants cadets ringers trawlermen beekeepers
    ushers gardeners lamplighters carpenters widows parents surveyors stewards porters choristers
    herdsmen glaziers families teachers cleaners dockers translators volunteers rowers campers weavers
    plumbers pupils librarians smallholders traders conductors swimmers blacksmiths commuters cooks
    welders electricians postmen clerks bailiffs magistrates midwives chemists dentists farriers
    saddlers tilers roofers thatchers millers brewers coopers potters printers binders tailors cobblers
    jewellers watchmakers puppeteers jugglers acrobats drummers organists buglers
""".split()
_DEEDS = """
    mortgage flatten whitewash auction insulate padlock rewire photograph fumigate dismantle privatise
    modernise vaccinate catalogue underwrite landscape barricade refurbish nationalise illuminate
    subsidise relocate excavate decorate requisition bulldoze thatch dredge varnish franchise ventilate
    abandon applaud ridicule outlaw license inspect evacuate shelter compensate congratulate betray
    ignore befriend recruit retrain overwhelm disappoint reward punish bankrupt rescue transport feed
    house insure sue tax heat paint polish sweep drain irrigate fence hedge plough mow prune graze shear
    sharpen weld solder rivet hoist haul tow anchor moor ferry smuggle export import ration barter lend
    borrow inherit bequeath donate squander hoard
""".split()
_MANNERS = """
    quietly recklessly cheaply secretly gladly reluctantly hastily lawfully clumsily generously openly
    annually overnight twice properly shamelessly patiently foolishly bravely jointly grudgingly blindly
    proudly politely thoroughly temporarily singlehandedly expensively stubbornly sensibly
""".split()
_JUDGED = """
    reckless overdue laughable humiliating generous pointless brave dishonest inevitable clumsy
    thrilling shabby prudent heartless premature magnificent illegal sensible wasteful tragic remarkable
    spiteful flawed muddled historic vain derelict crooked splendid rusty leaking haunted borrowed
    forgotten crowded frozen gilded hollow humble idle jagged lavish meagre noisy obsolete pompous
    quaint ragged sacred tangled unlit vacant wobbly zealous ancient bankrupt charming dusty eager
    fragile gloomy
""".split()

_STRETCHES = [
    "we will {manner} {deed} {number} {kind} {things} of {name} in {place}",
    "the {judged} {kind} {thing} by {place} must {deed} the {group} of {name}",
    "no {group} from {place} can {deed} the {judged} {name} {thing} {manner}",
    "I {manner} told {name} and {number} {judged} {group} to {deed} the {place} {kind} {thing}",
    "our {place} {thing} was {judged} and the {group} of {name} were {judged}",
    "{judged} {group} from {place} {deed} the {name} {kind} {thing} each {month}",
    "{name} must {manner} {deed} the {judged} {kind} {thing} at {place} in {month}",
    "if {group} {deed} the {name} {kind} {thing}, {place} will {manner} {deed} {number} {group}",
    "they {manner} gave {name} a {place} {kind} {thing} for {judged} {group}",
    "{number} {judged} {group} of {name} own this {kind} {thing} in {place}",
    "you do not {deed} {judged} {place} {things} with {group} like {name}",
    "{name} and {place}, you know, {manner} {deed} {judged} {kind} {things}",
    "the {place} {kind} {thing} will {manner} {deed} {name} without {judged} {group}",
    "{place} has {number} {judged} {group} for {name} and not one {kind} {thing}",
    "{number} {group} would probably {deed} the {judged} {name} {thing} at {place} by {month}",
    "the {group} of {place}, I mean, {manner} {deed} {name} and the {kind} {things}",
    "it is {judged} that {place} {group} should {deed} the {name} {thing} {manner}",
    "since {month} the {place} {kind} {things} of {name} have been {manner} {judged}",
    "his {judged} {place} {kind} {thing} could not {deed} {name} or {number} {group}",
    "{name} {manner} asked the {judged} {group} of {place} to {deed} the {kind} {thing}",
    "more {place} {things} will {deed} fewer {judged} {group} of {name}",
    "nobody in {place} can {manner} {deed} what {name} and the {judged} {group} {deed}",
]
_JOINTS = [", and ", ", but ", " because ", "; ", ", so ", ", although ", ", and still ", ", which is why "]
_SLOT = re.compile(r"\{(\w+)\}")
_SPLIT = [_SLOT.split(stretch) for stretch in _STRETCHES]

_EDITED = [(name, edit) for name, edit in EDITS.items() if name != "nothing"]
_STOCK = Stock(
    words="timber copper lantern saddle marble ribbon barrel pepper candle anchor basket thunder".split(),
    names="Harrow Pelling Ostrand Vickery Tamsin Belgrave Corrigan Thackley".split(),
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that was said once.

    Attributes:
        family: the id of all its wordings in the truth.
        text: the words, without the stop at their end.
        speaker: who said it; None where the page is not to say.
    """

    family: str
    text: str
    speaker: Person | None


@dataclass(frozen=True, slots=True)
class Wording:
    """What an outlet makes of an utterance, and the name of the edit: ``verbatim``, ``partial`` …"""

    text: str
    form: str


class Talker:
    """Makes up what people say.

    Args:
        places: the places that it may speak of.
        names: the people that it may speak of.

    Example:
        >>> said = Talker(["Pelmouth"], ["Crane"]).say(random.Random(3))
        >>> len(said.split()) > 8
        True
    """

    def __init__(self, places: Sequence[str], names: Sequence[str]) -> None:
        self.pools = {
            "place": places,
            "name": names,
            "kind": _KINDS,
            "thing": _THINGS,
            "things": [plural(thing) for thing in _THINGS],
            "group": _GROUPS,
            "deed": _DEEDS,
            "manner": _MANNERS,
            "judged": _JUDGED,
            "month": "January March April May June August October November December".split(),
            "number": [str(n) for n in (*range(3, 20), *range(20, 99, 7), *range(110, 980, 30))],
        }

    def say(self, rng: random.Random) -> str:
        """Something that nobody said before, of 8 to 40 words; now and then with a phrase of everyone's."""
        joints = int(0.3 + 1.9 * rng.random())  # 0, 1 or 2: mostly one
        text = self._stretch(rng)
        for _ in range(joints):
            text += pick(rng, _JOINTS) + self._stretch(rng)
        if rng.random() < STOCK_SHARE:
            phrase = pick(rng, STOCK_PHRASES)
            text = f"{phrase}, and {text}" if rng.random() < 0.5 else f"{text}, and {phrase}"
        return text

    def _stretch(self, rng: random.Random) -> str:
        pieces = pick(rng, _SPLIT).copy()
        for i in range(1, len(pieces), 2):  # _SLOT.split puts the slots at odd places
            pieces[i] = pick(rng, self.pools[pieces[i]])
            if pieces[i][0] in "aeiou" and pieces[i - 1].endswith(" a "):
                pieces[i - 1] = pieces[i - 1][:-1] + "n "
        return "".join(pieces)


def say_stock(rng: random.Random, speaker: Person) -> Utterance:
    """A phrase of everyone's and nothing else: one utterance a speaker, for no page tells more."""
    number = rng.randrange(len(BARE_PHRASES))
    name = speaker.name.replace(" ", "-").lower()
    return Utterance(f"stock-{number}-{name}", BARE_PHRASES[number], speaker)


def word(rng: random.Random, text: str) -> Wording:
    """One outlet's wording of an utterance: half of them word for word, the rest edited."""
    chance = rng.random()
    if chance < 0.5:
        return Wording(text, "verbatim")
    if chance < 0.7 and _take_out_stock(text) == text:  # else what is left may be everyone's phrase alone
        return _shorten(rng, text) if chance < 0.62 else _splice(rng, text)
    first = _edit(rng, text)
    if chance < 0.88:
        return first
    second = _edit(rng, first.text)
    return Wording(second.text, f"{first.form}; {second.form}" if second.form != "verbatim" else first.form)


def word_partly(rng: random.Random, text: str) -> Wording:
    """A few words in a row, as in a sentence of the outlet's own; none of a phrase of everyone's."""
    words = (_take_out_stock(text) or text).split()
    size = rng.randint(LEAST_PARTIAL, MOST_PARTIAL)
    if len(words) <= size:
        return Wording(text, "verbatim")
    start = rng.randrange(len(words) - size + 1)
    return Wording(" ".join(words[start : start + size]).rstrip(",;"), "partial")


def _take_out_stock(text: str) -> str:
    for phrase in STOCK_PHRASES:
        text = text.replace(f"{phrase}, and ", "").replace(f", and {phrase}", "").replace(phrase, "")
    return text


def _edit(rng: random.Random, text: str) -> Wording:
    """One of the known edits, where one of a few fits."""
    for _ in range(4):
        name, edit = pick(rng, _EDITED)
        made = edit(text, rng, _STOCK)
        if made and made[0] != text and len(made[0].split()) >= MIN_WORDS:
            return Wording(made[0].rstrip(".?"), name)
    return Wording(text, "verbatim")


def _shorten(rng: random.Random, text: str) -> Wording:
    """The first or the last two thirds of it."""
    words = text.split()
    kept = max(MIN_WORDS, round(len(words) * (0.55 + 0.3 * rng.random())))
    if kept >= len(words):
        return Wording(text, "verbatim")
    if rng.random() < 0.6:
        return Wording(" ".join(words[:kept]).rstrip(",;"), "end trimmed")
    return Wording(" ".join(words[-kept:]), "beginning trimmed")


def _splice(rng: random.Random, text: str) -> Wording:
    """Its beginning and its end, what stood between left out, marked or not."""
    words = text.split()
    if len(words) < 2 * MIN_WORDS:
        return Wording(text, "verbatim")
    gap = rng.randint(2, len(words) // 4)
    at = rng.randint(MIN_WORDS // 2, len(words) - gap - MIN_WORDS // 2)
    mark = pick(rng, ("…", "...", "[…]", ""))
    return Wording(" ".join([*words[:at], *([mark] if mark else []), *words[at + gap :]]), "spliced")
