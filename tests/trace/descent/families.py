"""Made-up witnesses of made-up words."""

from onrecord.model import EdgeKind, Stemma, Witness

SAID = (
    "We will keep the harbour lamps lit until the last boat is in, and the town will pay for the oil "
    "as it has for ninety years."
)


def said_as(*changes: tuple[str, str], words: str = SAID) -> str:
    """The words with some replaced; each change must be one."""
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    return words


def outlet(name: str, day: str | None, *changes: tuple[str, str], **more: object) -> Witness:
    return Witness(name, name, f"Outlet {name}", (said_as(*changes),), day, **more)


RECORD = Witness("r", "minutes", "Minutes", (SAID,), "2031-05-01", is_record=True)


def parents(stemma: Stemma) -> dict[str, str]:
    return {e.child: e.parent for e in stemma.edges if e.kind is not EdgeKind.CONTAMINATION}


def seconds(stemma: Stemma) -> dict[str, str]:
    return {e.child: e.parent for e in stemma.edges if e.kind is EdgeKind.CONTAMINATION}
