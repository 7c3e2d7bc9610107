"""Statements about an utterance: they hang on its stemma, and are no wordings of it."""

from collections.abc import Iterator, Mapping

from onrecord.model import Attribution, CueKind, Reading, Response, Stemma, Witness

LONGEST = 600  # code points of a response that are kept; the page has the rest
_RELATIONS = {
    CueKind.DENIES: "denies it",
    CueKind.AGREES: "agrees with it",
    CueKind.OBJECTS: "objects to it",
    CueKind.DOUBTS: "doubts it",
    CueKind.ANSWERS: "answers it",
}


def find_responses(stemma: Stemma, pages: Mapping[str, Reading]) -> tuple[Response, ...]:
    """Find, on the pages that carry an utterance, what others are said to say about it.

    Args:
        stemma: of the utterance.
        pages: the page of each witness by the witness's id, for pages of several outlets may be called alike.

    Returns:
        The responses, each on the page's own witness; in the order of the witnesses.
    """
    found: list[Response] = []
    for witness in stemma.witnesses:
        if (reading := pages.get(witness.id)) is not None:  # the record is no page
            found += _on_page(witness, reading)
    return tuple(found)


def _on_page(witness: Witness, reading: Reading) -> Iterator[Response]:
    by_id = {attrib.id: attrib for attrib in reading.attributions}
    held = {by_id[name].parent for name in witness.attributions if name in by_id} - {None}
    speakers = {_name(reading, by_id[name]) for name in witness.attributions if name in by_id}
    imputed = {attrib.parent for attrib in reading.attributions if attrib.imputed}
    for attrib in reading.attributions:
        if attrib.id in witness.attributions or attrib.imputed or _name(reading, attrib) in speakers:
            continue
        if attrib.id in held and attrib.id in imputed:
            relation = "says what it amounts to"
        elif attrib.about in witness.attributions:
            relation = _RELATIONS.get(attrib.kind, "is about it")
        else:
            continue
        yield Response(
            witness.id,
            witness.document,
            witness.name,
            attrib.id,
            _name(reading, attrib),
            " … ".join(reading.snap.text[s:e] for s, e in attrib.content)[:LONGEST],
            relation,
            reading.snap.published,
        )


def _name(reading: Reading, attrib: Attribution) -> str:
    """Who makes a statement: the entity, or the page's words."""
    if attrib.entity and attrib.entity.name:
        return attrib.entity.name
    return " ".join(reading.snap.text[s:e] for s, e in attrib.source) or "someone"
