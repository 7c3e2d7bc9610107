"""Photo credits and captions in bare text, and taking them apart where they were glued together.

A page saved as text loses what told a credit from its caption: "© AgencyPeople at the gate". Where
the two part is shown by the page itself (the credit or the caption stands alone on another line),
else by a list of agencies, else by a change of case.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Part, PartKind, Span

# Agencies and photo houses whose names are printed as credits.
AGENCIES = (
    "AP|Associated Press|The Associated Press|AFP|Agence France-Presse|Reuters|REUTERS|UPI|Sputnik|TASS|RIA Novosti"
    "|Interfax|Xinhua|Kyodo|Kyodo News|Yonhap|ANSA|EFE|EPA|EPA-EFE|dpa|DPA|PA|PA Media|PA Wire|Press Association"
    "|CP|The Canadian Press|AAP|PTI|ANI|IANS|APP|Anadolu|Anadolu Agency|AA|WAFA|IRNA|KCNA|CNA|NTB|TT|Ritzau|Bloomberg"
    "|Getty|Getty Images|AFP/Getty Images|Shutterstock|Alamy|iStock|ZUMA|ZUMA Press|Rex Features|Sipa|NurPhoto"
    "|Ukrinform|Interfax-Ukraine|Belga|Lusa|MTI|PAP|CTK|APA|Keystone|SNA|VOA|RFE/RL|CNN|NPR|BBC|Handout|Pool"
)
_LEAD = r"(?:©|\(c\)|ⓒ|(?:Photo(?:graph|s)?|Image|Picture|Pic|Credits?)(?:\s+(?:credits?|by|courtesy of))?\s*:|Photo by)"
_STARTS = re.compile(rf"(?:{_LEAD})\s*", re.IGNORECASE)
_AGENCY_FIRST = re.compile(rf"(?:{_LEAD})\s*(?:{AGENCIES})(?=[A-Z][a-z])")
_CASE_CHANGE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]+\s)|(?<=[A-Z]{2})(?=[A-Z][a-z]+\s)")
_NAME_PREFIX = re.compile(r"\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O|D|i|e|You|Face|Linked|Snap|Tik|Press|Photo)$")
_NAME = r"[A-Z@][\w.'’@-]*(?:\s+(?:[A-Z&][\w.'’-]*|via|for|of|de|the|van|von|al|bin))*"
_SOURCE = rf"(?:{_NAME}\s*(?:/|\bvia\b|,|-|–)\s*)*(?:{AGENCIES})(?:\s+(?:Photo|Images|Pictures|file))?(?:\s*/\s*{_NAME})*"
_ALONE = re.compile(rf"[(\[]?\s*(?:(?i:photo(?:\s+by)?|image|credit)\s*:?\s*)?{_SOURCE}\s*[)\]]?\.?")
_TAIL = re.compile(
    rf"(?:[(\[]\s*(?:(?i:photo|image|pic|credit)(?:\s+by)?\s*:?\s+{_NAME}(?:\s*/\s*{_NAME})*|{_SOURCE}(?<![A-Z]))"
    rf"\s*[)\]]|(?:(?<=[.!?”\"]\s)|(?<=\s[|/–—-]\s))(?:{_LEAD}\s*{_NAME}(?:\s*/\s*{_NAME})*|[A-Z]+/{_NAME}|{_SOURCE}))\.?$"
)
_CAPTION = re.compile(
    r"(?i)^(?:caption|image caption|photo caption|file photo|file image|file picture|file)\s*[:–—-]\s"
    r"|\((?:file photo|file image|file|l-r|left to right|from left|pictured)\b[^)]*\)"
)
_POSE = re.compile(
    r"\b(?:is|are) (?:seen|shown|pictured)\b|\bpictured\b|\bfile photo\b|\bin this (?:file )?(?:photo|image|picture)\b"
    r"|\b(?:gestures?|poses?|waves?|looks? on|shakes? hands|speaks? (?:at|during|to)|arrives?|attends?|stands?|walks?"
    r"|sits?|holds?|listens?|delivers?) "
)
_FULL_DATE = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\b")
MAX_CREDIT = 80  # characters; "© Agency / Full Name via Other Agency" is well within
MAX_CAPTION = 1000  # characters; longer text that ends in a credit is prose


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page's other lines show: its bare credits, and every line that may be a caption."""

    credits: frozenset[str]
    lines: frozenset[str]


