"""On Record: who is said to have said what, through whom and in whose words, traced to the record.

    import onrecord

    onrecord.read("page.html")                                # who is said to have said what
    onrecord.trace(["a.html", "b.html"], records="records")   # and each quote looked for in the records
    onrecord.find("We sail at noon", records="records")       # a bare quote

Names are loaded when they are first asked for, so that the import itself costs nothing. ``docs/python.md``
is the guide.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # as type checkers know it; typing itself would be most of what the import costs
if TYPE_CHECKING:
    from typing import Any

    from onrecord.api import (
        Known,
        Ledger,
        OnRecordError,
        Reading,
        Readings,
        Record,
        Rejected,
        Snapshot,
        find,
        make_record,
        make_snapshot,
        open_records,
        read,
        read_text,
        trace,
    )

__all__ = [
    "Known",
    "Ledger",
    "OnRecordError",
    "Reading",
    "Readings",
    "Record",
    "Rejected",
    "Snapshot",
    "find",
    "make_record",
    "make_snapshot",
    "open_records",
    "read",
    "read_text",
    "trace",
]


if not TYPE_CHECKING:  # which would take any name for one of ours

    def __getattr__(name):
        """Load a public name (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
        if name == "trace":
            return import_module("onrecord.trace")
        value = globals()[name] = getattr(import_module("onrecord.api"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _TraceRoom(ModuleType):
    """The room ``onrecord.trace``, which is called as the function of that name, too.

    Whenever the room is imported, Python binds it to ``onrecord.trace``; so the room must do what is
    promised of that name.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Read some pages and trace their quotes: `onrecord.api.trace`."""
        return self.__wrapped__(*args, **kwargs)

    @property
    def __wrapped__(self) -> Any:
        """The function itself, where ``inspect.signature`` looks for it, as notebooks do."""
        return import_module("onrecord.api").trace


class _Package(ModuleType):
    """This package, which lets its room ``trace`` be called."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "trace" and isinstance(value, ModuleType):
            value.__class__ = _TraceRoom
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
