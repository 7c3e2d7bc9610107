"""The command ``onrecord``: its commands, and the one place where errors become exit codes."""

import sys

import click

from onrecord.cli.add import add
from onrecord.cli.compare import compare
from onrecord.cli.descend import descend
from onrecord.cli.entities import entities
from onrecord.cli.export import export
from onrecord.cli.find import find
from onrecord.cli.read import read
from onrecord.cli.records import records
from onrecord.cli.refresh import refresh
from onrecord.cli.reindex import reindex
from onrecord.cli.run import run
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.trace import trace
from onrecord.cli.verify import verify
from onrecord.cli.views import complain
from onrecord.cli.watch import watch
from onrecord.errors import OnRecordError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Who is said to have said what, through whom and in whose words.

    Exit codes: 0 fine, 1 something could not be read, 2 usage, 3 nothing found,
    4 drift at or above --fail-on.
    """


LEDGER = (add, watch, records, refresh, search, show, export, verify, reindex)

for command in (read, trace, find, compare, descend, entities, run, *LEDGER, serve):
    cli.add_command(command)


def main() -> None:
    """Run the command; known errors become one line and their exit status."""
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.ClickException as err:
        err.show()
        sys.exit(err.exit_code)
    except OnRecordError as err:
        complain(str(err))
        sys.exit(err.exit_status)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
