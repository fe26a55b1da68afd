"""What two strategies came to on the same tasks, where one agent worked under both."""

from collections import Counter
from dataclasses import dataclass

from training.compare import Comparison, compare, outcomes_by_task
from training.model.strategies import Strategy
from training.model.trials import Provenance, Trial, TrialFilter
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

    @property
    def is_of_most(self) -> bool:
        """Whether it is about the agent with the most trials."""
        return self.agent in self.agents[:1]


def outcomes_of(left: Strategy, right: Strategy, *, agent: str | None = None) -> Outcomes:
    """Compare two strategies' current versions for an agent, or for the one with the most trials under them.

    Agents are not mixed, for one may have tried one of the two alone; nor do batches count that gave more trials to
    what did well, for their means are biased. `newest` says how many trials of a side count where it has more.
    """
    agents = _agents(left, right)
    chosen = agent or next(iter(agents), "")
    ours, theirs = _trials(left, chosen), _trials(right, chosen)
    success, time = (
        compare(outcomes_by_task(ours, measure), outcomes_by_task(theirs, measure))
        for measure in (Measure.SUCCESS, Measure.EXECUTION_MS)
    )
    is_cut = NEWEST in {len(ours), len(theirs)}
    return Outcomes(agent=chosen, agents=agents, success=success, time=time, newest=NEWEST if is_cut else None)


def _agents(left: Strategy, right: Strategy) -> tuple[str, ...]:
    trials: Counter[str] = Counter()
    for tally in store().days.totals(DaysFilter(team=own_team())):
        if tally.version in {left.version, right.version} and tally.provenance is Provenance.REAL:
            trials[tally.agent] += tally.n
    return tuple(agent for agent, _ in trials.most_common())


def _trials(side: Strategy, agent: str) -> tuple[Trial, ...]:
    wanted = TrialFilter(team=own_team(), agent=agent, strategy_version=side.version, uniform_only=True)
    return tuple(store().reporting.judged(wanted, newest=NEWEST))
