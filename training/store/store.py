"""The store: one SQLite file, one small class for each noun."""

from pathlib import Path
from typing import Self

from sqlite_utils import Database

from training.errors import StoreError
from training.store.accounts import Accounts
from training.store.acts import Acts
from training.store.agents import Agents
from training.store.alerts import Alerts
from training.store.audit import Audit
from training.store.batches import Batches
from training.store.chain_runs import ChainRuns
from training.store.chains import Chains
from training.store.connection import connect, migrate, needs_migration
from training.store.corrections import Corrections
from training.store.days import Days
from training.store.executions import Executions
from training.store.histories import Histories
from training.store.keeping import Keeping
from training.store.limits import Limits
from training.store.outbox import Outbox
from training.store.profiles import Profiles
from training.store.promotions import Promotions
from training.store.reporting import Reporting
from training.store.rollups import Rollups
from training.store.schedules import Schedules
from training.store.scores import Scores
from training.store.strategies import Strategies
from training.store.system import System
from training.store.task_results import TaskResults
from training.store.trials import Trials
from training.store.views import SavedViews
from training.store.weights import Weights


class Store:
    """Everything that is kept. For one thread; opening another is cheap."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self.path = path
        self.accounts = Accounts(db)
        self.acts = Acts(db)
        self.agents = Agents(db)
        self.alerts = Alerts(db)
        self.audit = Audit(db)
        self.batches = Batches(db)
        self.chain_runs = ChainRuns(db)
        self.chains = Chains(db)
        self.days = Days(db)
        self.corrections = Corrections(db)
        self.executions = Executions(db)
        self.histories = Histories(db)
        self.keeping = Keeping(db)
        self.limits = Limits(db)
        self.outbox = Outbox(db)
        self.profiles = Profiles(db)
        self.promotions = Promotions(db)
        self.reporting = Reporting(db)
        self.rollups = Rollups(db)
        self.schedules = Schedules(db)
        self.scores = Scores(db)
        self.strategies = Strategies(db)
        self.system = System(db)
        self.task_results = TaskResults(db)
        self.trials = Trials(db)
        self.views = SavedViews(db)
        self.weights = Weights(db)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a database, bringing it up to date first unless it is to be read only.

        Raises:
            StoreError: it can't be opened or written.
            NewerDatabaseError: it was written by a newer version.
        """
        db = connect(path, read_only=read_only)
        try:
            stale = needs_migration(db, path)
        except BaseException:
            db.close()
            raise
        if not stale:
            return cls(db, path)
        db.close()
        if read_only:
            raise StoreError(f"The database {path} is from an older version. Start `proving up` once to update it.")
        migrate(path)
        return cls(connect(path), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._db.close()
