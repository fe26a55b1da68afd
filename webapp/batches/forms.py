"""What a person asks a batch to be, read from a form or an address, and what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from secrets import randbelow

from werkzeug.datastructures import MultiDict

MOST_REPEATS = 100
MOST_TRIALS = 20_000
_SEEDS = 2**31


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What there is to choose from."""

    tasks: Collection[str]
    strategies: Collection[str]
    agents: Collection[str]


@dataclass(frozen=True, kw_only=True)
class BatchForm:
    """One filled-in form. The numbers stay as typed beside what they were read as, so that a mistake can be shown."""

    tasks: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    agent: str = "repair"
    repeats_typed: str = "2"
    seed_typed: str = ""
    require_isolated: bool = False
    repeats: int | None = None
    seed: int | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def trials(self) -> int:
        """How many trials this form asks for."""
        return len(self.tasks) * len(self.strategies) * (self.repeats or 0)


def read_batch_form(form: MultiDict[str, str], choices: Choices) -> BatchForm:
    """Read a form; its `problems` name each field that is wrong, with what to do about it."""
    tasks, strategies = tuple(dict.fromkeys(form.getlist("task"))), tuple(dict.fromkeys(form.getlist("strategy")))
    agent = form.get("agent", "").strip()
    repeats_typed, seed_typed = form.get("repeats", "").strip(), form.get("seed", "").strip()
    repeats, seed = _whole(repeats_typed), _whole(seed_typed)
    problems = {
        "task": _choice_problem("task", tasks, choices.tasks),
        "strategy": _choice_problem("strategy", strategies, choices.strategies),
        "agent": "" if agent in choices.agents else f"There is no agent '{agent}'; choose one of the list.",
        "repeats": "" if repeats and 0 < repeats <= MOST_REPEATS else f"Give a whole number from 1 to {MOST_REPEATS}.",
        "seed": "" if not seed_typed or _is_seed(seed) else f"Give a whole number from 0 to {_SEEDS - 1}, or nothing.",
    }
    asked = BatchForm(
        tasks=tasks,
        strategies=strategies,
        agent=agent,
        repeats_typed=repeats_typed,
        seed_typed=seed_typed,
        require_isolated="require_isolated" in form,
        repeats=repeats,
        seed=seed,
        problems={name: text for name, text in problems.items() if text},
    )
    if asked.trials > MOST_TRIALS:
        asked.problems["repeats"] = f"That makes {asked.trials:,} trials; a batch holds at most {MOST_TRIALS:,}."
    return asked


def new_seed() -> int:
    """Return a seed for a person who gave none."""
    return randbelow(_SEEDS)


def _whole(typed: str) -> int | None:
    try:
        return int(typed)
    except ValueError:
        return None


def _is_seed(seed: int | None) -> bool:
    return seed is not None and 0 <= seed < _SEEDS


def _choice_problem(noun: str, chosen: tuple[str, ...], known: Collection[str]) -> str:
    if not chosen:
        return f"Choose at least one {noun}."
    unknown = [name for name in chosen if name not in known]
    return f"There is no {noun} '{unknown[0][:60]}'; choose from the list." if unknown else ""
