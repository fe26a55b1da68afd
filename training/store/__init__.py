"""The one place with SQL: takes and gives domain types."""

from training.store.audit import Link
from training.store.profiles import ProfileDifference
from training.store.rollups import RollupDifference
from training.store.store import Store
from training.store.system import WorkerFacts
from training.store.verify import AuditFinding

__all__ = ["AuditFinding", "Link", "ProfileDifference", "RollupDifference", "Store", "WorkerFacts"]
