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
_NAMES_OF_AGENCIES = """
    AA, AAP, AFP, AFP/Getty Images, ANI, ANSA, AP, APA, APP, Agence France-Presse, Alamy, Anadolu,
    Anadolu Agency, Associated Press, BBC, Belga, Bloomberg, CNA, CNN, CP, CTK, DPA, EFE, EPA, EPA-EFE,
    Getty, Getty Images, Handout, IANS, IRNA, Interfax, Interfax-Ukraine, KCNA, Keystone, Kyodo, Kyodo
    News, Lusa, MTI, NPR, NTB, NurPhoto, PA, PA Media, PA Wire, PAP, PTI, Pool, Press Association,
    REUTERS, RFE/RL, RIA Novosti, Reuters, Rex Features, Ritzau, SNA, Shutterstock, Sipa, Sputnik, TASS,
    TT, The Associated Press, The Canadian Press, UPI, Ukrinform, VOA, WAFA, Xinhua, Yonhap, ZUMA, ZUMA
    Press, dpa, iStock
"""
AGENCIES = "|".join(  # the longest first, for a glued name ends where the list says
    sorted(
        (re.escape(" ".join(name.split())) for name in _NAMES_OF_AGENCIES.split(",")), key=len, reverse=True
    )
)
_LEAD = (
    r"(?:©|ⓒ|\([cC]\)|(?i:(?:photo(?:graph|s)?|image|picture|pic|credits?)"
    r"(?:\s+(?:credits?|by|courtesy of))?\s*:|photo by\b))"
)
_STARTS = re.compile(rf"{_LEAD}\s*")
_CASE_CHANGE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]+\s)|(?<=[A-Z]{2})(?=[A-Z][a-z]+\s)")
_NAME_PREFIX = re.compile(r"\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|You|Face|Linked|Snap|Tik)$")
_WORD = r"[A-Z@][\w.'’@-]*"
_NAME = rf"{_WORD}(?:\s+(?:[A-Z&][\w.'’-]*|for|of|de|the|van|von|al|bin))*"
_AGENCY = rf"(?:{AGENCIES})(?:\s+(?:Photo|Images|Pictures|file))?(?![\w-])"
_SOURCE = rf"(?:{_NAME}(?:\s*[/,]\s*|\s+(?:via|[-–])\s+))*{_AGENCY}(?:\s*/\s*{_NAME})*"
_ALONE = re.compile(rf"[(\[]?\s*(?:{_LEAD}\s*)?{_SOURCE}\s*[)\]]?\.?")
_NAMED = re.compile(rf"{_LEAD}\s*(?:\d{{4}}\s+)?{_NAME}(?:(?:\s*[/,]\s*|\s+(?:via|[-–])\s+){_NAME})*\s*\.?")
_AGENCY_FIRST = re.compile(rf"{_LEAD}\s*(?:{AGENCIES})(?=[A-Z][a-z])")
_TAIL = re.compile(
    rf"(?:[(\[]\s*(?:(?i:photo|image|pic|credit)(?i:\s+by)?\s*:?\s+{_NAME}(?:\s*/\s*{_NAME})*|{_SOURCE})\s*[)\]]"
    rf"|(?:(?<=[.!?”\"]\s)|(?<=\s[|/–—-]\s))(?:{_LEAD}\s*{_NAME}(?:\s*/\s*{_NAME})*|[A-Z]+/{_NAME}|{_SOURCE}))\.?$"
)
_PHOTOGRAPHED = re.compile(rf"{_LEAD}|/|\b(?i:photo|images|pictures|handout)\b")
_SMALL = frozenset("for of de the van von al bin file dpa &".split())  # what a credit may end in
_CAPTION = re.compile(
    r"(?i)^(?:caption|image caption|photo caption|file photo|file image|file picture|file)\s*[:–—-]\s"
    r"|\((?:file photo|file image|file|l-r|left to right|from left|pictured)\b[^)]*\)"
)
_POSE = re.compile(
    r"\b(?:is|are) (?:seen|shown|pictured)\b|\bpictured\b|\bfile photo\b"
    r"|\bin this (?:file )?(?:photo|image|picture)\b"
    r"|\b(?:gestures|poses|waves|looks on|shakes hands|speaks (?:at|during|to)|arrives|attends|stands|walks"
    r"|sits|holds|listens|delivers) "
)
_FULL_DATE = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\b")
MIN_CAPTION_WORDS = 3  # fewer words after a change of case are the rest of a name
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
    whole = Span(start, start + len(line))
    if len(line) <= MAX_CREDIT and _ALONE.fullmatch(line):
        return [Part(PartKind.CREDIT, whole)]
    lead = _STARTS.match(line)
    if lead:
        seam = _find_seam(line, lead.end(), evidence)
        if seam:
            return _pair(PartKind.CREDIT, PartKind.CAPTION, line, start, seam)
        if len(line) <= MAX_CREDIT and _NAMED.fullmatch(line):
            return [Part(PartKind.CREDIT, whole)]
        return [] if line[0] == "(" else [Part(PartKind.CAPTION, whole)]  # "(c)" may count a list
    if _CAPTION.search(line):
        return _split_tail(line, start) or [Part(PartKind.CAPTION, whole)]
    return _split_tail(line, start)


def is_caption_like(line: str) -> bool:
    """Say whether a line beside a bare credit reads like its caption: a pose, or a full date."""
    return len(line) <= MAX_CAPTION // 2 and bool(_POSE.search(line[:200]) or _FULL_DATE.search(line))


def _split_tail(line: str, start: int) -> list[Part]:
    """Take the credit off a line's end; only a photograph's makes what stands before it a caption.

    A bare "(Agency)" may also sign an article off, and then what stands before it is body.
    """
    if not _may_be_credit(line.rpartition(" ")[2]):
        return []
    tail = _TAIL.search(line, max(0, len(line) - 2 * MAX_CREDIT))
    if not tail or tail.start() == 0:
        return []
    if _CAPTION.search(line) or _PHOTOGRAPHED.search(tail[0]) or is_caption_like(line):
        return _pair(PartKind.CAPTION, PartKind.CREDIT, line, start, tail.start())
    return _pair(PartKind.BODY, PartKind.CREDIT, line, start, tail.start()) if tail[0][0] in "([" else []


def _may_be_credit(word: str) -> bool:
    """Say whether a credit may end in a word; few sentences do, and to look for one takes its time."""
    return word != word.lower() or word[-1:] in ")]" or word.rstrip(".") in _SMALL or "@" in word


def _find_seam(line: str, name: int, evidence: Evidence) -> int:
    """Where a caption is glued to the credit that begins the line; 0 where none is seen."""
    known = _find_repeat(line, name, evidence)
    if known:
        return known
    agency = _AGENCY_FIRST.match(line)
    if agency:
        return agency.end()
    for change in _CASE_CHANGE.finditer(line, name, MAX_CREDIT):
        prefix = _NAME_PREFIX.search(line, name, change.start())
        if not prefix and len(line[change.start() :].split()) >= MIN_CAPTION_WORDS:
            return change.start()
    return 0


def _find_repeat(line: str, name: int, evidence: Evidence) -> int:
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
