"""Stemmas → ``onrecord-descent/1`` (``docs/format-descent.md``), as plain dicts ready for ``json``."""

from collections.abc import Iterable
from typing import Any

from onrecord.export.schemas import read_schema
from onrecord.model import Ancestor, Edge, Response, Stemma, Variant, Witness

SCHEMA = "onrecord-descent/1"

Json = dict[str, Any]


def descent_json(stemmas: Iterable[Stemma]) -> Json:
    """Give all stemmas as one JSON document.

    Example:
        >>> descent_json([])
        {'schema': 'onrecord-descent/1', 'stemmas': []}
    """
    return {"schema": SCHEMA, "stemmas": [stemma_json(stemma) for stemma in stemmas]}


def load_descent_schema() -> Json:
    """Load the JSON Schema (draft 2020-12) that the output of this module obeys."""
    return read_schema("onrecord-descent-1")


def stemma_json(stemma: Stemma) -> Json:
    """Give one stemma as it stands in the document."""
    return {
        "id": stemma.id,
        "speaker": stemma.speaker,
        "contested": list(stemma.contested),
        "root": stemma.root,
        "guide": stemma.guide,
        "witnesses": [_witness(witness) for witness in stemma.witnesses],
        "ancestors": [_ancestor(ancestor) for ancestor in stemma.ancestors],
        "edges": [_edge(edge) for edge in stemma.edges],
        "variants": [_variant(variant) for variant in stemma.variants],
        "beyond": stemma.beyond,
        "responses": [_response(response) for response in stemma.responses],
    }


def _witness(witness: Witness) -> Json:
    return {
        "id": witness.id,
        "document": witness.document,
        "name": witness.name,
        "is_record": witness.is_record,
        "when": witness.when,
        "wording": list(witness.wording),
        "attributions": list(witness.attributions),
        "spans": [list(span) for span in witness.spans],
        "credits": list(witness.credits),
        "speaker": witness.speaker,
    }


def _ancestor(ancestor: Ancestor) -> Json:
    return {
        "id": ancestor.id,
        "inferred": True,
        "is_root": ancestor.is_root,
        "shared": list(ancestor.shared),
    }


def _edge(edge: Edge) -> Json:
    return {
        "parent": edge.parent,
        "child": edge.child,
        "kind": edge.kind.value,
        "inferred": True,
        "certainty": edge.certainty,
        "reasons": list(edge.reasons),
        "or_from": list(edge.or_from),
    }


def _variant(variant: Variant) -> Json:
    return {
        "place": variant.place,
        "before": variant.before,
        "lections": [
            {"words": lection.words, "witnesses": list(lection.witnesses)} for lection in variant.lections
        ],
        "silent": list(variant.silent),
    }


def _response(response: Response) -> Json:
    return {
        "witness": response.witness,
        "document": response.document,
        "name": response.name,
        "attribution": response.attribution,
        "source": response.source,
        "relation": response.relation,
        "words": response.words,
        "when": response.when,
    }
