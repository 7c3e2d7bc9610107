"""The version of On Record that runs, and by which what it concludes was concluded."""

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """The installed version; "0" where the package is not installed."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"
