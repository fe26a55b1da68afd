"""What went wrong with a model, told by types and status codes, never by an error's text."""

import errno
from collections.abc import Iterator
from enum import StrEnum
from http import HTTPStatus

_LONGEST_WAIT_SECONDS = 60.0
_CAUSES_LIMIT = 20


class Failure(StrEnum):
    """What kind of failure it was, and so whether to try again."""

    RATE_LIMIT = "rate_limit"
    SERVER = "server"
    CONNECTION = "connection"
    OTHER = "other"

    @property
    def may_pass(self) -> bool:
        """Whether the same request may work later."""
        return self is not Failure.OTHER


def failure_of(error: BaseException) -> Failure:
    """Classify an error by the status code in it or in what caused it, or by a failed connection below it."""
    for cause in _causes(error):
        status = _status(cause)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return Failure.RATE_LIMIT
        if status is not None:
            return Failure.SERVER if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Failure.OTHER
    causes = tuple(_causes(error))
    return Failure.CONNECTION if any(_is_connection(cause) for cause in causes) else Failure.OTHER


def asked_to_wait(error: BaseException) -> float | None:
    """Return how many seconds the server asked us to wait, within reason, or None when it did not say."""
    for cause in _causes(error):
        headers = getattr(getattr(cause, "response", None), "headers", None)
        try:
            seconds = float(headers.get("retry-after", "")) if headers is not None else None
        except (ValueError, TypeError, AttributeError):
            continue
        if seconds is not None and seconds >= 0:
            return min(seconds, _LONGEST_WAIT_SECONDS)
    return None


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _is_connection(error: BaseException) -> bool:
    files = (errno.ENOENT, errno.EACCES, errno.ENOSPC)  # a missing key file is no matter of the network
    return isinstance(error, OSError) and error.errno not in files


def _causes(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    for _ in range(_CAUSES_LIMIT):
        if current is None:
            return
        yield current
        current = current.__cause__ or current.__context__
