"""A transcript in plain text to a Record: its header, if it has one, and then its speakers' turns."""

import re

from onrecord.ingest.stamps import read_stamp_line, settle_stamps, to_utc
from onrecord.model import Record
from onrecord.text.quotes import paragraphs
from onrecord.text.turns import find_turns, list_speakers

_HEADER = re.compile(
    r"(?i)(?P<key>title|date|event|subject|speakers?|participants?|type|genre|place|location|venue|source|url)"
    r"\s*:\s*(?P<value>.+)"
)
_FIELDS = {"participant": "speaker", "event": "title", "subject": "title", "type": "genre", "source": "url"}
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
MAX_HEADER_LINES = 10  # more "Key: value" lines than this are matter
MAX_TITLE = 200  # characters; a longer first line is speech


def read_transcript(text: str, key: str, name: str = "") -> Record:
    """Read a transcript in plain text: a small header, then turns where lines begin with labels.

    Args:
        text: the transcript, kept unchanged.
        key: the record's id.
        name: the file's name, where the date may stand.
    """
    header, start = _read_header(text)
    turns = find_turns(text, start)
    named = re.split(r"\s*[,;]\s*", header["speaker"]) if "speaker" in header else []
    return Record(
        id=key,
        text=text,
        turns=turns,
        speakers=list_speakers(turns) or tuple(n for n in named if n),
        title=header.get("title"),
        date=header.get("date") or date_of_name(name),
        genre=header.get("genre"),
        url=header.get("url"),
    )


def _read_header(text: str) -> tuple[dict[str, str], int]:
    """The header's fields, and where the transcript's words begin.

    Either "Key: value" lines, or a title line, a date line, or both; a first line is the title
    only where a date line or a blank line sets it off and no label opens it.
    """
    header: dict[str, str] = {}
    end, title = 0, None
    for count, (s, e) in enumerate(paragraphs(text)):
        line = text[s:e]
        pair = _HEADER.fullmatch(line) if e - s <= 2 * MAX_TITLE else None
        stamps = read_stamp_line(text, s, e)
        if count >= MAX_HEADER_LINES:
            break
        if pair:
            _keep_field(header, pair["key"].lower().rstrip("s"), pair["value"].strip())
        elif stamps and "date" not in header:
            header["date"] = settle_stamps(stamps[:1])[0].value or ""
        elif count == 0 and _is_title(text, s, e):
            title = line
        else:
            break
        end = e
    if title and "title" not in header:
        header["title"] = title
    return {k: v for k, v in header.items() if v}, end


def _keep_field(header: dict[str, str], key: str, value: str) -> None:
    if key == "date":
        value = to_utc(value) or ""
    key = _FIELDS.get(key, key)
    header.setdefault(key, value)


def _is_title(text: str, start: int, end: int) -> bool:
    """Say whether the first line is a title: short, no speech, and set off by what follows."""
    if end - start > MAX_TITLE or find_turns(text[start:end]) or re.match(r".{1,60}:\s", text[start:end]):
        return False
    after = next(paragraphs(text, end, min(len(text), end + 1000)), None)
    dated = after is not None and bool(read_stamp_line(text, *after))
    set_off = text[end : end + 8].replace("\r", "").lstrip(" \t").startswith("\n\n")
    labelled = len(find_turns(text[end : end + 20_000])) > 0
    return dated or (set_off and labelled) or (labelled and text[end - 1] not in ".!?")


def date_of_name(name: str) -> str | None:
    """Find the day that a file's name holds, as ISO 8601.

    Example:
        >>> date_of_name("2031-04-03 briefing.txt"), date_of_name("briefing-12.txt")
        ('2031-04-03', None)
    """
    m = _FILE_DATE.search(name)
    return "-".join(m.groups()) if m else None