def gather_evidence(lines: Iterable[str]) -> Evidence:
    """Collect the lines that a glued line can be taken apart by."""
    kept = frozenset(line for line in lines if len(line) <= MAX_CAPTION)
    return Evidence(frozenset(x for x in kept if len(x) <= MAX_CREDIT and _STARTS.match(x)), kept)


def split_credit_line(line: str, start: int, evidence: Evidence) -> list[Part]:
    """Take a line that begins or ends with a photo credit apart; empty where it holds none.

    Args:
        line: the line, trimmed.
        start: where it stands in the page, in code points.
        evidence: what the page's other lines show.
    """
    if len(line) > MAX_CAPTION:
        return []
    lead = _STARTS.match(line)
    if lead:
        at = _find_seam(line, lead.end(), evidence)
        return _pair(PartKind.CREDIT, PartKind.CAPTION, line, start, at)
    if len(line) <= MAX_CREDIT and _ALONE.fullmatch(line):
        return [Part(PartKind.CREDIT, Span(start, start + len(line)))]
    tail = _TAIL.search(line, max(0, len(line) - 2 * MAX_CREDIT))
    if tail and tail.start() > 0:
        return _pair(PartKind.CAPTION, PartKind.CREDIT, line, start, tail.start())
    if _CAPTION.search(line):
        return [Part(PartKind.CAPTION, Span(start, start + len(line)))]
    return []


def is_caption_like(line: str) -> bool:
    """Say whether a line beside a bare credit reads like its caption: a pose, or a full date."""
    return len(line) <= MAX_CAPTION // 2 and bool(_POSE.search(line[:200]) or _FULL_DATE.search(line))


def _find_seam(line: str, name: int, evidence: Evidence) -> int:
    """Where the credit ends in a line that begins with one; the line's end where it is all credit."""
    if line in evidence.credits and not _splits_known(line, name, evidence):
        last = _CASE_CHANGE.search(line, name) if len(line.split()) > 6 else None
        return last.start() if last else len(line)
    known = _splits_known(line, name, evidence)
    if known:
        return known
    agency = _AGENCY_FIRST.match(line)
    if agency:
        return agency.end()
    for change in _CASE_CHANGE.finditer(line, name + 2, min(len(line), MAX_CREDIT)):
        if not _NAME_PREFIX.search(line, name, change.start()):
            return change.start()
    sentence = re.search(r"\s*[:.–—|]\s+(?=[A-Z])", line[name:MAX_CREDIT])
    return name + sentence.end() if sentence and len(line) > MAX_CREDIT else len(line)


def _splits_known(line: str, name: int, evidence: Evidence) -> int:
    """The longest credit, or else caption, that another line repeats; 0 where none does."""
    stop = min(len(line) - 1, MAX_CREDIT)
    for at in range(stop, name, -1):
        if line[:at].rstrip() in evidence.credits and line[:at].rstrip() != line:
            return at
    for at in range(name + 1, stop):
        if len(line) - at > 20 and line[at:] in evidence.lines:  # a caption is a phrase at least
            return at
    return 0


def _pair(first: PartKind, second: PartKind, line: str, start: int, at: int) -> list[Part]:
    """The two sides of a seam as parts, white space between them left out."""
    spans: Sequence[tuple[PartKind, int, int]] = ((first, 0, at), (second, at, len(line)))
    parts = []
    for kind, s, e in spans:
        words = line[s:e]
        s += len(words) - len(words.lstrip())
        if words.strip():
            parts.append(Part(kind, Span(start + s, start + s + len(words.strip()))))
    return parts
