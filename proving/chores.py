"""What a worker does beside trials: it queues what is due by a timetable, and takes out bulk that is old enough."""

import logging
import secrets
import threading
from datetime import UTC, datetime, timedelta

from proving.cli.choosing import choose_strategies, choose_tasks
from proving.wiring import Wiring
from sandbox.errors import SandboxError
from training.errors import StoreError, TrainingError
from training.model.batches import DEFAULT_TEAM, BatchPlan
from training.model.schedules import Schedule, ScheduledRequest
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from training.store import Store

LOOK_SECONDS = 5.0
PRUNE_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


def plan_of(wiring: Wiring, request: ScheduledRequest, *, title: str, by: str, team: str = DEFAULT_TEAM) -> BatchPlan:
    """Lay out what a timetable asks for, with the tasks and strategies that there are now and a new seed.

    Raises:
        TrainingError: it can't be planned; the message says why.
    """
    wiring.agent(request.agent)
    asked = BatchRequest(
        agent=request.agent,
        tasks=choose_tasks(request.tasks, wiring.catalogue),
        strategies=choose_strategies(request.strategies, wiring.strategies_of(team)),
        repeats=request.repeats,
        seed=secrets.randbelow(SEED_LIMIT),
        title=title,
        isolation=request.isolation,
        created_by=by,
        priority=request.priority,
        budget=request.budget,
        team=team,
    )
    return plan_batch(asked)


class Chores:
    """Does what is due, again and again, on a thread of its own. Many workers may have chores: each is done once."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._pruned_at: datetime | None = None

    def run(self, stop: threading.Event) -> None:
        """Look for what is due until told to stop."""
        while not stop.wait(LOOK_SECONDS):
            try:
                with self._wiring.open_store() as store:
                    self.do(store, now=datetime.now(UTC))
            except (TrainingError, SandboxError) as error:
                _log.warning("a chore could not be done: %s", error)

    def do(self, store: Store, *, now: datetime) -> None:
        """Do what is due now."""
        for schedule in store.schedules.due(now=now):
            self._fire(store, schedule, now)
        self._prune(store, now)

    def _prune(self, store: Store, now: datetime) -> None:
        days = self._wiring.settings.keep_bulk_days
        if not days or (self._pruned_at is not None and now - self._pruned_at < PRUNE_EVERY):
            return
        self._pruned_at = now
        pruning = store.keeping.prune(older_than=now - timedelta(days=days), by="a worker", now=now)
        if pruning is not None:
            _log.info("%s texts older than %s days were taken out", pruning.blobs, days)

    def _fire(self, store: Store, schedule: Schedule, now: datetime) -> None:
        by = f"schedule {schedule.id}"
        try:
            plan = plan_of(self._wiring, schedule.request, title=schedule.title, by=by, team=schedule.team)
            store.schedules.fire(schedule, plan, now=now)
        except StoreError as error:
            _log.warning("%s could not be queued and is tried again: %s", by, error)
        except TrainingError as error:
            store.schedules.skip(schedule, str(error), now=now)
