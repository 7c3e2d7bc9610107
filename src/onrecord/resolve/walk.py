"""The walk through a page, from its start to its end, that resolves each source in turn."""

from collections.abc import Iterator

from onrecord.model import Attribution
from onrecord.resolve.lexicon.nouns import PRONOUNS
from onrecord.resolve.phrases import Head, noun_sort, read_phrase
from onrecord.resolve.trail import Trail, fits_person
from onrecord.resolve.sources import Found, SourceReader

MAX_DEPTH = 20  # levels of quotes within quotes; nobody nests deeper, a loop would
_LOOK_AHEAD = 7  # words after "the" within which its noun must stand


def walk(reader: SourceReader) -> dict[str, Found]:
    """Resolve every attribution's source.

    Returns:
        What was found, by the attribution's id; those without a source that can be told are left out.
    """
    page, trail = reader.page, Trail(reader.page)
    found: dict[str, Found] = {}
    later: list[Attribution] = []
    for word, attrib in _events(reader):
        if attrib is None:
            _note(reader, trail, word)
            continue
        if reader.is_first_person(attrib):
            later.append(attrib)
            continue
        result = reader.read(attrib, trail)
        if result is not None:
            found[attrib.id] = result
            if attrib.source:
                trail.add(result.figure, word, speaks=not page.is_aside(page.starts[word]))
    for attrib in later:
        speaker = _speaker(reader, attrib, found)
        if speaker is not None:
            found[attrib.id] = speaker
    return found


def _events(reader: SourceReader) -> Iterator[tuple[int, Attribution | None]]:
    """Every source and every other word that may mention somebody, in the order of the page."""
    page = reader.page
    count = len(page.words)
    heads: dict[int, list[Attribution]] = {}
    for attrib in reader.attributions:
        places = attrib.source or attrib.cue or attrib.content
        if places and count:
            heads.setdefault(min(page.word_at(places[0].start), count - 1), []).append(attrib)
    for word, key in enumerate(page.lower):
        for attrib in heads.get(word, ()):
            yield word, attrib
        if word in reader.cast.named or PRONOUNS.get(key) in ("m", "f") or key == "the":
            if word not in heads or word in reader.cast.named:
                yield word, None


def _note(reader: SourceReader, trail: Trail, word: int) -> None:
    """Lay on the trail whom a word that is no source mentions."""
    page, cast = reader.page, reader.cast
    figure = cast.named.get(word)
    if figure is not None:
        trail.add(figure, word)
        return
    place = page.starts[word]
    if page.is_titled(place):
        return
    key = page.lower[word]
    if key == "the":
        phrase = read_phrase(page, cast.names, word, min(word + _LOOK_AHEAD, len(page.words)))
        if phrase.kind is Head.NOUN and noun_sort(page.lower[phrase.head]) == "role":
            figure = reader.by_role(phrase, trail)
    elif page.quote_of(place) is None:
        figure = trail.find(place, fits_person(PRONOUNS[key]))
        if figure is not None and not figure.gender:
            figure.gender = PRONOUNS[key]
    if figure is not None:
        trail.add(figure, word)


def _speaker(reader: SourceReader, attrib: Attribution, found: dict[str, Found]) -> Found | None:
    """Whom "I" or "we" means: the one in whose words it stands, else the writer."""
    around = attrib
    for _ in range(MAX_DEPTH):
        parent = reader.enclosing(around)
        if parent is None:
            break
        if parent.id in found:
            return Found(found[parent.id].figure, ("first person in the words of this speaker",))
        around = parent
    return reader.writer(attrib)
