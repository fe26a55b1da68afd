"""What is wrong with a chain, before anything runs. Each problem names its stage."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from training.chains.graph import ancestors, befores, cycle, ends
from training.chains.schema import schema_problem
from training.chains.templates import KNOWN, RESULTS, variables_in
from training.model.chains import AUTO, MOST_STAGES, TESTS, Chain, Gives, OnFailure, Stage

MODEL_PREFIX = "llm:"
RESERVED = frozenset({"new", "runs", "builder", "save", "import"})  # the site has addresses of its own under these


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong. `stage` is empty where it is the whole chain."""

    stage: str
    text: str

    def __str__(self) -> str:
        return f"Stage {self.stage}: {self.text}" if self.stage else self.text


@dataclass(frozen=True, kw_only=True)
class Known:
    """The agents and strategies that there are. `searching` are agents that work on programs and read no words."""

    agents: Collection[str]
    strategies: Collection[str]
    searching: Collection[str] = ("repair", "replay")

    def has_agent(self, name: str) -> bool:
        """Return whether there is such an agent."""
        return name == TESTS or name in self.agents or (name.startswith(MODEL_PREFIX) and name != MODEL_PREFIX)


def problems(chain: Chain, known: Known, *, on_task: bool | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps a chain from running, the whole chain's problems first.

    `on_task` says what it is to run on: a task (True), free text (False), or not known yet (None).
    """
    whole = (*_of_its_name(chain), *_of_the_whole(chain))
    if whole:
        return whole  # with a broken shape nothing can be said of what reaches which stage
    return tuple(problem for stage in chain.stages for problem in _of_a_stage(chain, stage, known, on_task=on_task))


def _of_its_name(chain: Chain) -> Iterator[Problem]:
    if chain.name in RESERVED:
        yield Problem(stage="", text=f"A page of the site is called {chain.name!r}. Give the chain another name.")


def _of_the_whole(chain: Chain) -> Iterator[Problem]:
    if not chain.stages:
        yield Problem(stage="", text="The chain has no stage. Add one.")
    if len(chain.stages) > MOST_STAGES:
        yield Problem(stage="", text=f"The chain has {len(chain.stages)} stages. At most {MOST_STAGES} can be run.")
        return
    for name, count in Counter(stage.name for stage in chain.stages).items():
        if count > 1:
            yield Problem(stage=name, text=f"{count} stages have this name. Give each its own.")
    names = {stage.name for stage in chain.stages}
    for stage_name, before in befores(chain).items():
        for other in before:
            if other not in names:
                yield Problem(stage=stage_name, text=f"it is to follow {other!r}, and there is no such stage.")
    around = cycle(chain)
    if around:
        yield Problem(stage=around[0], text=f"it waits for itself: {' → '.join(around)}. Take one of these out.")
    elif len(ends(chain)) > 1:
        loose = ", ".join(ends(chain)[:-1])
        yield Problem(stage=ends(chain)[0], text=f"nothing follows {loose}. Let a later stage follow it.")


def _of_a_stage(chain: Chain, stage: Stage, known: Known, *, on_task: bool | None) -> Iterator[Problem]:
    for text in (*_of_its_agents(stage, known), *_of_its_template(chain, stage), *_of_its_gift(stage)):
        yield Problem(stage=stage.name, text=text)
    if stage.strategy != AUTO and stage.strategy not in known.strategies:
        there = ", ".join((AUTO, *sorted(known.strategies)))
        yield Problem(stage=stage.name, text=f"no strategy is called {stage.strategy!r}. There are {there}.")
    if on_task is False and (stage.agent == TESTS or stage.agent in known.searching):
        text = f"{stage.agent} needs a task's tests, and free text has none. Run the chain on a task."
        yield Problem(stage=stage.name, text=text)


def _of_its_agents(stage: Stage, known: Known) -> Iterator[str]:
    if not known.has_agent(stage.agent):
        there = ", ".join((*sorted(known.agents), TESTS))
        yield f"no agent is called {stage.agent!r}. There are {there}."
    if stage.on_failure is OnFailure.FALL_BACK and not known.has_agent(stage.fall_back):
        yield "it is to fall back on another agent, and there is none of that name. Name one in `fall_back`."
    if stage.on_failure is not OnFailure.FALL_BACK and stage.fall_back:
        yield 'it names an agent to fall back on and does not fall back. Say on_failure = "fall back".'


def _of_its_template(chain: Chain, stage: Stage) -> Iterator[str]:
    own = {name for name, _ in chain.variables}
    there = ancestors(chain, stage.name)
    for name in variables_in(stage.instructions):
        if name.startswith(RESULTS):
            if name.removeprefix(RESULTS) not in there:
                reachable = ", ".join(RESULTS + one for one in sorted(there)) or "none"
                yield f"{{{{ {name} }}}} has no value: that stage does not come before. There are {reachable}."
        elif name == "previous" and not there:
            yield "{{ previous }} has no value in a first stage. Take it out."
        elif name not in KNOWN and name not in own:
            yield f"{{{{ {name} }}}} is no variable. There are {', '.join((*KNOWN, *sorted(own), 'results.STAGE'))}."


def _of_its_gift(stage: Stage) -> Iterator[str]:
    if stage.gives is Gives.JSON and not stage.schema:
        yield "it is to give JSON, and no schema says what. Add one."
    if stage.gives is not Gives.JSON and stage.schema:
        yield 'it has a schema and does not give JSON. Say gives = "json", or remove the schema.'
    if stage.schema and (wrong := schema_problem(stage.schema)):
        yield f"{wrong}."
    if stage.agent == TESTS and stage.gives is not Gives.TEXT:
        yield 'tests give text: what they found. Say gives = "text".'
