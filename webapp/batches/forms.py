"""What a person asks a batch to be, read from a form or an address, and what is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from secrets import randbelow

from werkzeug.datastructures import MultiDict

from sandbox.model import Isolation
from training.allocation import Allocation
from training.model.batches import NO_BUDGET, Batch, Budget, Order
from training.planning import HIGHEST_PRIORITY

MOST_REPEATS = 100
MOST_TRIALS = 20_000
MOST_AMOUNT = 1e9
LONGEST_TITLE = 120
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
    repeats_typed: str = "2"
    seed_typed: str = ""
    require_isolated: bool = False
    title: str = ""
    agents: tuple[str, ...] = ("repair",)
    order: str = Order.SHUFFLED.value
    allocation: str = Allocation.UNIFORM.value
    minutes_typed: str = ""
    usd_typed: str = ""
    priority_typed: str = "0"
    budget: Budget = NO_BUDGET
    priority: int = 0
    repeats: int | None = None
    seed: int | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def trials(self) -> int:
        """How many trials this form asks for."""
        return len(self.tasks) * len(self.strategies) * (self.repeats or 0) * len(self.agents)


def read_batch_form(form: MultiDict[str, str], choices: Choices) -> BatchForm:
    """Read a form; its `problems` name each field that is wrong, with what to do about it."""
    tasks, strategies = tuple(dict.fromkeys(form.getlist("task"))), tuple(dict.fromkeys(form.getlist("strategy")))
    agents = tuple(dict.fromkeys(form.getlist("agent")))
    minutes_typed, usd_typed = form.get("minutes", "").strip(), form.get("usd", "").strip()
    minutes, usd = _amount(minutes_typed), _amount(usd_typed)
    priority = _whole(form.get("priority", "").strip() or "0")
    order = form.get("order", Order.SHUFFLED.value)
    allocation = form.get("allocation", Allocation.UNIFORM.value)
    repeats_typed, seed_typed = form.get("repeats", "").strip(), form.get("seed", "").strip()
    repeats, seed = _whole(repeats_typed), _whole(seed_typed)
    problems = {
        "minutes": "" if not minutes_typed or minutes else "Give a number of minutes above 0, or nothing.",
        "usd": "" if not usd_typed or usd else "Give an amount above 0, or nothing.",
        "order": "" if order in {one.value for one in Order} else "Choose an order of the list.",
        "allocation": "" if allocation in {one.value for one in Allocation} else "Choose a way of the list.",
        "priority": _priority_problem(priority),
        "task": _choice_problem("task", tasks, choices.tasks),
        "strategy": _choice_problem("strategy", strategies, choices.strategies),
        "agent": _choice_problem("agent", agents, choices.agents),
        "repeats": "" if repeats and 0 < repeats <= MOST_REPEATS else f"Give a whole number from 1 to {MOST_REPEATS}.",
        "seed": "" if not seed_typed or _is_seed(seed) else f"Give a whole number from 0 to {_SEEDS - 1}, or nothing.",
    }
    asked = BatchForm(
        tasks=tasks,
        strategies=strategies,
        agents=agents,
        title=" ".join(form.get("title", "").split())[:LONGEST_TITLE],
        order=order,
        allocation=allocation,
        minutes_typed=minutes_typed,
        usd_typed=usd_typed,
        priority_typed=form.get("priority", "0").strip(),
        budget=Budget(seconds=minutes * 60 if minutes else None, usd=usd),
        priority=priority or 0,
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


def fields_like(batch: Batch) -> MultiDict[str, str]:
    """Return the fields that ask for a batch like one that was, with a new seed."""
    budget = batch.budget
    single = {
        "agent": batch.agent,
        "repeats": str(batch.repeats),
        "title": batch.title,
        "priority": str(batch.priority),
        "allocation": batch.allocation.value,
        "minutes": f"{budget.seconds / 60:g}" if budget.seconds else "",
        "usd": f"{budget.usd:g}" if budget.usd else "",
        **({"require_isolated": "1"} if batch.isolation is Isolation.REQUIRED else {}),
    }
    fields = MultiDict(single)
    fields.setlist("task", batch.task_ids)
    fields.setlist("strategy", batch.strategies)
    return fields


def new_seed() -> int:
    """Return a seed for a person who gave none."""
    return randbelow(_SEEDS)


def _whole(typed: str) -> int | None:
    try:
        return int(typed)
    except ValueError:
        return None


def _amount(typed: str) -> float | None:
    """Return a number above 0 and below what anybody means, or None."""
    try:
        amount = float(typed)
    except ValueError:
        return None
    return amount if 0 < amount < MOST_AMOUNT else None


def _priority_problem(priority: int | None) -> str:
    is_one = priority is not None and abs(priority) <= HIGHEST_PRIORITY
    return "" if is_one else f"Give a whole number from -{HIGHEST_PRIORITY} to {HIGHEST_PRIORITY}."


def _is_seed(seed: int | None) -> bool:
    return seed is not None and 0 <= seed < _SEEDS


def _choice_problem(noun: str, chosen: tuple[str, ...], known: Collection[str]) -> str:
    if not chosen:
        return f"Choose at least one {noun}."
    unknown = [name for name in chosen if name not in known]
    return f"There is no {noun} '{unknown[0][:60]}'; choose from the list." if unknown else ""
