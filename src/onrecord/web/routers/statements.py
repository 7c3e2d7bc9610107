"""A statement: its chain, its evidence, who else carries it, what was judged of it, and how to cite it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from onrecord.export import (
    Finding,
    annotation_json,
    descent_json,
    find_statement,
    noun_json,
    page_line,
    prov_json,
    quotation_json,
)
from onrecord.ledger import Ledger
from onrecord.model import Held, Hit, Judgement, Mode, Severity, chain_of
from onrecord.pipeline.cite import cite_one
from onrecord.pipeline.family import Family, find_family
from onrecord.pipeline.judge import judge
from onrecord.pipeline.prove import prove
from onrecord.show.descent.view import view_stemma
from onrecord.show.view import Statement, tell_state, view_statement
from onrecord.show.words import NO_OUTLET, SIGNS, STATES, clip_end, flow, name_entity, name_source, name_time
from onrecord.web.authors import author_of, remember_author
from onrecord.web.captures import MAX_NAME, tell_line
from onrecord.web.cites import cite, number_records
from onrecord.web.forms import Fields
from onrecord.web.hits import tell_who
from onrecord.web.judging import ANSWERS, DRIFTS, SORTS, list_questions, read_judgement, view_judgements
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import Site, at_work, site_of

MAX_WORDS = 300  # characters of a statement in a list
MAX_CONTENT = 6000  # characters of a statement that its own page shows; JSON has all
FILES: dict[str, tuple[Callable[[Finding], Any], str]] = {
    "annotation": (annotation_json, 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'),
    "quotation": (quotation_json, "application/ld+json"),
    "prov": (prov_json, "application/ld+json"),
}

router = PageRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Link:
    """One who passes a statement on, or is said to have made it; ``href`` is None where none leads on."""

    part: str
    name: str
    href: str | None
    about: str = ""
    here: bool = False


@router.page("/statements/{key}")
def show_statement(request: Request, key: str) -> View:
    """One statement with all that is known of it.

    As JSON: ``statement`` (``onrecord.model.Hit``), ``page`` (the statement, those that it stands within
    and its traces, as ``onrecord/1``), ``judgements``, ``cite`` and ``records`` (numbers by id).
    """
    ledger = site_of(request).ledger
    held, attrib = ledger.hold_statement(key)
    hit, judgements = ledger.hit(key), ledger.judgements_of(key)
    statement = view_statement(held.reading, attrib)
    finding = find_statement(held.reading, attrib)
    link = permalink(request, key)
    numbers = number_records(ledger, finding.traces)
    data = {"cite": cite(held, statement, link), "records": numbers}
    shown = {
        "statement": _cut(statement),
        "hit": hit,
        "verdict": _say_verdict(held, statement),
        "chain": _list_links(held, attrib, hit),
        "within": _list_within(held, attrib),
        "title": clip_end(flow(held.capture.title or held.capture.id), MAX_NAME),
        "published": name_time(held.capture.published)[:MAX_NAME],
        "latest": ledger.history(held.capture.document, limit=1)[-1].key if hit.is_superseded else None,
        "anchor": f"/pages/{held.capture.key}#p1-s{statement.number}",
        "trivial": _has_trivial(statement),
        "traced": name_time(held.traced),
        "record_numbers": numbers,
        "judged": view_judgements(judgements),
        "questions": list_questions(statement),
        "answers": ANSWERS,
        "sorts": SORTS,
        "drifts": DRIFTS,
        "author": author_of(request),
        "link": link,
    }
    return View("held-statement.html.j2", data, shown, more=lambda: _tell_statement(hit, judgements, finding))


def _tell_statement(statement: Hit, judgements: Sequence[Judgement], finding: Finding) -> dict[str, Any]:
    return {
        "statement": noun_json(statement),
        "page": page_line(finding.narrow()),
        "judgements": [noun_json(one) for one in judgements],
    }


@router.page("/statements/{key}/family")
def show_family(request: Request, key: str) -> View:
    """Who else carries a statement's words, by date, and who may have them from whom.

    As JSON: ``members`` (each as ``onrecord.model.Hit``), and ``stemma`` as in ``docs/format-descent.md``,
    None where there is none; its witnesses' documents are keys of captures.
    """
    site = site_of(request)
    own = site.ledger.hit(key)
    family = find_family_at(site, key)
    stemma = family.stemma
    data = {
        "key": key,
        "members": [noun_json(hit) for hit in family.members],
        "stemma": descent_json([stemma])["stemmas"][0] if stemma else None,
    }
    dated = sorted((own, *family.members), key=lambda hit: (hit.published or "~", hit.key))
    shown = {
        "hit": own,
        "carriers": [_carrier(hit, is_own=hit.key == key) for hit in dated],
        "stemmas": [view_stemma(family.stemma, "u1", _list_places(site.ledger, family))]
        if family.stemma
        else [],
        "alike": own.mode is Mode.INDIRECT,
        "reasons_open": False,
    }
    part = "family.html.j2" if "hx-request" in request.headers else "family-page.html.j2"
    return View(part, data, shown)


@router.api_route("/statements/{key}/{name}.json", methods=["GET", "HEAD"])
def send_file(request: Request, key: str, name: str) -> Response:
    """A statement as others' programs read it: ``annotation``, ``quotation`` or ``prov``."""
    if name not in FILES:
        raise HTTPException(404)
    make, kind = FILES[name]
    body = json.dumps(make(find_finding(request, key)), ensure_ascii=False, indent=1)
    return _attach(body.encode("utf-8", "backslashreplace"), kind, f"onrecord-{key}-{name}.json")


