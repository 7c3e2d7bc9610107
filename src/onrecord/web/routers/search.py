"""Searching the ledger's statements, and what is like a quote that is remembered wrongly."""

from dataclasses import replace
from typing import Any

from fastapi import Request

from onrecord.errors import UsageError
from onrecord.export import noun_json
from onrecord.ledger import Ledger, terms_of
from onrecord.model import Answer, Hit, Mode, Query
from onrecord.show.words import SIGNS, STATES, flow
from onrecord.text.dates import is_date
from onrecord.trace.drift import TAXONOMY
from onrecord.web.hits import phrases_asked, show_hits
from onrecord.web.links import MAX_FIELD, address
from onrecord.web.pages import PageRouter, View
from onrecord.web.render import wants_json
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)

MAX_ASKED = 2000  # characters of the words: the ledger cuts statements there, too
LONG = 6  # words from which a query is likely a quote, perhaps misremembered: its likes are listed unasked
PAGE = 20  # statements at once
LIKES = 8  # of them that are like the words
FIELDS = ("q", "speaker", "outlet", "since", "until", "mode", "drift", "state", "record", "like", "cursor")
MORE = ("speaker", "outlet", "since", "until", "mode", "drift", "state", "record")
MODES = {
    Mode.DIRECT: "quoted",
    Mode.MIXED: "partly quoted",
    Mode.INDIRECT: "reported in other words",
}
_CHOICES: dict[str, frozenset[str]] = {
    "mode": frozenset(Mode),
    "state": frozenset(STATES),
    "drift": frozenset(TAXONOMY),
}


@router.page("/search")
def show_search(request: Request) -> View:
    """The statements that fit, a page of them; without a query those of the latest pages.

    As JSON: ``hits`` as `onrecord.model.Hit`, ``next`` the cursor of what follows, ``ranked``, ``respelt``,
    and ``like``: pairs of a hit and its likeness.
    """
    asked = {name: request.query_params.get(name, "").strip() for name in FIELDS}
    faults = find_faults(asked)
    answer, likes = Answer(()), list[tuple[Hit, float]]()
    if not faults:
        try:
            answer, likes = _find(site_of(request).ledger, asked)
        except UsageError as err:
            faults["cursor" if asked["cursor"] else "q"] = str(err)
    if faults and wants_json(request):
        raise UsageError("; ".join(f"{name}: {reason}" for name, reason in faults.items()))
    data = {
        "hits": [noun_json(hit) for hit in answer.hits],
        "next": answer.next,
        "ranked": answer.ranked,
        "respelt": {term: list(near) for term, near in answer.respelt},
        "like": [[noun_json(hit), round(likeness, 3)] for hit, likeness in likes],
    }
    shown = _show(site_of(request).ledger, asked, answer, likes)
    return View("search.html.j2", data, {**shown, "faults": faults}, status=400 if faults else 200)


def find_faults(asked: dict[str, str]) -> dict[str, str]:
    """What is wrong with the fields of a search, by their names.

    Example:
        >>> find_faults({"since": "May", "state": "grave"})
        {'since': 'write the day as 2024-11-30, or the month or year of it'}
    """
    faults = {}
    for name, value in asked.items():
        most = MAX_ASKED if name in ("q", "cursor") else MAX_FIELD
        if len(value) > most:
            faults[name] = f"over {most:,} characters are too long: give less"
        elif value and name in ("since", "until") and not is_date(value):
            faults[name] = "write the day as 2024-11-30, or the month or year of it"
        elif value and name in _CHOICES and value not in _CHOICES[name]:
            faults[name] = "choose one of the list"
    return faults


def _find(ledger: Ledger, asked: dict[str, str]) -> tuple[Answer, list[tuple[Hit, float]]]:
    given = {name: asked[name] or None for name in MORE}
    query = Query(asked["q"] or None, **given)  # type: ignore[arg-type]  # the mode is one of Mode's values
    query = replace(query, mode=Mode(asked["mode"]) if asked["mode"] else None)
    answer = ledger.search(query, limit=PAGE, cursor=asked["cursor"] or None)
    wanted = asked["like"] or len(terms_of(asked["q"])) >= LONG
    if not asked["q"] or not wanted or asked["cursor"]:
        return answer, []
    listed = {hit.key for hit in answer.hits}
    likes = [pair for pair in ledger.like(asked["q"], limit=PAGE + LIKES) if pair[0].key not in listed]
    return answer, likes[:LIKES]


def _show(
    ledger: Ledger, asked: dict[str, str], answer: Answer, likes: list[tuple[Hit, float]]
) -> dict[str, Any]:
    phrases = phrases_asked(asked["q"][:MAX_ASKED], answer) if asked["q"] else []
    fields = {name: value for name, value in asked.items() if value and name != "cursor"}
    return {
        "asked": {name: flow(value) if name != "q" else value for name, value in asked.items()},
        "is_asked": bool(fields),
        "narrowed": any(asked[name] for name in MORE),
        "hits": show_hits(ledger, answer.hits, phrases),
        "likes": show_hits(ledger, [hit for hit, _ in likes], phrases, [likeness for _, likeness in likes]),
        "answer": answer,
        "next": address("/search", fields, cursor=answer.next) if answer.next else "",
        "first": address("/search", fields) if asked["cursor"] else "",
        "modes": MODES,
        "kinds": {name: kind.meaning for name, kind in TAXONOMY.items()},
        "state_names": {state: f"{SIGNS[state]} {name}".strip() for state, name in STATES.items()},
    }
