"""A chain as an agent: its stages do the work, its last program is graded, its profiles are its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from training.agents.errors import AgentGaveUpError, AgentStoppedError, NoProgramError
from training.chains.checking import Known, problems
from training.chains.choosing import choose_all
from training.chains.course import Course, CourseEnd, Kit
from training.chains.errors import InvalidChainError
from training.chains.performers import TestingPerformer, performer_of
from training.chains.stage_job import Performer, Search
from training.errors import AgentError, LeaseLostError
from training.model.agents import Agent, Assignment, Candidate, Feedback
from training.model.chain_runs import ChainRun, Choice, RunRequest, RunState
from training.model.chains import AGENT_PREFIX, TESTS, Chain
from training.model.profiles import Profile
from training.model.spending import NOTHING_TOLD, Spent
from training.model.strategies import Strategy
from training.model.tasks import TaskBrief
from training.model.trials import Provenance
from training.store import Store

VERSION = "1"
# a chain's own budgets end it; the loop around it must not
_ATTEMPTS = 1_000_000
STRATEGY_NAME = "chain"


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """Where chains find what they name; `strategy` takes a team and a name, for teams have strategies of their own."""

    open_store: Callable[[], Store]
    agent: Callable[[str], Agent]
    strategy: Callable[[str, str], Strategy]
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def performer(self, name: str) -> Performer:
        """Return who does a stage."""
        return TestingPerformer() if name == TESTS else performer_of(self.agent(name))

    def kit(self, store: Store, *, team: str, is_cancelled: Callable[[], bool]) -> Kit:
        """Return what a team's course works with; each agent is made once."""
        made: dict[str, Performer] = {}

        def performer(name: str) -> Performer:
            if name not in made:
                made[name] = self.performer(name)
            return made[name]

        def strategy(choice: Choice) -> Strategy:
            found = store.strategies.shelf(team).find_version(choice.version)
            return found if found is not None else self.strategy(team, choice.strategy)

        return Kit(performer=performer, strategy=strategy, clock=self.clock, is_cancelled=is_cancelled)


def strategy_for(chain: Chain) -> Strategy:
    """Return the strategy that a chain's trials are filed under: its version is the chain's."""
    seconds = sum((1 + stage.retries) * stage.budgets.seconds * 2 for stage in chain.stages)
    return Strategy(
        name=STRATEGY_NAME,
        version=f"chain-{chain.version}",
        instructions="Each stage works under a strategy of its own.",
        temperature=0.0,
        attempts=_ATTEMPTS,
        edit_size=1,
        self_check=False,
        submit_at=1.0,
        time_budget_seconds=seconds,
        token_budget=1,
    )


def refuse_broken(chain: Chain, known: Known, *, on_task: bool | None) -> None:
    """Raise for a chain that can't be run.

    Raises:
        InvalidChainError: names every problem and its stage.
    """
    found = problems(chain, known, on_task=on_task)
    if found:
        raise InvalidChainError("\n".join(f"{chain.name}: {problem}" for problem in found))


class ChainAgent:
    """Runs a chain in the place of an agent."""

    version = VERSION

    def __init__(self, chain: Chain, workshop: Workshop) -> None:
        self._chain, self._workshop = chain, workshop

    @property
    def name(self) -> str:
        """The name that profiles are kept under."""
        return self._chain.agent_name

    def check(self) -> str | None:
        """Return None when every stage's agent can work here, else what is missing."""
        for stage in self._chain.stages:
            missing = None if stage.agent == TESTS else self._workshop.agent(stage.agent).check()
            if missing:
                return f"Stage {stage.name}: {missing}"
        return None

    def begin(self, assignment: Assignment) -> "ChainSession":
        """Start or go on with the run of a trial."""
        return ChainSession(self._chain, assignment, self._workshop)


