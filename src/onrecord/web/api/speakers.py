"""Speakers: by name, each with how their statements are told, and the statements."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.export import answer_json
from onrecord.web.api.asked import NameLike, SearchOne, SpeakerKey
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import Speakers, Statements, Told
from onrecord.web.site import site_of

router = ApiRouter("speakers")


@router.read("/speakers", Speakers)
def list_speakers(request: Request, asked: Annotated[NameLike, Query()]) -> Response:
    """List speakers by words of their names, who say most first; without words those who say most of all."""
    return give({"speakers": site_of(request).ledger.speakers(asked.q or "", limit=asked.limit)})


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