@router.api_route("/statements/{key}/bundle.zip", methods=["GET", "HEAD"])
def send_bundle(request: Request, key: str) -> Response:
    """A statement's proof bundle."""
    return _attach(prove(find_finding(request, key)), "application/zip", f"onrecord-{key}-bundle.zip")


@router.post("/statements/{key}/judge")
def judge_statement(request: Request, key: str, form: Fields) -> Response:
    """Append a judgement of a statement."""
    ledger = site_of(request).ledger
    judgement = read_judgement(key, form, ledger.hit(key).speaker)
    judge(ledger, judgement)
    answer = RedirectResponse(f"/statements/{judgement.of}#judgements", 303)
    remember_author(request, answer, judgement.author)
    return answer


def find_finding(request: Request, key: str) -> Finding:
    """A statement as the exports take it, with the permalink that it has at the address asked."""
    ledger = site_of(request).ledger
    held, attrib = ledger.hold_statement(key)
    return cite_one(ledger, held, find_statement(held.reading, attrib).attrib, permalink(request, key))


def _attach(body: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return Response(body, media_type=kind, headers=headers)


def permalink(request: Request, key: str) -> str:
    """Where a statement is shown, at the address by which the server was asked."""
    return f"{request.url.scheme}://{request.url.netloc}/statements/{key}"


def _list_places(ledger: Ledger, family: Family) -> dict[str, str]:
    """Where the statements and records of a family's stemma are shown, by the ids of its witnesses."""
    witnesses = family.stemma.witnesses if family.stemma else ()
    records = ledger.name_records(witness.document for witness in witnesses if witness.is_record)
    places = {w.id: f"/records/{records[w.document][0]}" for w in witnesses if w.document in records}
    stated = {w.id: f"/statements/{key}" for w in witnesses if (key := family.statement_of(w))}
    return places | stated


def find_family_at(site: Site, key: str) -> Family:
    """The statements that carry the same words as one.

    Raises:
        BusyError: as many are being worked out as may at a time.
    """
    with at_work():
        return find_family(site.ledger, key, site.index(), site.stemmas)


def _say_verdict(held: Held, statement: Statement) -> str:
    """What became of a statement, in the line that heads its page."""
    line, _ = tell_line(statement, traced=held.searched is not None)
    said = tell_state(statement) if statement.findings else line
    return f"{said[:1].upper()}{said[1:]}"


def _cut(statement: Statement) -> Statement:
    """A statement whose words fit a page."""
    left, content = MAX_CONTENT, []
    for words, verbatim in statement.content:
        if left > 0:
            content.append((clip_end(words, left) if len(words) > left else words, verbatim))
        left -= len(words)
    return replace(statement, content=tuple(content), source=clip_end(statement.source, MAX_NAME))


def _has_trivial(statement: Statement) -> bool:
    """Whether there are differences that prove no drift, or cosmetic drift: a reader may hide them."""
    trivial = (None, Severity.NONE, Severity.COSMETIC)
    steps = (
        step for finding in statement.findings for each in (finding, *finding.rest) for step in each.segments
    )
    return any(not step.same and step.severity in trivial for step in steps)


def _list_links(held: Held, attrib: str, hit: Hit) -> list[Link]:
    """The chain from the outlet to the source."""
    reading, by_id = held.reading, {one.id: one for one in held.reading.attributions}
    own, *tellers = chain_of(by_id[attrib], by_id)
    outlet = clip_end(flow(held.capture.outlet or NO_OUTLET), MAX_NAME)
    links = [Link("the outlet", outlet, f"/pages/{held.capture.key}")]
    for teller in reversed(tellers):
        name = clip_end(name_source(reading, teller), MAX_NAME)
        about = clip_end(name_entity(teller.entity), MAX_NAME)
        links.append(Link("as told by", name, f"/statements/{held.keys[teller.id]}", about))
    name = clip_end(name_source(reading, own), MAX_NAME)
    known = clip_end(flow(hit.speaker or ""), MAX_NAME)
    about = clip_end(name_entity(own.entity), MAX_NAME)
    if known and known != name:
        about = f"here “{name}”{f', {about}' if about else ''}"
    href = f"/speakers/{hit.speaker_key}" if hit.speaker_key else None
    links.append(Link("said to have said it", known or name, href, about, here=True))
    return links


def _list_within(held: Held, attrib: str) -> list[tuple[str, str, str]]:
    """The statements that stand within this one: key, who says it, words."""
    text = held.reading.snap.text
    return [
        (
            held.keys[one.id],
            clip_end(name_source(held.reading, one), MAX_NAME),
            clip_end(flow(" … ".join(text[s:e] for s, e in one.content)), MAX_WORDS),
        )
        for one in held.reading.attributions
        if one.parent == attrib
    ]


def _carrier(hit: Hit, *, is_own: bool) -> dict[str, Any]:
    """One who carries the words, as the timeline shows it."""
    return {
        "key": hit.key,
        "own": is_own,
        "when": name_time(hit.published)[:MAX_NAME] or "without a date",
        "outlet": clip_end(flow(hit.outlet or hit.title or hit.capture), MAX_NAME),
        "source": clip_end(tell_who(hit), MAX_NAME),
        "words": clip_end(flow(hit.words), MAX_WORDS),
        "mode": hit.mode.value,
        "state": hit.state,
        "sign": SIGNS[hit.state],
        "told": STATES[hit.state],
    }
