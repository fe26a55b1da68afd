"""What a chain may name here, and what is known of it: agents and their state, strategies and what to choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from shlex import join

from training.agents import get_agent
from training.chains.agent import Workshop, profiles_of
from training.chains.book import ChainBook
from training.chains.checking import Known, Problem
from training.chains.choosing import choose
from training.chains.graph import befores
from training.chains.templates import RESULTS, render, variables_in
from training.chains.values import values_of
from training.chains.words import full_prompt
from training.errors import TrainingError
from training.model.agents import Agent
from training.model.chain_runs import ChainRun, Choice, Form, RunState
from training.model.chains import AUTO, TESTS, Chain, Stage
from training.model.tasks import Task
from webapp.agents import agent_names
from webapp.context import now
from webapp.resources import store, store_opener, strategies
from webapp.teams import own_team

_HEARD = timedelta(seconds=30)


def book() -> ChainBook:
    """Return the chains that there are."""
    return ChainBook(store().chains, team=own_team())


def known() -> Known:
    """Return what chains may name."""
    return Known(agents=agent_names(), strategies=[strategy.name for strategy in strategies().all()])


def workshop() -> Workshop:
    """Return where stages find their agents; nothing is run on the site."""
    return Workshop(open_store=store_opener(), agent=_agent, strategy=lambda _team, name: strategies().get(name))


def absent(chain: Chain) -> tuple[Problem, ...]:
    """Return the stages whose agent the worker that looked last can't use; nothing where none has looked."""
    states = {check.agent: check.missing for check in store().agents.checks()}
    missing = [(stage, states.get(stage.agent)) for stage in chain.stages if stage.agent != TESTS]
    return tuple(Problem(stage=stage.name, text=text) for stage, text in missing if text)


def is_worked() -> bool:
    """Return whether a worker was heard of lately."""
    return bool(store().system.workers(since=now() - _HEARD))


@dataclass(frozen=True, kw_only=True)
class StageView:
    """One stage as the builder explains it."""

    stage: Stage
    at: int
    choice: Choice
    command: str
    prompt: str
    problems: tuple[Problem, ...]


def stage_views(chain: Chain, found: Iterable[Problem], task: Task | None) -> tuple[StageView, ...]:
    """Return what each stage would do: its strategy and why, its exact command, and its prompt filled in."""
    every = tuple(found)
    return tuple(
        StageView(
            stage=stage,
            at=at,
            choice=_choice(stage, task),
            command=_command(chain, stage),
            prompt=_prompt(chain, stage, task),
            problems=tuple(problem for problem in every if problem.stage == stage.name),
        )
        for at, stage in enumerate(chain.stages)
    )


def recommended(stage: Stage, task: Task | None) -> Choice:
    """Return what `auto` would choose for a stage, whatever it names."""
    return _choice(Stage(name=stage.name, instructions="", agent=stage.agent, strategy=AUTO), task)


def _choice(stage: Stage, task: Task | None) -> Choice:
    try:
        return choose(
            stage,
            profiles_of=partial(profiles_of, store(), own_team()),
            strategy_of=strategies().get,
            category=task.category if task else None,
            difficulty=task.difficulty.value if task else None,
        )
    except TrainingError as error:
        return Choice(stage=stage.name, strategy=stage.strategy, version="", reason=str(error))


def _command(chain: Chain, stage: Stage) -> str:
    before = [chain.stage(name) for name in befores(chain)[stage.name] if name in {one.name for one in chain.stages}]
    try:
        forms = [workshop().performer(one.agent).form for one in (stage, *before)]
        as_events = bool(before) and all(form is Form.EVENTS for form in forms)
        return join(workshop().performer(stage.agent).command(stage, as_events=as_events))
    except TrainingError:
        return ""


def _prompt(chain: Chain, stage: Stage, task: Task | None) -> str:
    """Return a stage's prompt, with places for what earlier stages will give."""
    strategy = _choice(stage, task).strategy
    names = [name.removeprefix(RESULTS) for name in variables_in(stage.instructions) if name.startswith(RESULTS)]
    values = values_of(
        _nobodys_run(chain),
        brief=task.brief() if task else None,
        files=task.starter if task else (),
        previous=f"[what {', '.join(befores(chain)[stage.name]) or 'nothing'} gave]",
        results={name: f"[what {name} gave]" for name in names},
        strategy=f"[the instructions of {strategy}]",
    )
    try:
        answer = workshop().performer(stage.agent).how_to_answer(stage)
        instructions = strategies().get(strategy).instructions
        return full_prompt(render(stage.instructions, values), strategy=instructions, answer=answer)
    except TrainingError as error:
        return str(error)


def _nobodys_run(chain: Chain) -> ChainRun:
    return ChainRun(
        id=0,
        team=own_team(),
        chain=chain,
        state=RunState.QUEUED,
        text="[the free text of the run]",
        variables=(),
        choices=(),
        trial_id=None,
        batch_id=None,
        task_id=None,
        marker="",
        failure=None,
        reason="",
        result="",
        program=None,
        lease=0,
        rerun_of=None,
        from_position=0,
        created_by="",
        created_at=now(),
    )


def _agent(name: str) -> Agent:
    return get_agent(name)
