"""What every HTML document of ours has: templates that escape, own style and script, and a policy."""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.show.words import NOT_FOUND, SIGNS, STATES, count

SHOWN = ("grave", "notable", "cosmetic", "none", NOT_FOUND)  # in the order that they matter


def environment() -> Environment:
    """The templates, with what they all use."""
    env = Environment(
        loader=PackageLoader("onrecord.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["count"] = count
    env.globals.update(signs=SIGNS, states=STATES, states_shown=SHOWN, not_found=NOT_FOUND)
    return env


def read_asset(name: str) -> str:
    """A style sheet or script of ours."""
    return files("onrecord.show").joinpath("templates", name).read_text(encoding="utf-8").strip()


def make_policy(style: str, script: str) -> str:
    """A Content-Security-Policy that lets our own style and script run, and nothing else."""
    hashed = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashed[0]}'; script-src 'sha256-{hashed[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
