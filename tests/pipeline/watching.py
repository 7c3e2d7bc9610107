"""What the tests of watching share: words that are said, and what became of what was asked."""

from onrecord.model import Rejected
from onrecord.pipeline.keep import Added

SAID = "“The old pier stays open,” harbour minister Lia Orvane said on Saturday."
OTHER = "Pim Adeyo told the council that the crane had been inspected twice."


def kept(events):
    return [
        (event.snap.url.rpartition("/")[2], event.kept.outcome)
        for event in events
        if isinstance(event, Added)
    ]


def refused(events):
    return {event.item.rpartition("/")[2]: event.reason for event in events if isinstance(event, Rejected)}
