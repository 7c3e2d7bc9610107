"""The command, called in this process as the shell would call it; and the bundled sample."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture
def run(monkeypatch, capfd) -> Callable[..., Result]:
    def call(*args: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_:
            main()
        out, err = capfd.readouterr()
        return Result(exit_.value.code or 0, out, err)

    return call


@pytest.fixture
def records(tmp_path) -> Path:
    """A folder with one made-up transcript."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "2031-05-03-briefing.txt").write_text(
        "Title: Harbour briefing\nDate: 2031-05-03\n\n"
        "LIA ORVANE: Good morning. We will not close the old pier before the new one stands. "
        "It has served this town for ninety years, and it can serve it for one more.\n\n"
        "Q: Is the pier safe?\n\n"
        "LIA ORVANE: It is safe for people on foot. It is not safe for lorries.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def page(tmp_path) -> Path:
    """A made-up page that quotes the transcript and loses a negation."""
    file = tmp_path / "page.txt"
    file.write_text(
        "Minister speaks on pier\n\n"
        "“We will close the old pier before the new one stands,” harbour minister Lia Orvane said on Saturday.\n\n"
        "She told reporters: “It is safe for people on foot.”\n",
        encoding="utf-8",
    )
    return file
