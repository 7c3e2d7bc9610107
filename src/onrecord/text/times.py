"""Moments as they are kept: ISO 8601 in UTC, to the second, so that they can be compared as text."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment.

    Example:
        >>> len(now()), now()[-1]
        (20, 'Z')
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def later(moment: str, seconds: float) -> str:
    """A moment so many seconds after another.

    Example:
        >>> later("2031-05-03T23:59:30Z", 90)
        '2031-05-04T00:01:00Z'
    """
    at = datetime.fromisoformat(moment) + timedelta(seconds=seconds)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds_between(first: str, second: str) -> float:
    """How many seconds the second moment is after the first.

    Example:
        >>> seconds_between("2031-05-03T23:59:30Z", "2031-05-04T00:01:00Z")
        90.0
    """
    return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds()
