"""Speakers: all that someone is said to have said, by whom and how faithfully; names merged and split."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import UsageError
from onrecord.export import noun_json
from onrecord.ledger import MOST_TOLD, Ledger
from onrecord.model import NOT_FOUND, UNTRACED, Judgement, Query, Speaker, Target, Told, Verdict
from onrecord.show.words import NO_OUTLET, SIGNS, STATES, flow
from onrecord.web.authors import author_of, remember_author
from onrecord.web.forms import Fields
from onrecord.web.hits import show_hits
from onrecord.web.links import address, field
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)

MOST = 100  # speakers that are listed: of more, the search by name finds the others
PAGE = 20  # statements at once
CANDIDATES = 10  # speakers by a name that may be the same one
OUTLETS = 12  # that are listed by name; few speakers are told by more, and the rest is counted
_ORDER = ("none", "cosmetic", "notable", "grave", NOT_FOUND, UNTRACED)  # along the bar, faithful first
_WIDTH = 1000  # of the bar, in its own units


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a bar: how many statements are in a state, and where its piece stands."""

    state: str
    n: int
    x: float
    width: float


@router.page("/speakers")
def list_speakers(request: Request) -> View:
    """Who is said to say most; by ``q`` those of a name.

    As JSON: ``speakers`` as `onrecord.model.Speaker`.
    """
    name = field(request, "q")
    found = site_of(request).ledger.speakers(name, limit=MOST)
    return View(
        "speakers.html.j2",
        {"q": name, "speakers": [noun_json(speaker) for speaker in found]},
        {"speakers": found, "most": MOST, "flow": flow},
    )


@router.page("/speakers/{key}")
def show_speaker(request: Request, key: str) -> View:
    """One speaker. ``state`` and ``outlet`` narrow the statements, ``find`` looks for other names.

    As JSON: ``speaker``, ``told`` (`onrecord.model.Told`), ``hits`` with ``next``, and the ``judgements`` on
    who is the same.
    """
    ledger = site_of(request).ledger
    speaker = ledger.speaker(key)
    told = ledger.told_of(speaker.key)
    names = told.names
    narrow = {"state": field(request, "state"), "outlet": field(request, "outlet")}
    if narrow["state"] and narrow["state"] not in STATES:
        raise UsageError(f"state is one of {', '.join(STATES)}")
    query = Query(speaker=speaker.key, state=narrow["state"] or None, outlet=narrow["outlet"] or None)
    cursor = field(request, "cursor", 2000)
    answer = ledger.search(query, limit=PAGE, cursor=cursor or None)
    judged = judgements_on(ledger, names)
    here = f"/speakers/{speaker.key}"
    data = {
        "speaker": noun_json(speaker),
        "told": noun_json(told),
        "hits": [noun_json(hit) for hit in answer.hits],
        "next": answer.next,
        "judgements": [noun_json(one) for one in judged],
    }
    shown = {
        "speaker": speaker,
        "names": names,
        "hits": show_hits(ledger, answer.hits),
        "narrow": narrow,
        "next": address(here, narrow, cursor=answer.next) if answer.next else "",
        "first": address(here, narrow) if cursor else "",
        "judged": _name_judged(ledger, judged, names),
        "author": author_of(request),
        **_show_told(here, told, narrow),
        **_show_candidates(ledger, names, field(request, "find")),
    }
    return View("speaker.html.j2", data, {**shown, "here": here, "flow": flow, "by_key": key != speaker.key})


@router.post("/speakers/{key}/judge")
def judge_speaker(request: Request, key: str, form: Fields) -> Response:
    """Say that another name is the same one's, or is not."""
    verdict = form.get("verdict", "")
    if verdict not in set(Verdict):
        raise UsageError("verdict is same, different or unsure")
    author = form.get("author", "")
    judgement = Judgement(
        0, "", author, Target.SPEAKER, key, Verdict(verdict), form.get("other", ""), form.get("reason", "")
    )
    site_of(request).ledger.judge(judgement)
    answer = RedirectResponse(address(f"/speakers/{key}") + "#names", 303)
    remember_author(request, answer, author)
    return answer


def judgements_on(ledger: Ledger, names: tuple[Speaker, ...]) -> list[Judgement]:
    """All that was judged of some names, the latest first."""
    found = {one.id: one for name in names for one in ledger.judgements_of(name.key)}
    return [found[number] for number in sorted(found, reverse=True)]


def _name_judged(
    ledger: Ledger, judged: list[Judgement], names: tuple[Speaker, ...]
) -> list[tuple[Judgement, str, str]]:
    """Each judgement with the two names that it is on."""
    known = {name.key: flow(name.name) for name in names}
    for one in judged:
        for key in (one.of, one.value or ""):
            if key and key not in known:
                known[key] = next((flow(n.name) for n in ledger.told_of(key).names if n.key == key), key)
    return [(one, known[one.of], known.get(one.value or "", "")) for one in judged]


def _show_told(here: str, told: Told, narrow: dict[str, str]) -> dict[str, Any]:
    """The bar, and the links that narrow the list by state or outlet."""
    shares: list[Share] = []
    x = 0.0
    for state in _ORDER:
        if n := told.states.get(state, 0):
            width = n / told.counted * _WIDTH
            shares.append(Share(state, n, round(x, 2), round(width, 2)))
            x += width
    outlets = [
        (outlet, flow(outlet or "") or NO_OUTLET, n, address(here, narrow, outlet=outlet))
        for outlet, n in told.outlets[:OUTLETS]
    ]
    return {
        "told": told,
        "shares": shares,
        "state_links": {share.state: address(here, narrow, state=share.state) for share in shares},
        "outlets": outlets,
        "other_outlets": len(told.outlets) - len(outlets),
        "without_state": address(here, narrow, state=None),
        "without_outlet": address(here, narrow, outlet=None),
        "is_capped": told.counted >= MOST_TOLD,
        "sign_of": SIGNS,
    }


def _show_candidates(ledger: Ledger, names: tuple[Speaker, ...], find: str) -> dict[str, Any]:
    """Speakers by a name that may be the same one."""
    own = {name.key for name in names}
    found = ledger.speakers(find, limit=CANDIDATES + 1) if find else ()
    return {"find": find, "candidates": [each for each in found if each.key not in own][:CANDIDATES]}
