"""The one place with SQL: takes and gives domain types."""

from training.store.audit import AuditFinding, Link
from training.store.profiles import ProfileDifference
from training.store.store import Store
from training.store.system import Event, WorkerFacts

__all__ = ["AuditFinding", "Event", "Link", "ProfileDifference", "Store", "WorkerFacts"]
