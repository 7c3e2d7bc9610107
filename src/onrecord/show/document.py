"""What every HTML document of ours is made with: templates, style, and a policy that lets nothing else in."""

import base64
import hashlib
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.model import NOT_FOUND
from onrecord.show.words import SIGNS, STATES, clean, count

_SHOWN = ("grave", "notable", "cosmetic", "none", NOT_FOUND)  # in the order that they matter


def environment(*packages: str) -> Environment:
    """The templates, every text in them escaped, with the words and signs that all documents use.

    Args:
        packages: others that bring ``templates`` of their own, which may include those of this one.
    """
    env = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "onrecord.show")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["count"] = count
    env.filters["clean"] = clean  # what no view has made fit to be shown
    env.globals.update(signs=SIGNS, states=STATES, states_shown=_SHOWN, not_found=NOT_FOUND)
    return env


def asset(name: str) -> str:
    """One of our own files, to be set into a document as it is."""
    return files("onrecord.show").joinpath("templates", name).read_text(encoding="utf-8").strip()


def policy(style: str, script: str = "", *, framed: bool = False) -> str:
    """A Content-Security-Policy that lets our own style and script run, and nothing else.

    ``framed``: the document is a frame's ``srcdoc``, and says itself what its links start from.
    """
    runs = f"script-src 'sha256-{_hash(script)}'; " if script else ""
    base = "about:" if framed else "'none'"
    return f"default-src 'none'; style-src 'sha256-{_hash(style)}'; {runs}base-uri {base}; form-action 'none'"


def _hash(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