class ChainSession:
    """A chain at work on one assignment."""

    def __init__(self, chain: Chain, assignment: Assignment, workshop: Workshop) -> None:
        self._chain, self._assignment, self._workshop = chain, assignment, workshop
        self._store = workshop.open_store()
        self._course: Search[CourseEnd] | None = None

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return the next program that a stage wants to see tested, or the last one of all as the final one.

        Raises:
            AgentGaveUpError: a stage failed for good.
            NoProgramError: every stage is done, and none gave a program.
            AgentStoppedError: the trial is to end.
        """
        try:
            if self._course is None:
                self._course = self._begin()
                return next(self._course)
            return self._course.send(feedback[-1])
        except StopIteration as stop:
            return _candidate(stop.value, spent=self._spent())
        except AgentError as error:
            error.spent = self._spent()
            raise

    def _spent(self) -> Spent:
        """Return what the run took beyond what its trial was charged before it was put back."""
        trial_id = self._assignment.trial_id
        if trial_id is None or (run := self._store.chain_runs.find_for_trial(trial_id)) is None:
            return NOTHING_TOLD
        return Spent(tokens=run.tokens, cost_usd=run.cost_usd).beyond(self._store.trials.charged(trial_id))

    def close(self) -> None:
        """End what is under way, and write that it was."""
        with suppress(LeaseLostError):  # whoever has the run now writes its course
            if self._course is not None:
                self._course.close()
        self._store.close()

    def _begin(self) -> Search[CourseEnd]:
        trial_id = self._assignment.trial_id
        if trial_id is None:
            raise InvalidChainError("A chain runs within a trial or on free text. Use `proving chain run`.")
        trial = self._store.trials.get(trial_id)
        request = RunRequest(chain=self._chain, team=trial.team)
        run = self._store.chain_runs.of_trial(trial_id, request, now=self._workshop.clock())
        return begin_course(
            run,
            store=self._store,
            workshop=self._workshop,
            brief=self._assignment.brief,
            seed=self._assignment.seed,
            is_cancelled=self._assignment.is_cancelled,
        )


def begin_course(
    run: ChainRun,
    *,
    store: Store,
    workshop: Workshop,
    brief: TaskBrief | None,
    seed: int = 0,
    is_cancelled: Callable[[], bool],
) -> Search[CourseEnd]:
    """Take a run and return its course, from the first stage that is not done.

    Raises:
        AgentStoppedError: it was cancelled before it was taken.
    """
    journal = store.chain_runs.journal(run.id)
    journal.begin(now=workshop.clock())
    if journal.is_cancelled():
        raise AgentStoppedError(f"Chain run {run.id} was cancelled.")
    run = store.chain_runs.get(run.id)
    if not run.choices:
        choices = choose_all(
            run.chain,
            profiles_of=partial(profiles_of, store, run.team),
            strategy_of=partial(workshop.strategy, run.team),
            category=brief.category if brief else None,
            difficulty=brief.difficulty.value if brief else None,
        )
        journal.choose(choices)
        run = replace(run, choices=choices)
    kit = workshop.kit(store, team=run.team, is_cancelled=is_cancelled)
    return Course(run, journal, kit, brief=brief, seed=seed).go()


def chain_name(agent_name: str) -> str | None:
    """Return the chain's name in an agent's name, or None for another agent."""
    return agent_name.removeprefix(AGENT_PREFIX) if agent_name.startswith(AGENT_PREFIX) else None


def profiles_of(store: Store, team: str, agent: str) -> tuple[Profile, ...]:
    """Return an agent's real profiles, in every scope."""
    return store.profiles.list(team=team, scope=None, provenance=Provenance.REAL, agent=agent)


def _candidate(end: CourseEnd, *, spent: Spent) -> Candidate:
    if end.state is RunState.FAILED:
        raise AgentGaveUpError(end.reason, spent=spent)
    if end.program is None:
        raise NoProgramError("Every stage is done, and none gave a program.", spent=spent)
    return Candidate(files=end.program, note=end.reason, final=True, tokens=spent.tokens, cost_usd=spent.cost_usd)
