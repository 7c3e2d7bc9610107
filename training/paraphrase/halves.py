"""Which articles are held out: all of PolNeAR dev, and half of its train part."""

import hashlib


def is_held_out(article: str, part: str) -> bool:
    """Whether nothing may be fitted, chosen or trained on an article.

    Args:
        article: its id; its hash decides, so that the halves never change.
        part: ``train`` or ``dev`` of PolNeAR.

    Example:
        >>> is_held_out("some-article", "dev")
        True
    """
    return part == "dev" or hashlib.sha256(article.encode()).digest()[0] % 2 == 1
