"""What TERM, HUP and Ctrl-C mean to us."""

import signal
from collections.abc import Callable

TERMINATING = (signal.SIGTERM, signal.SIGHUP)
ENDING = (signal.SIGINT, *TERMINATING)


def on(signals: tuple[signal.Signals, ...], handler: Callable[..., object]) -> None:
    """Set one handler for several signals; for the main thread only."""
    for which in signals:
        signal.signal(which, handler)


def interrupt(*_: object) -> None:
    """Handle a signal as Ctrl-C is handled: what has been begun is taken down on the way out."""
    raise KeyboardInterrupt
