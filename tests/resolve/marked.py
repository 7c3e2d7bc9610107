"""Pages with their sources marked in place: [Ann Roe] said {that she would stay}."""

from onrecord.model import Attribution, Entity, Mode, Snapshot, Span
from onrecord.resolve import resolve_sources


def page(marked: str) -> tuple[Snapshot, list[Attribution]]:
    """The page without marks and an attribution for each source in brackets.

    A content in braces belongs to the last source before it that stands outside of it, or to the next
    one where it ends in an arrow: {“No,”→} said [Ann Roe]. One in quotation marks is direct.
    """
    text, sources, contents, open_at = "", list[Span](), list[tuple[int, Span]](), list[tuple[int, int]]()
    for char in marked:
        if char in "[{":
            open_at.append((len(text), len(sources) - 1))
        elif char == "]":
            sources.append(Span(open_at.pop()[0], len(text)))
        elif char == "}":
            start, owner = open_at.pop()
            owner = len(sources) if text.endswith("→") else owner
            text = text.removesuffix("→")
            contents.append((owner, Span(start, len(text))))
        else:
            text += char
    attributions = []
    for i, source in enumerate(sources):
        content = tuple(span for owner, span in contents if owner == i)
        direct = bool(content) and text[content[0].start] == "“"
        mode = Mode.DIRECT if direct else Mode.INDIRECT
        attributions.append(Attribution(str(i), (source,), (), content, mode=mode))
    return Snapshot("p", text), attributions


def entities(marked: str) -> list[Entity]:
    """The entity of each marked source, in the order of the page."""
    snap, attributions = page(marked)
    out = []
    for attrib in resolve_sources(snap, attributions):
        assert attrib.entity is not None
        out.append(attrib.entity)
    return out


def names(marked: str) -> list[str | None]:
    """The name of each marked source, in the order of the page."""
    return [entity.name for entity in entities(marked)]
