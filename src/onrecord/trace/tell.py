"""What a trace says in words for a reader: of days, of how much was searched."""

from onrecord.trace.index import Index

LONG_AGO = 60  # days; up to so many they are told one by one, and what was said within them is news
MONTH, YEAR = 30.4, 365.25  # days


def tell_searched(index: Index) -> str:
    """How many records were searched."""
    return f"these {len(index)} records" if len(index) != 1 else "this 1 record"


def tell_days(days: int) -> str:
    """A stretch of days as people tell it.

    Example:
        >>> [tell_days(n) for n in (1, 45, 75, 400, 800)]
        ['1 day', '45 days', '2 months', '13 months', '2 years']
    """
    if days <= LONG_AGO:
        return f"{days} day{'s' * (days != 1)}"
    months = round(days / MONTH)
    return f"{months} months" if months < 24 else f"{round(days / YEAR)} years"


def tell_when(days: int | None) -> str:
    """When a passage was said, seen from the page; ``days`` from the one to the other, None if unknown."""
    if days is None:
        return "the days cannot be compared"
    if days < 0:
        return f"recorded {tell_days(-days)} after the page's date"
    return f"{tell_days(days)} before the page's date" if days else "of the page's own day"
