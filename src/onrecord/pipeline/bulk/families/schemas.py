"""The tables between the steps: their columns, and what these mean."""

import pyarrow as pa

KEY = pa.uint64()
SPAN = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])

PASSAGE = pa.struct(
    [
        ("record", pa.string()),
        ("title", pa.string()),
        ("date", pa.string()),
        ("start", pa.int64()),  # code points of the record, from the first stretch to the last
        ("end", pa.int64()),
        ("words", pa.string()),
        ("score", pa.float64()),  # of the trace, from 0 to 1
    ]
)

QUOTES = pa.schema(
    [
        pa.field("quote", KEY, False),  # of the page's key and the quote's spans
        pa.field("page", KEY, False),  # the ledger's key of the capture
        pa.field("document", pa.string(), False),  # what all captures of the page share: its address
        ("outlet", pa.string()),
        ("host", pa.string()),
        ("published", pa.string()),  # ISO 8601
        ("captured", pa.string()),
        ("speaker", pa.string()),  # the entity's name, else the page's words for the source
        pa.field("words", pa.string(), False),
        pa.field("terms", pa.list_(KEY), False),  # a number for each word, as words are matched
        ("passage", PASSAGE),  # what it was traced to, null where to nothing
        pa.field("attribution", pa.string(), False),
        pa.field("spans", pa.list_(SPAN), False),  # code points of the page's text
        pa.field("near", pa.string(), False),  # the page's words around it, which may name another outlet
    ]
)

BLOCKS = pa.schema(
    [
        pa.field("run", KEY, False),  # a rare run of words, or a stretch of a record
        pa.field("wording", KEY, False),  # like wordings have like upper halves, so that they sort together
        pa.field("quote", KEY, False),
    ]
)

PAIRS = pa.schema([pa.field("one", KEY, False), pa.field("other", KEY, False)])

BOTH_QUOTES = ("terms", "speaker", "passage")

BONDS = pa.schema(
    [
        pa.field("one", KEY, False),
        pa.field("other", KEY, False),
        pa.field("strength", pa.float64(), False),  # nats: the rarity of the words that pair
        pa.field("kind", pa.int8(), False),  # a BondKind
        ("one_speaker", pa.string()),  # null where the page has no name
        ("other_speaker", pa.string()),
    ]
)

MEMBERS = pa.schema(
    [
        pa.field("quote", KEY, False),
        pa.field("family", KEY, False),  # the least key of its quotes
    ]
)

SHINGLES = pa.schema(
    [
        pa.field("page", KEY, False),
        pa.field("document", pa.string(), False),
        pa.field("shingles", pa.list_(pa.uint64()), False),  # of the outlet's own words; ascending
    ]
)

BANDS = pa.schema(
    [pa.field("run", KEY, False), pa.field("wording", KEY, False), pa.field("page", KEY, False)]
)

BOTH_PAGES = ("document", "shingles")

STORIES = pa.schema(
    [
        pa.field("page", KEY, False),
        pa.field("story", KEY, False),  # the least key of its pages
    ]
)

TOLD = pa.schema([*QUOTES, pa.field("family", KEY, False), pa.field("story", KEY)])

_CARRIER = pa.struct(
    [
        ("document", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("page", pa.string()),  # keys as the ledger shows them, in hexadecimal
        ("attribution", pa.string()),
    ]
)

FAMILIES = pa.schema(
    [
        pa.field("family", pa.string(), False),
        ("speaker", pa.string()),  # whom most witnesses give the words to
        (
            "contested",
            pa.list_(pa.struct([("speaker", pa.string()), ("pages", pa.int32())])),
        ),  # others whom pages give them to, the most pages first
        pa.field("witnesses", pa.int32(), False),  # pages with words of their own; copies count as one
        pa.field("copies", pa.int32(), False),
        pa.field("captures", pa.int32(), False),  # later ones of the same pages
        ("record", pa.string()),
        pa.field("first", _CARRIER, False),
        pa.field("distinct", pa.int32(), False),  # wordings, of which the first 500 are listed
        (
            "wordings",
            pa.list_(
                pa.struct(
                    [
                        ("words", pa.string()),
                        ("first", _CARRIER),
                        ("outlets", pa.list_(pa.string())),
                        ("pages", pa.int32()),
                    ]
                )
            ),
        ),
        (
            "syndicated",
            pa.list_(pa.struct([("of", pa.string()), ("copies", pa.list_(_CARRIER))])),
        ),  # the copies of each witness that has any; ``of`` is its document
        ("stemma", pa.string()),  # as a stemma of ``onrecord-descent/1``, in JSON
    ]
)
