"""Statements: searched, each with its evidence, and as others' programs read it."""

import json
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.export import answer_json, descent_json, find_statement, page_line
from onrecord.pipeline.prove import prove
from onrecord.show.view import view_statement
from onrecord.web.api.asked import Like, Search, StatementKey
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import Family, Likes, Statement, Statements, of_format
from onrecord.web.cites import cite, number_records
from onrecord.web.pages import KEEP
from onrecord.web.routers.statements import FILES, find_family_at, find_finding, permalink
from onrecord.web.site import site_of

router = ApiRouter("statements")
ZIP = "application/zip"
_BYTES = {"type": "string", "contentMediaType": ZIP}


@router.read("/statements", Statements)
def search_statements(request: Request, asked: Annotated[Search, Query()]) -> Response:
    """Search statements: by words the best first, else the latest first."""
    ledger = site_of(request).ledger
    return give(answer_json(ledger.search(asked.query, limit=asked.limit, cursor=asked.cursor)))


@router.read("/statements/like", Likes)
def find_like(request: Request, asked: Annotated[Like, Query()]) -> Response:
    """Find statements whose words are like a quote, perhaps misremembered."""
    found = site_of(request).ledger.like(asked.q, limit=asked.limit)
    return give({"likes": [{"statement": hit, "likeness": round(likeness, 3)} for hit, likeness in found]})


@router.read("/statements/{key}", Statement)
def get_statement(request: Request, key: StatementKey) -> Response:
    """Give a statement with its traces, and what was judged of it."""
    ledger = site_of(request).ledger
    held, attrib = ledger.hold_statement(key)
    finding = find_statement(held.reading, attrib)
    return give(
        {
            "statement": ledger.hit(key),
            "page": page_line(finding.narrow()),
            "judgements": ledger.judgements_of(key),
            "cite": cite(held, view_statement(held.reading, attrib), permalink(request, key)),
            "records": number_records(ledger, finding.traces),
        }
    )


@router.read("/statements/{key}/family", Family)
def get_family(request: Request, key: StatementKey) -> Response:
    """Give who else carries a statement's words, and who may have them from whom; this can take seconds."""
    family = find_family_at(site_of(request), key)
    stemma = descent_json([family.stemma])["stemmas"][0] if family.stemma else None
    return give({"key": key, "members": family.members, "stemma": stemma})


@router.read("/statements/{key}/annotation", of_format("onrecord-annotation-1"), FILES["annotation"][1])
def get_annotation(request: Request, key: StatementKey) -> Response:
    """Give a statement as a W3C Web Annotation."""
    return _send(request, key, "annotation")


@router.read("/statements/{key}/quotation", of_format("onrecord-schema-org-1"), FILES["quotation"][1])
def get_quotation(request: Request, key: StatementKey) -> Response:
    """Give a statement as a schema.org Quotation or Claim."""
    return _send(request, key, "quotation")


@router.read("/statements/{key}/prov", of_format("onrecord-prov-1"), FILES["prov"][1])
def get_prov(request: Request, key: StatementKey) -> Response:
    """Give what a statement rests on as W3C PROV."""
    return _send(request, key, "prov")


@router.read("/statements/{key}/bundle", _BYTES, ZIP)
def get_bundle(request: Request, key: StatementKey) -> Response:
    """Give a statement's proof bundle: a zip that shows it, and lets anybody check it with no network."""
    headers = {"Content-Disposition": f'attachment; filename="onrecord-{key}.zip"', "Cache-Control": KEEP}
    return Response(prove(find_finding(request, key)), media_type=ZIP, headers=headers)


def _send(request: Request, key: str, name: str) -> Response:
    make, kind = FILES[name]
    body = json.dumps(make(find_finding(request, key)), ensure_ascii=False)
    answer = Response(body.encode("utf-8", "backslashreplace"), media_type=kind)
    answer.headers["Cache-Control"] = KEEP
    return answer
