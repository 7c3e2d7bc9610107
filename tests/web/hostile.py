"""A ledger whose page, names and record are all hostile: what they hold is shown, and does nothing."""

from dataclasses import replace
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.model import Caution, CautionKind, Entity, EntityKind, Method, Turn
from tests.show.build import PAGE, RECORD, at, lighthouse

ATTACK = "<script>document.title='owned'</script><img src=x onerror=alert(1)>\"'{{7*7}} \u202egnp.exe\u202c"
LONG = "y" * 10_000


def fill_hostile(place: Path) -> None:
    """Fill a ledger with a page about a lighthouse, hostile in all that a page or a record brings."""
    page = PAGE.replace("Tom Wick", f"Tom Wick {ATTACK}").replace("in 1871", f"in {LONG} {ATTACK}")
    reading = lighthouse(page)
    (trace,) = reading.traces["s1"]
    passage = replace(trace.passage, before=ATTACK, after=LONG, speaker=ATTACK, title=ATTACK, date=ATTACK)
    drift = tuple(replace(d, reason=f"{ATTACK} {LONG}") for d in trace.drift)
    warned = (Caution(CautionKind.ANOTHER_SPEAKER, ATTACK),)
    trace = replace(trace, passage=passage, drift=drift, reasons=(ATTACK,), cautions=warned, score=0.5)
    names = [f"Ada {ATTACK}", f"Wick {ATTACK}", LONG, f"Ada {LONG}"]
    people = [Entity(name, EntityKind.PERSON, ATTACK, None, (ATTACK,)) for name in names]
    attribs = tuple(
        replace(attrib, entity=person, confidence=0.3)
        for attrib, person in zip(reading.attributions, people, strict=True)
    )
    outlet, published, url = f"Echo {ATTACK} {LONG}", ATTACK, f"javascript:{ATTACK}"
    snap = replace(
        reading.snap, title=f"{ATTACK} {LONG}", outlet=outlet, byline=ATTACK, published=published, url=url
    )
    text = f"{ATTACK}: {RECORD.text}\n{LONG} {ATTACK}\n"
    shift = len(ATTACK) + 2
    record = replace(
        RECORD,
        text=text,
        title=ATTACK,
        url=f"javascript:{ATTACK}",
        date=ATTACK,
        speakers=(ATTACK, LONG),
        turns=(Turn(LONG, at(text, RECORD.text)),),
    )
    assert text.index(RECORD.text) == shift
    with Ledger.open(place) as ledger:
        ledger.keep_records([record])
        run = ledger.begin_run("add", Method("1", {}))
        traces = reading.traces | {"s1": (trace,)}
        made = replace(reading, snap=snap, attributions=attribs, traces=traces)
        ledger.keep(run, made, records=ledger.records_digest())
