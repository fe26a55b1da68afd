"""Writes down what somebody did on the command line, under the name that the machine knows them by."""

import getpass
from datetime import datetime

from training.model.acts import Deed, Via
from training.store import Store


def note(
    store: Store, action: str, kind: str, subject: object, *, now: datetime, team: str | None = None, detail: str = ""
) -> None:
    """Write down an act."""
    deed = Deed(
        actor=user_name(), action=action, kind=kind, subject=str(subject), detail=detail, team=team, via=Via.COMMAND
    )
    store.acts.record(deed, now=now)


def user_name() -> str:
    """Return who runs the command, as the machine calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"
