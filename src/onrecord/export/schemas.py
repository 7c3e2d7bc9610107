"""The JSON Schemas (draft 2020-12) that ship with the package, one for each format."""

import json
from importlib.resources import files
from typing import Any


def read_schema(name: str) -> dict[str, Any]:
    """Load one of our schemas by its file's name without the suffix.

    Example:
        >>> read_schema("onrecord-proof-1")["title"]
        'onrecord-proof/1'
    """
    text = files("onrecord.export").joinpath(f"schema/{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
