"""Little words: pronouns, prepositions, particles of names, determiners. All lower case."""

ARTICLES = frozenset(("the", "a", "an"))
DETERMINERS = ARTICLES | frozenset("his her its their our my one another some those other".split())
LEAD_INS = frozenset("according to by from per and but for as".split())  # before a source's own words
JOINTLY = frozenset("both each pair duo couple two".split())
INDEFINITE = frozenset(
    "a an one another some several many few two three four other no any every each certain more most "
    "dozens hundreds thousands unnamed anonymous various numerous".split()
)

FUNCTION_WORDS = frozenset(
    """the a an in on at but and or if when while after before as for from to of with by this that
    these those he she it they we i you his her its their our my your there here what who whom
    whose which why how not no yes so then now also still yet once one two three four five many
    some most all both each every other another such more it's i'm we're don't is are was were be
    been do does did has have had can could will would should may might must than however
    meanwhile instead according although though because since until during under over about
    against among between despite like unlike even only just perhaps maybe nor without within
    toward towards into onto up down out off back him them us me whether additionally moreover
    finally later earlier recently yesterday today tonight again indeed well oh let's that's
    there's he's she's they're you're i've we've i'd i'll we'll can't won't didn't doesn't isn't
    ok okay please thank thanks never always nothing something everything last next several few
    first second third asked said speaking""".split()
)
NAME_PARTICLES = frozenset(
    "de van von der den bin ibn al la le du da di del dos das el ter ten bint y ap af zu wa".split()
)
PREPOSITIONS = frozenset(
    """of for in at from with by on to about against like including over under near among between
    within before after during behind inside outside around across through as""".split()
)
# Words that cannot stand within the core of a noun phrase: the head is before them.
PHRASE_ENDS = PREPOSITIONS | frozenset(
    "who whom whose which that where when while whether and or but is are was were has have had".split()
)
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "o", "its": "o", "itself": "o", "they": "p", "them": "p", "their": "p", "themselves": "p",
    "i": "i", "me": "i", "my": "i", "myself": "i", "we": "w", "us": "w", "our": "w", "ourselves": "w",
    "who": "r", "whom": "r", "which": "r", "that": "r", "whose": "r",
}  # fmt: skip
