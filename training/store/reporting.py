"""The facts that a report is made of, read at one moment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from sandbox.model import Outcome, Trust
from training.errors import NotFoundError
from training.model.profiles import Profile
from training.model.trials import Provenance, Trial, TrialFilter
from training.report.model import ReportFacts, StreamFacts
from training.store.connection import first, reading, rows, stamp
from training.store.profiles import Profiles
from training.store.rows import trial_from
from training.store.trials import Trials

PAGE = 5000


class Reporting:
    """Reads what a report needs."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._profiles = Profiles(db)
        self._trials = Trials(db)

    def of_batch(self, batch_id: int) -> ReportFacts:
        """Return the facts of one batch.

        Raises:
            NotFoundError: there is none of that id.
        """
        row = first(self._db, "select title, provenance, team from batches where id = :id", id=batch_id)
        if row is None:
            raise NotFoundError(f"There is no batch {batch_id}.")
        wanted = TrialFilter(batch_id=batch_id, team=row["team"], provenance=Provenance(row["provenance"]))
        return self._facts(f"batch {batch_id}, {row['title']}", wanted)

    def since(self, moment: datetime | None, *, team: str, provenance: Provenance = Provenance.REAL) -> ReportFacts:
        """Return the facts of a team's trials that closed since a moment, or of all."""
        title = f"since {moment:%Y-%m-%d %H:%M} UTC" if moment else "everything so far"
        return self._facts(title, TrialFilter(team=team, since=moment, provenance=provenance))

    def judged(self, wanted: TrialFilter, *, newest: int | None = None) -> Iterator[Trial]:
        """Give every judged trial that matches, or the newest so many of them, oldest first."""
        after = 0 if newest is None else self._trials.before_newest(wanted, newest=newest)
        while page := self._trials.list_judged(wanted, after=after, limit=PAGE):
            yield from page
            after = page[-1].id

    def replay(self, *, team: str, agent: str, newest: int) -> tuple[tuple[Trial, ...], tuple[Profile, ...]]:
        """Return an agent's newest real, judged trials in the order they closed, and its profiles of that moment."""
        with reading(self._db):
            found = rows(self._db, _LAST_CLOSED, team=team, agent=agent, newest=newest)
            profiles = self._profiles.list(team=team, agent=agent, scope=None, provenance=Provenance.REAL)
        return tuple(trial_from(row) for row in reversed(found)), profiles

    def _facts(self, title: str, wanted: TrialFilter) -> ReportFacts:
        with reading(self._db):
            trials = tuple(self.judged(TrialFilter(**{**vars(wanted), "uniform_only": True})))
            scope = self._scope(wanted)
            endings = first(self._db, _ENDINGS, **scope, provenance=wanted.provenance.value) or {}
            ran = first(self._db, _EXECUTIONS, **scope, provenance=wanted.provenance.value) or {}
            graded = rows(self._db, _GRADED, **scope, provenance=wanted.provenance.value)
            return ReportFacts(
                title=title,
                provenance=wanted.provenance,
                trials=trials,
                profiles=self._concerned(trials, wanted.team, wanted.provenance),
                simulated=self._concerned(trials, wanted.team, Provenance.SIMULATED)
                if wanted.provenance is Provenance.REAL
                else (),
                errored=endings["errored"],
                cancelled=endings["cancelled"],
                adaptive=endings["adaptive"],
                others=endings["others"],
                executions=ran["executions"],
                real_executions=ran["real"],
                outcomes=_tally(graded, "outcome", Outcome),
                trusts=_tally(graded, "trust", Trust),
                streams=StreamFacts(**(first(self._db, _STREAMS, **scope, provenance=wanted.provenance.value) or {})),
            )

    def _scope(self, wanted: TrialFilter) -> dict[str, Any]:
        since = stamp(wanted.since) if wanted.since else None
        return {"team": wanted.team, "batch_id": wanted.batch_id, "since": since}

    def _concerned(self, trials: tuple[Trial, ...], team: str | None, provenance: Provenance) -> tuple[Any, ...]:
        """Return the profiles, over all tasks, of the strategies that the trials are of."""
        asked = {(trial.agent, trial.strategy_version) for trial in trials}
        found = self._profiles.list(team=team, provenance=provenance)
        return tuple(one for one in found if (one.key.agent, one.key.strategy_version) in asked)


def _tally(found: list[dict[str, Any]], column: str, kind: Any) -> dict[Any, int]:
    tally: dict[Any, int] = {}
    for row in found:
        tally[kind(row[column])] = tally.get(kind(row[column]), 0) + row["n"]
    return tally


_LAST_CLOSED = """
select * from trials where team = :team and agent = :agent and provenance = 'real' and state = 'closed'
    and verdict in ('passed', 'failed')
order by closing_seq desc limit :newest
"""

_WHERE = """
(:team is null or trials.team = :team) and (:batch_id is null or trials.batch_id = :batch_id)
and (:since is null or trials.closed_at >= :since)
"""

_ENDINGS = f"""
select count(*) filter (where verdict = 'errored') as errored,
    count(*) filter (where verdict = 'cancelled') as cancelled,
    count(*) filter (where verdict in ('passed', 'failed') and batches.allocation != 'uniform') as adaptive,
    (select count(*) from trials where provenance != :provenance and verdict in ('passed', 'failed') and {_WHERE})
        as others
from trials join batches on batches.id = trials.batch_id
where trials.state = 'closed' and trials.provenance = :provenance and {_WHERE}
"""  # noqa: S608 - our own text

_EXECUTIONS = f"""
select count(*) as executions, count(*) filter (
    where executions.provenance = 'real' and executions.image_digest is not null and executions.wall_ms is not null
) as real
from executions join trials on trials.id = executions.trial_id
where trials.verdict in ('passed', 'failed') and executions.verdict = trials.verdict
    and trials.provenance = :provenance and {_WHERE}
"""  # noqa: S608 - our own text

_GRADED = f"""
select executions.outcome, executions.trust, count(*) as n
from executions join trials on trials.id = executions.trial_id join batches on batches.id = trials.batch_id
where executions.purpose = 'grade' and executions.verdict = trials.verdict and trials.provenance = :provenance
    and trials.verdict in ('passed', 'failed') and batches.allocation = 'uniform' and {_WHERE}
group by executions.outcome, executions.trust
"""  # noqa: S608 - our own text

# a chain that ran as a trial has the trial's provenance, and one that ran by itself is real
_STREAMS = """
select count(distinct runs.id) as chains, count(hand_offs.id) as due, coalesce(sum(hand_offs.arrived), 0) as arrived
from chain_runs runs left join chain_hand_offs hand_offs on hand_offs.run_id = runs.id
left join trials on trials.id = runs.trial_id
where (:team is null or runs.team = :team) and coalesce(trials.provenance, 'real') = :provenance
    and (:batch_id is null or trials.batch_id = :batch_id)
    and (:since is null or runs.finished_at >= :since) and runs.finished_at is not null
"""
