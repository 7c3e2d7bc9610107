"""What is said on standard error, a line each."""

import sys

import click


def printable(line: str) -> str:
    """A line with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else "�" for c in line)


def complain(line: str) -> None:
    """One line on standard error."""
    click.echo(f"onrecord: {printable(line)}", err=True)


def on_terminal() -> bool:
    """Whether progress may be shown."""
    return sys.stderr.isatty()
