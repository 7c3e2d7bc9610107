"""One tree of errors. Each carries a code, an exit status and an HTTP status.

A message is one line that says what is wrong, where, and what to do.
"""


class OnRecordError(Exception):
    """Base of all errors that On Record raises on purpose."""

    code = "error"
    exit_status = 1
    http_status = 500
    retry_after: int | None = None  # seconds, where it is worth trying again


class InputError(OnRecordError):
    """A page, record or file that cannot be read: missing, empty, binary, too big, damaged."""

    code = "bad-input"
    http_status = 422


class FetchError(InputError):
    """A URL that cannot be fetched: it fails, loops, is private, or is not a page."""

    code = "fetch-failed"
    http_status = 502


class DisallowedError(FetchError):
    """A URL that its server's robots.txt asks us not to fetch."""

    code = "disallowed"


class OversizeError(InputError):
    """A request that holds more than is taken."""

    code = "too-big"
    http_status = 413


class RefusedError(OnRecordError):
    """A request that is not heeded as it came: from another site, or under a name that is not ours."""

    code = "refused"
    http_status = 403


class SignInError(OnRecordError):
    """A request that only those who hold the token may make."""

    code = "sign-in"
    http_status = 401


class BusyError(OnRecordError):
    """More is asked than can be done now; worth trying again."""

    code = "busy"
    http_status = 429
    retry_after = 10


class WorkError(OnRecordError):
    """Work that was given up: it took too long, or the process that did it died."""

    code = "work-lost"
    http_status = 503
    retry_after = 10


class RecordsError(OnRecordError):
    """A collection of records that cannot be searched: missing, empty, or nothing in it legible."""

    code = "bad-records"
    http_status = 422


class ModelError(OnRecordError):
    """The tagger's weights are missing or damaged."""

    code = "bad-model"


class UsageError(OnRecordError):
    """A call that makes no sense as asked."""

    code = "usage"
    exit_status = 2
    http_status = 400


class LedgerError(OnRecordError):
    """A ledger that cannot be used: not one, damaged, of a newer version, read-only, out of space."""

    code = "bad-ledger"
    http_status = 503
    retry_after = 60  # its operator has to see to it


class LedgerBusyError(LedgerError):
    """Another writes to the ledger for too long, or its server has gone away; worth trying again."""

    code = "ledger-busy"
    retry_after = 10


class NotHeldError(OnRecordError):
    """The ledger holds nothing by that key."""

    code = "not-found"
    http_status = 404


class JudgedError(OnRecordError):
    """Somebody else judged a finding while it was looked at: theirs is to be seen first."""

    code = "judged-meanwhile"
    http_status = 409
