"""Speakers: by name, each with how their statements are told, and the statements."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.errors import NotHeldError, UsageError
from onrecord.export import answer_json
from onrecord.web.api.asked import NameLike, SearchOne, SpeakerKey
from onrecord.web.api.cursors import read_cursor, write_cursor
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import Speakers, Statements, Told
from onrecord.web.site import site_of

router = ApiRouter("speakers")


@router.read("/speakers", Speakers)
def list_speakers(request: Request, asked: Annotated[NameLike, Query()]) -> Response:
    """List speakers by words of their names, or all: who say most under one name first."""
    name = f"speakers {asked.q or ''}"
    place = read_cursor(asked.cursor, name, str)
    after = place[0] if place else None
    try:
        found = site_of(request).ledger.speakers(asked.q or "", limit=asked.limit + 1, after=after)
    except NotHeldError as err:
        raise UsageError("the cursor is not one of this ledger; begin without it") from err
    shown = found[: asked.limit]
    following = write_cursor(name, shown[-1].key) if len(found) > asked.limit else None
    return give({"speakers": shown, "next": following})


@router.read("/speakers/{key}", Told)
def get_speaker(request: Request, key: SpeakerKey) -> Response:
    """Give a speaker, by any name's key: all names that are theirs, and how their statements are told."""
    ledger = site_of(request).ledger
    told = ledger.told_of(key)
    outlets = [{"outlet": outlet, "statements": n} for outlet, n in told.outlets]
    return give(
        {
            "speaker": ledger.speaker(key),
            "names": told.names,
            "counted": told.counted,
            "states": told.states,
            "outlets": outlets,
        }
    )


@router.read("/speakers/{key}/statements", Statements)
def list_statements(request: Request, key: SpeakerKey, asked: Annotated[SearchOne, Query()]) -> Response:
    """List a speaker's statements under all of their names."""
    ledger = site_of(request).ledger
    query = replace(asked.query, speaker=ledger.speaker(key).key)
    return give(answer_json(ledger.search(query, limit=asked.limit, cursor=asked.cursor)))
