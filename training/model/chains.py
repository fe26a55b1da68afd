"""A chain: agents in a row, or in branches that join, each handing its result on."""

from dataclasses import dataclass, field
from enum import StrEnum

AUTO = "auto"
TESTS = "tests"  # the stage that runs the visible tests instead of asking an agent
AGENT_PREFIX = "chain:"
MOST_STAGES = 50


class Gives(StrEnum):
    """What a stage must give."""

    TEXT = "text"
    JSON = "json"
    PROGRAM = "program"


class OnFailure(StrEnum):
    """What becomes of a chain when a stage failed for good."""

    STOP = "stop"
    SKIP = "skip"  # what came in goes on to the next
    FALL_BACK = "fall back"  # another agent does the stage


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """What one attempt at a stage may take. None is no limit; `hand_off_kib` bounds each result that it is given."""

    seconds: float = 600.0
    turns: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    hand_off_kib: int = 256


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage. `after` None is the stage before it in the list; the variables in `instructions` say what it gets.

    `strategy` is a strategy's name, or `auto`. `schema` is a JSON schema's text, for a stage that gives JSON.
    `fall_back` names the agent that takes over when the first one failed.
    """

    name: str
    instructions: str
    agent: str
    strategy: str = AUTO
    after: tuple[str, ...] | None = None
    gives: Gives = Gives.TEXT
    schema: str = ""
    budgets: Budgets = field(default_factory=Budgets)
    retries: int = 0
    on_failure: OnFailure = OnFailure.STOP
    fall_back: str = ""


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A chain as data. `version` is a hash of the content; `variables` are names and their defaults."""

    name: str
    title: str
    stages: tuple[Stage, ...]
    version: str = ""
    description: str = ""
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def agent_name(self) -> str:
        """The name that its profiles are kept under."""
        return AGENT_PREFIX + self.name

    def stage(self, name: str) -> Stage:
        """Return the stage of that name.

        Raises:
            KeyError: there is none.
        """
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise KeyError(name)


@dataclass(frozen=True, kw_only=True)
class SavedChain:
    """One version of a chain as it was saved. `id` is 0 for one that comes with the program."""

    id: int
    chain: Chain
    team: str
    by: str = ""
    note: str = ""
    at: str = ""
