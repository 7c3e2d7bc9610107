"""How the tables of words are written down."""


def classes(table: str) -> dict[str, str]:
    """Read lines of ``class: words`` into word -> class; an indented line goes on the one before.

    Example:
        >>> classes("judge: judge justice\\n    magistrate\\nmayor: mayor")["magistrate"]
        'judge'
    """
    out: dict[str, str] = {}
    name = ""
    for line in table.strip().splitlines():
        head, colon, words = line.rpartition(":")
        name = head.strip() if colon else name
        out.update(dict.fromkeys(words.split(), name))
    return out
