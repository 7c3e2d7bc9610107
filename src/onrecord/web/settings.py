"""How the server is set up: where it listens, who may write, what it searches, how much it takes."""

import ipaddress
from dataclasses import dataclass, field

from onrecord.errors import UsageError

GIVEN_BY = "--token-file, ONRECORD_TOKEN"  # how a token is told
MIN_TOKEN = 16  # characters; what is shorter can be guessed, and guesses are not counted


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the server takes on; each bounds what strangers can cost.

    ``body`` is bytes of a request, which must come within ``arrival`` seconds, with no more than ``silence``
    of them between two pieces. Questions are answered
    by ``workers`` processes; ``waiting`` of them may wait, each may take ``seconds``, and the last
    ``kept`` are kept. ``connections`` are served at once.
    """

    body: int = 2_000_000  # the longest articles are under 1 MB, and a form escapes each byte as three
    arrival: float = 300.0
    silence: float = 30.0
    workers: int = 1  # half a gigabyte each
    waiting: int = 16
    seconds: float = 120.0
    kept: int = 100
    connections: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the server is told when it starts.

    ``ledger`` is a file or a ``postgresql://`` URL; it is made where there is none.
    ``token`` is asked of whoever writes, and with ``reading_closed`` of whoever reads. ``names`` are
    hosts, beside localhost and bare addresses, under which the server may be reached.

    Example:
        >>> Settings(host="::").check()
        Traceback (most recent call last):
        ...
        onrecord.errors.UsageError: :: can be reached by others: set a token (--token-file, ONRECORD_TOKEN)
    """

    ledger: str = "onrecord.ledger"
    host: str = "127.0.0.1"
    port: int = 8770
    token: str | None = field(default=None, repr=False)
    reading_closed: bool = False
    names: frozenset[str] = frozenset()
    limits: Limits = Limits()

    def check(self) -> None:
        """See that nobody is let in by mistake.

        Raises:
            UsageError: others can reach the server and no token is set, the token is short, or there
                is none to close reading with.
        """
        if self.token is None and not is_loopback(self.host):
            raise UsageError(f"{self.host} can be reached by others: set a token ({GIVEN_BY})")
        if self.token is None and self.reading_closed:
            raise UsageError(f"reading cannot be closed without a token: set one ({GIVEN_BY})")
        if self.token is not None and len(self.token) < MIN_TOKEN:
            raise UsageError(f"the token is too short: give at least {MIN_TOKEN} characters, by chance")


def is_loopback(host: str) -> bool:
    """Whether a host to listen at can be reached from this machine alone; any other name is not.

    Example:
        >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("newsroom.example")
        (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
