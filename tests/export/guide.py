"""How the guides in docs/ are read by the tests: their sections, and types as they write them."""

import json
import re


def objects_of(kinds: dict) -> list[str]:
    """The kinds of a schema that are objects, and so have a section."""
    return [name for name, kind in kinds.items() if kind["type"] == "object"]


def section_of(guide: str, name: str) -> str:
    """What a guide says below a heading of the third level, up to the next heading."""
    return re.split(r"^#+ ", guide.split(f"\n### {name}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows_of(section: str) -> list[tuple[str, ...]]:
    """The rows of a section's table, each cell stripped."""
    return [
        tuple(cell.strip() for cell in line.strip("|").split(" | "))
        for line in section.splitlines()
        if line.startswith("| `")
    ]


def type_of(value: dict, objects: list[str]) -> str:
    """A schema's type as a guide writes it."""
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if "anyOf" in value:
        return " or ".join(type_of(choice, objects) for choice in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})" if name in objects else name
    if value["type"] == "array":
        return f"list of {type_of(value['items'], objects)}"
    return " or ".join(value["type"]) if isinstance(value["type"], list) else value["type"]
