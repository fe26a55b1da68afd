"""What an address names must be the visitor's team's own before anything is done to it.

What is read is the team's by itself, for the store is bound to it; what is written is not, so it is looked up first.
"""

from collections.abc import Callable

from flask import request

from training.store import Store
from webapp.resources import store

# each raises NotFoundError where the visitor's team has none of that id
OWNERS: dict[str, Callable[[Store, int], object]] = {
    "batch_id": lambda kept, value: kept.batches.get(value),
    "trial_id": lambda kept, value: kept.trials.get(value),
    "run_id": lambda kept, value: kept.chain_runs.get(value),
    "row_id": lambda kept, value: kept.executions.get(value),
}
# ids that a view itself looks up with the team or the person
CHECKED_BY_VIEWS = frozenset({"person_id", "rule_id", "session_id", "token_id", "view_id", "webhook_id"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_owner() -> None:
    """Check what the address names, for requests that change something.

    Raises:
        NotFoundError: the visitor's team has nothing of that id.
    """
    if request.method in _SAFE:
        return
    for name, value in (request.view_args or {}).items():
        if name in OWNERS:
            OWNERS[name](store(), value)
