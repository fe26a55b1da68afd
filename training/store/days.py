"""What happened day by day (UTC): roll-ups that are kept in the same transaction as the facts."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from training.model.trials import Provenance, Trial, TrialRecord, Verdict
from training.store.connection import change, rows, stamp

ALL_DAYS = ""
EVERY_DAY = {"first_day": "0", "last_day": "9"}
_JUDGED = frozenset({Verdict.PASSED, Verdict.FAILED})


@dataclass(frozen=True, kw_only=True)
class DaysFilter:
    """Which judged trials to sum up; None asks for all. `first_day` and `last_day` are as 2026-01-31, both included."""

    team: str | None = None
    agent: str | None = None
    category: str | None = None
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What judged trials of one agent under one version of a strategy came to.

    `category` or `day` is empty where it is not what is told apart. Their executions took `execution_ms` in all.
    """

    agent: str
    strategy: str
    version: str
    provenance: Provenance
    category: str = ""
    day: str = ""
    passed: int
    failed: int
    execution_ms: float
    cost_usd: float

    @property
    def n(self) -> int:
        """How many trials were judged."""
        return self.passed + self.failed


def span_of(first_day: str | None, last_day: str | None) -> dict[str, str]:
    """Return the bounds of a span as a statement takes them; without any, the day under which all days' sums stand."""
    if first_day is None and last_day is None:
        return {"first_day": ALL_DAYS, "last_day": ALL_DAYS}
    return {**EVERY_DAY, **{name: day for name, day in (("first_day", first_day), ("last_day", last_day)) if day}}


def note_execution(db: Database, row_id: int, *, day: str, facet_id: int) -> None:
    """Count one execution. Call it inside the transaction that writes it."""
    for one in (day, ALL_DAYS):
        change(db, _NOTE_EXECUTION, day=one, facet_id=facet_id, id=row_id)
    change(db, _NOTE_RESULT, day=day, facet_id=facet_id)


def note_trial(db: Database, trial: Trial, record: TrialRecord, *, now: datetime) -> None:
    """Count one trial if it was judged. Call it inside the transaction that closes it."""
    if record.verdict not in _JUDGED:
        return
    values = {
        "team": trial.team,
        "agent": trial.agent,
        "strategy_name": trial.strategy_name,
        "strategy_version": trial.strategy_version,
        "provenance": trial.provenance.value,
        "category": trial.category,
        "passed": int(record.verdict is Verdict.PASSED),
        "failed": int(record.verdict is Verdict.FAILED),
        "execution_ms": record.execution_ms,
        "cost_usd": record.cost_usd or 0.0,
    }
    for day in (stamp(now)[:10], ALL_DAYS):
        change(db, _NOTE_TRIAL, **values, day=day)


class Days:
    """Reads what was counted."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def totals(self, wanted: DaysFilter) -> tuple[Tally, ...]:
        """Return a tally for each agent and version of a strategy."""
        return self._sum(wanted, "")

    def by_category(self, wanted: DaysFilter) -> tuple[Tally, ...]:
        """Return tallies by category."""
        return self._sum(wanted, "category")

    def by_day(self, wanted: DaysFilter) -> tuple[Tally, ...]:
        """Return tallies by day, oldest first."""
        return self._sum(wanted, "day")

    def check(self) -> tuple[str, ...]:
        """Recompute every count and return a sentence for each that differs."""
        return (
            *(f"Trials of {_named(row)} are counted wrongly." for row in rows(self._db, _WRONG_TRIALS)),
            *(f"Executions of {_named(row)} are counted wrongly." for row in rows(self._db, _WRONG_EXECUTIONS)),
        )

    def _sum(self, wanted: DaysFilter, apart: str) -> tuple[Tally, ...]:
        is_all = wanted.first_day is None and wanted.last_day is None
        found = rows(
            self._db,
            # one of our own column names
            _SUM.format(apart=f", {apart}" if apart else ""),
            team=wanted.team,
            agent=wanted.agent,
            category=wanted.category,
            **(EVERY_DAY if apart == "day" and is_all else span_of(wanted.first_day, wanted.last_day)),
        )
        return tuple(Tally(**{**row, "provenance": Provenance(row["provenance"])}) for row in found)


def _named(row: dict[str, object]) -> str:
    return ", ".join(str(value) for value in row.values())


_NOTE_EXECUTION = """
insert into execution_days (day, facet_id, executions, first_id, last_id) values (:day, :facet_id, 1, :id, :id)
on conflict (day, facet_id) do update set executions = executions + 1, first_id = min(first_id, :id),
    last_id = max(last_id, :id)
