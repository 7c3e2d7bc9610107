"""What a call gives back: a small sequence of Readings that can be looked at, kept and passed on."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, overload

from onrecord.api.frame import Frame, make_frame
from onrecord.api.given import Where
from onrecord.api.notebook import frame_report
from onrecord.export import page_json, page_line
from onrecord.files import write_whole
from onrecord.model import NOT_FOUND, Reading, Rejected
from onrecord.show import render_report
from onrecord.show.words import SEVERITIES, STATES, count, worst


# Not a collections.abc.Sequence: polars takes those apart item by item before it asks for Arrow.
@dataclass(frozen=True, slots=True, repr=False)
class Readings:
    """Some pages taken apart, in order; an item is a Reading, a slice is Readings.

    Attributes:
        readings: the pages.
        rejected: what could not be read, of pages, records and tables, and why.
        searched: how many records were searched; None where nothing was looked for.
    """

    readings: tuple[Reading, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    searched: int | None = None

    @property
    def statements(self) -> Frame:
        """A row for each statement."""
        return make_frame("statements", self.readings)

    @property
    def traces(self) -> Frame:
        """A row for each quote that was looked for, and for each paraphrase."""
        return make_frame("traces", self.readings)

    def to_pandas(self) -> Any:
        """The statements as a ``pandas.DataFrame``; the traces are ``.traces.to_pandas()``.

        Raises:
            UsageError: pandas is not installed.
        """
        return self.statements.to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The statements as an Arrow stream, so that polars, DuckDB and pyarrow take Readings as they are.

        Raises:
            UsageError: pyarrow is not installed.
        """
        return self.statements.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self.readings)

    def __iter__(self) -> Iterator[Reading]:
        return iter(self.readings)

    @overload
    def __getitem__(self, at: int) -> Reading: ...
    @overload
    def __getitem__(self, at: slice) -> "Readings": ...
    def __getitem__(self, at: int | slice) -> "Reading | Readings":
        return replace(self, readings=self.readings[at]) if isinstance(at, slice) else self.readings[at]

    def __repr__(self) -> str:
        return f"<Readings: {self._summary()}>"

    def _repr_html_(self) -> str:
        """The report, for a notebook: in a frame of its own, without script."""
        return frame_report(self.readings, self.searched, self._summary())

    def to_html(self, path: Where) -> None:
        """Write the report as one HTML file that needs no network: whole, or not at all."""
        with write_whole(Path(path)) as stream:
            stream.write(render_report(self.readings, searched=self.searched, title="On Record"))

    def to_json(self) -> str:
        """All pages as one JSON document (``docs/format.md``)."""
        return json.dumps(page_json(self.readings), ensure_ascii=False)

    def to_jsonl(self, path: Where) -> None:
        """Write a page a line (``docs/format.md``): whole, or not at all."""
        with write_whole(Path(path)) as stream:
            for reading in self.readings:
                stream.write(json.dumps(page_line(reading), ensure_ascii=False) + "\n")

    def _summary(self) -> str:
        statements = sum(len(reading.attributions) for reading in self.readings)
        parts = [f"{count(len(self.readings), 'page')}, {count(statements, 'statement')}"]
        if self.searched is not None:
            states = self._count_states()
            quotes = count(sum(states.values()), "quote")
            shown = [f"{states[s]:,} {STATES[s]}" for s in STATES if states[s]]
            looked = f"{quotes} looked for in {count(self.searched, 'record')}"
            parts.append(f"{looked}: {', '.join(shown)}" if shown else looked)
        if self.rejected:
            parts.append(f"{len(self.rejected):,} rejected")
        return "; ".join(parts)

    def _count_states(self) -> Counter[str]:
        """How many quotes came out in which state; paraphrases are no quotes."""
        traces = [t for reading in self.readings for found in reading.traces.values() for t in found]
        return Counter(
            (worst([d.severity for d in t.drift]) or SEVERITIES[0]).value if t.passage else NOT_FOUND
            for t in traces
            if not t.paraphrase
        )
