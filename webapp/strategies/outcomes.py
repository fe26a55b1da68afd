"""What two strategies came to on the same tasks, where one agent worked under both."""

from collections import Counter
from dataclasses import dataclass

from training.compare import Comparison
from training.facing import face
from training.model.strategies import Strategy
from training.model.trials import LeftOut, Provenance, Trial
from training.sides import Side, strategy_side
from training.store.days import DaysFilter
from training.trends import Measure
from webapp.resources import store
from webapp.teams import own_team

NEWEST = 10_000  # of each side: more would keep the page waiting for minutes


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Left and right compared for one agent, empty where none has tried either; `agents` have the most trials first."""

    agent: str
    agents: tuple[str, ...]
    success: Comparison
    time: Comparison
    newest: int | None
    notes: tuple[str, ...]

    @property
    def is_of_most(self) -> bool:
        """Whether it is about the agent with the most trials."""
        return self.agent in self.agents[:1]


def outcomes_of(left: Strategy, right: Strategy, *, agent: str | None = None) -> Outcomes:
    """Compare two strategies' current versions for an agent, or for the one with the most trials under them.

    Agents are not mixed, for one may have tried one of the two alone; nor do batches count that gave more trials to
    what did well, for their means are biased. `newest` says how many trials of a side count where it has more, and
    `notes` what else was left out.
    """
    agents = _agents(left, right)
    chosen = agent or next(iter(agents), "")
    sides = [strategy_side(each, agent=chosen, team=own_team()) for each in (left, right)]
    trials = {side.text: _trials(side) for side in sides}
    success, time = (
        face(*sides, judged=lambda side: trials[side.text], left_out=lambda _side: LeftOut(), measure=measure)
        for measure in (Measure.SUCCESS, Measure.EXECUTION_MS)
    )
    is_cut = NEWEST in {len(found) for found in trials.values()}
    return Outcomes(
        agent=chosen,
        agents=agents,
        success=success.found,
        time=time.found,
        newest=NEWEST if is_cut else None,
        notes=success.notes,
    )


def _agents(left: Strategy, right: Strategy) -> tuple[str, ...]:
    trials: Counter[str] = Counter()
    for tally in store().days.totals(DaysFilter(team=own_team())):
        if tally.version in {left.version, right.version} and tally.provenance is Provenance.REAL:
            trials[tally.agent] += tally.n
    return tuple(agent for agent, _ in trials.most_common())


def _trials(side: Side) -> tuple[Trial, ...]:
    return tuple(store().reporting.judged(side.wanted, newest=NEWEST))
