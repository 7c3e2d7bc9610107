"""The command ``onrecord``: its commands, and the one place where errors become exit codes."""

import os
import sys
from importlib import import_module
from itertools import chain

import click

from onrecord.cli.notes import complain
from onrecord.errors import OnRecordError
from onrecord.files import NO_SPACE

LEDGER = ("records", "add", "watch", "search", "show", "export", "refresh", "verify", "reindex", "serve")
COMMANDS: dict[str, tuple[str, ...]] = {  # in the order of the README
    "Pages and quotes": ("read", "trace", "find", "compare", "descend", "entities", "run"),
    "The ledger, which keeps what is found": LEDGER,
}


class Commands(click.Group):
    """Loads a command once it is asked for: no page need wait for the ledger, nor a search for the nets.

    Lists commands by what they are for, not by letter; ``short_help`` is never cut.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order of the help."""
        return list(chain.from_iterable(COMMANDS.values()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of the file of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"onrecord.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A section of help for each kind of command."""
        for heading, names in COMMANDS.items():
            commands = [command for name in names if (command := self.get_command(ctx, name))]
            with formatter.section(heading):
                formatter.write_dl([(c.name or "", c.get_short_help_str()) for c in commands])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Who is said to have said what, through whom and in whose words.

    Exit codes: 0 fine, 1 something could not be read, 2 usage, 3 nothing found,
    4 drift at or above --fail-on.
    """


def main() -> None:
    """Run the command; known errors become one line and their exit status."""
    try:
        sys.exit(cli.main(prog_name="onrecord", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as err:
        err.show()
        sys.exit(err.exit_code)
    except click.ClickException as err:
        complain(_explain(err))
        sys.exit(err.exit_code)
    except OnRecordError as err:
        complain(str(err))
        sys.exit(err.exit_status)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        _drop_output()
        sys.exit(1)
    except OSError as err:
        if err.errno not in NO_SPACE:
            raise
        _drop_output()
        complain("standard output: no space is left for it; write to another place")
        sys.exit(1)


def _drop_output() -> None:
    """Let nothing more be written to standard output: what is still held back would fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _explain(err: click.ClickException) -> str:
    """What click found wrong, and where help is, in one line as all complaints are."""
    told = " ".join(err.format_message().split())
    end = "" if told.endswith((".", "?", "?)")) else "."
    context = getattr(err, "ctx", None)
    return f"{told[:1].lower()}{told[1:]}{end} See {context.command_path if context else 'onrecord'} --help"
