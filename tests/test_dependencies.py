"""What the package imports is what it declares: no more, which comes by luck, and no less, which nobody needs."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNSEEN = {
    "lxml-html-clean": "trafilatura imports it",
    "psycopg": "SQLAlchemy loads it for a postgresql:// URL",
}


def imported():
    """The packages that any module imports, wherever in it, but ours and Python's own."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):  # ours are absolute
                yield node.module


def declared():
    """The distributions that are declared, for all and for extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    for told in (*project["dependencies"], *(each for extra in extras for each in extra)):
        yield plain(re.match(r"[\w.-]+", told)[0])


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    foreign = {name.partition(".")[0] for name in imported()} - sys.stdlib_module_names - {"onrecord"}
    owners = packages_distributions()
    needed = {plain(owners[name][0]) for name in foreign}
    assert needed | UNSEEN.keys() == set(declared()) - {"onrecord"}