"""

_NOTE_RESULT = """
insert into result_days (day, team, agent, strategy_name, result, executions)
select :day, team, agent, strategy_name, result, 1 from execution_facets where id = :facet_id
on conflict (day, team, agent, strategy_name, result) do update set executions = executions + 1
"""

_NOTE_TRIAL = """
insert into trial_days (day, team, agent, strategy_name, strategy_version, provenance, category, passed, failed,
    execution_ms, cost_usd)
values (:day, :team, :agent, :strategy_name, :strategy_version, :provenance, :category, :passed, :failed,
    :execution_ms, :cost_usd)
on conflict (day, team, agent, strategy_name, strategy_version, provenance, category) do update set
    passed = passed + :passed, failed = failed + :failed, execution_ms = execution_ms + :execution_ms,
    cost_usd = cost_usd + :cost_usd
"""

_SUM = """
select agent, strategy_name as strategy, strategy_version as version, provenance{apart},
    sum(passed) as passed, sum(failed) as failed, sum(execution_ms) as execution_ms, sum(cost_usd) as cost_usd
from trial_days
where day between :first_day and :last_day and (:team is null or team = :team) and (:agent is null or agent = :agent)
    and (:category is null or category = :category)
group by agent, strategy_name, strategy_version, provenance{apart}
order by agent, strategy_name, strategy_version, provenance{apart}
"""

# what the counts should be; also how they are made for rows from before they were kept
TRIALS_BY_DAY = """
select substr(closed_at, 1, 10) as day, team, agent, strategy_name, strategy_version, provenance, category,
    count(*) filter (where verdict = 'passed') as passed, count(*) filter (where verdict = 'failed') as failed,
    sum(coalesce(execution_ms, 0.0)) as execution_ms, sum(coalesce(cost_usd, 0.0)) as cost_usd
from trials where state = 'closed' and verdict in ('passed', 'failed') group by 1, 2, 3, 4, 5, 6, 7
"""
EXECUTIONS_BY_DAY = """
select substr(started_at, 1, 10) as day, facet_id, count(*) as executions, min(id) as first_id, max(id) as last_id
from executions group by 1, 2
"""
TRIALS_IN_ALL = f"""
select '', team, agent, strategy_name, strategy_version, provenance, category, sum(passed), sum(failed),
    sum(execution_ms), sum(cost_usd) from ({TRIALS_BY_DAY}) group by 2, 3, 4, 5, 6, 7
"""  # noqa: S608 - a fixed text
EXECUTIONS_IN_ALL = "select '', facet_id, count(*), min(id), max(id) from executions group by 2"
RESULTS_BY_DAY = """
select substr(started_at, 1, 10), f.team, f.agent, f.strategy_name, f.result, count(*)
from executions join execution_facets f on f.id = facet_id group by 1, 2, 3, 4, 5
"""
_EVERY_TRIAL = f"{TRIALS_BY_DAY} union all {TRIALS_IN_ALL}"
_EVERY_EXECUTION = f"{EXECUTIONS_BY_DAY} union all {EXECUTIONS_IN_ALL}"
_WRONG_TRIALS = f"""
select day, agent, strategy_name, category from
    (select day, team, agent, strategy_name, strategy_version, provenance, category, passed, failed from trial_days
     except select day, team, agent, strategy_name, strategy_version, provenance, category, passed, failed
     from ({_EVERY_TRIAL}))
union
select day, agent, strategy_name, category from
    (select day, team, agent, strategy_name, strategy_version, provenance, category, passed, failed
     from ({_EVERY_TRIAL})
     except select day, team, agent, strategy_name, strategy_version, provenance, category, passed, failed
     from trial_days)
"""  # noqa: S608 - fixed texts
_WRONG_EXECUTIONS = f"""
select day, facet_id from (select * from execution_days except select * from ({_EVERY_EXECUTION}))
union select day, facet_id from (select * from ({_EVERY_EXECUTION}) except select * from execution_days)
"""  # noqa: S608 - fixed texts
