"""The pages that are measured, each with many addresses: never the same one twice in a row, where there is a choice."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.site.originals import AGENTS, BATCHES
from training.model.executions import ExecutionFilter
from training.store import Store

Address = Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How far a store's numbers reach."""

    batches: int
    written: int
    trials: int
    executions: int
    profiles: int
    links: int

    @classmethod
    def of(cls, path: Path, batches: int) -> "Extent":
        """Return the extent of a store that was made with so many batches; what came later is no part of it."""
        with Store.open(path) as store:
            newest = store.batches.list(limit=1)[0]
            head = store.audit.head()
            return cls(
                batches=newest.id,
                written=batches,
                trials=max(trial.id for trial in store.batches.grid(newest.id)),
                executions=store.executions.list(ExecutionFilter(), limit=1)[0].id,
                profiles=len(store.profiles.list(scope=None)),
                links=head.seq if head else 1,
            )


def pages_of(extent: Extent, rng: Random) -> dict[str, Address]:
    """Return every page by name, with what gives its next address."""

    def execution(query: str = "") -> Address:
        return lambda: f"/executions/{rng.randint(1, extent.executions)}{query}"

    def batch(tail: str = "") -> Address:
        return lambda: f"/batches/{rng.randint(BATCHES + 1, extent.written)}{tail}"

    def person() -> str:
        return f"person-{rng.randrange(25):02}"

    return {
        "dashboard": lambda: "/",
        "dashboard, 30 days": lambda: "/?days=30",
        "dashboard, 1 agent": lambda: f"/?agent={rng.choice(AGENTS)}",
        "running now": lambda: "/running",
        "batches": lambda: "/batches/",
        "batches, deep": lambda: f"/batches/?after={rng.randint(100, extent.batches)}",
        "batches, of one": lambda: f"/batches/?user={person()}&agent={rng.choice(AGENTS)}",
        "batches, by title": lambda: "/batches/?q=strategies",
        "new batch": lambda: "/batches/new",
        "batch": batch(),
        "batch, progress": batch("/progress"),
        "batch, grid": batch("/grid"),
        "compare batches": lambda: (
            f"/batches/compare?batch={rng.randint(61, extent.written)}&batch={rng.randint(1, 60)}"
        ),
        "trial": lambda: f"/trials/{rng.randint(1, extent.trials)}",
        "executions": lambda: "/executions/",
        "executions, deep": lambda: f"/executions/?after={rng.randint(1000, extent.executions)}",
        "executions, failed": lambda: "/executions/?result=failed",
        "executions, rare": lambda: f"/executions/?outcome=wall_timeout&strategy=aggressive&user={person()}",
        "executions, none": lambda: "/executions/?outcome=tampered&result=passed",
        "executions, of a task": lambda: "/executions/?task=ledger-line&result=failed",
        "executions, old days": lambda: "/executions/?from=2025-03-01&to=2025-03-07&result=failed",
        "executions, common word": lambda: "/executions/?q=function",
        "executions, phrase": lambda: '/executions/?q="cannot read queue"&result=failed',
        "executions, no such word": lambda: f"/executions/?q=zz{rng.randrange(10**6)}",
        "execution": execution(),
        "execution, code": execution("?tab=code"),
        "execution, tests": execution("?tab=tests"),
        "execution, output": execution("?tab=output"),
        "execution, limits": execution("?tab=limits"),
        "execution, provenance": execution("?tab=provenance"),
        "execution, effect": execution("?tab=effect"),
        "execution, in a list": execution("?result=failed&strategy=balanced"),
        "profiles": lambda: "/profiles/",
        "profile": lambda: f"/profiles/{rng.randint(1, extent.profiles)}",
        "tasks": lambda: "/tasks/",
        "task": lambda: "/tasks/ledger-line",
        "strategies": lambda: "/strategies/",
        "strategy": lambda: "/strategies/balanced",
        "search": lambda: f"/search/?q={rng.choice(('ledger', 'ab', str(rng.randint(1, extent.batches))))}",
        "audit log": lambda: "/audit/",
        "link of the chain": lambda: f"/audit/chain/{rng.randint(1, extent.links)}",
        "system": lambda: "/system/",
    }
