"""Sets two sides against each other so that nothing but what was asked for differs, and says what that left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from training.agents.replay.recorded import regraded_batch
from training.compare import Comparison, compare
from training.model.trials import LeftOut, Trial
from training.pairing import AGENT, STRATEGY, Outcomes, Stratum, outcomes_by_stratum, pair
from training.sides import InvalidSideError, Side
from training.trends import Measure

NAMED = 5


class ConfoundedError(InvalidSideError):
    """Two sides that differ in more than what was asked for."""


@dataclass(frozen=True, kw_only=True)
class Faced:
    """What came of two sides, and in sentences what was left out of them."""

    found: Comparison
    notes: tuple[str, ...]


def face(
    left: Side,
    right: Side,
    *,
    judged: Callable[[Side], Iterable[Trial]],
    left_out: Callable[[Side], LeftOut],
    measure: Measure,
) -> Faced:
    """Compare two sides on what both did: within each agent and strategy, but for what the sides name differently.

    Raises:
        ConfoundedError: there is no agent or strategy that both sides share, and it was not asked to compare those.
    """
    sides = (left, right)
    notes: list[str] = []
    outcomes: list[Outcomes] = [outcomes_by_stratum(judged(side), measure) for side in sides]
    for place, side in enumerate(sides):
        notes += left_out_words(side, left_out(side))
        outcomes[place] = _own_work(side, outcomes[place], notes)
    compared = _compared(left, right)
    if STRATEGY[0] in compared:
        outcomes = [_one_version(side, mine, notes) for side, mine in zip(sides, outcomes, strict=True)]
    within = tuple(name for name in (*AGENT, *STRATEGY) if name not in compared)
    outcomes = _shared(sides, outcomes, within, notes)
    notes += _differing(sides, outcomes)
    return Faced(found=compare(*pair(*outcomes, within=within)), notes=tuple(dict.fromkeys(notes)))


def left_out_words(side: Side, out: LeftOut) -> list[str]:
    """Return in sentences what the filter of a side kept away."""
    found = []
    if out.adaptive:
        found.append(
            f"Left out of {side.label}: {_trials(out.adaptive)} of batches that gave more trials to what did well so "
            "far, because their means are biased."
        )
    found += [
        f"Left out of {side.label}: {_trials(n)} of provenance {provenance}; name provenance:{provenance} for those."
        for provenance, n in out.others.items()
    ]
    return found


def _own_work(side: Side, outcomes: Outcomes, notes: list[str]) -> Outcomes:
    """Leave out programs that were graded again, unless asked for: they are another agent's work a second time."""
    if side.wanted.agent is not None or side.wanted.batch_id is not None:
        return outcomes
    return _kept(side, outcomes, lambda one: regraded_batch(one.agent) is None, notes, why="that were graded again")


def _compared(left: Side, right: Side) -> tuple[str, ...]:
    """Return what the sides may differ in, because each names its own."""
    one, other = left.wanted, right.wanted
    strategies = [(side.strategy, side.strategy_version) for side in (one, other)]
    both_named = all(any(names) for names in strategies) and strategies[0] != strategies[1]
    # a batch is of one agent, so whoever names a batch names its agent
    agents = all(side.agent is not None or side.batch_id is not None for side in (one, other))
    return (*(STRATEGY if both_named else ()), *(AGENT if agents else ()))


def _one_version(side: Side, outcomes: Outcomes, notes: list[str]) -> Outcomes:
    versions = list(dict.fromkeys((one.strategy_name, one.strategy_version) for one in outcomes))
    if len(versions) < 2:  # noqa: PLR2004 - one is what it takes
        return outcomes
    name, newest = versions[-1]
    why = f"of other versions than the newest, {newest[:8]}, of {name}; name version:HASH for another"
    return _kept(side, outcomes, lambda one: one[1:3] == (name, newest), notes, why=why)


def _shared(
    sides: tuple[Side, Side], outcomes: list[Outcomes], within: tuple[str, ...], notes: list[str]
) -> list[Outcomes]:
    """Keep what was done under the agents and strategies of both sides, where these are not what is compared."""
    known = [{_context(one, within) for one in mine} for mine in outcomes]
    if not all(known):
        return outcomes
    shared = known[0] & known[1]
    if not shared:
        held = " and ".join(f"{side.label} holds {_list(mine)}" for side, mine in zip(sides, known, strict=True))
        raise ConfoundedError(f"The sides differ in more than what is asked for: {held}. {_REMEDY}")
    why = "under an agent or a strategy that the other side has none of"
    return [
        _kept(side, mine, lambda one: _context(one, within) in shared, notes, why=why)
        for side, mine in zip(sides, outcomes, strict=True)
    ]


def _context(one: Stratum, within: tuple[str, ...]) -> str:
    shown = {**one._asdict(), "strategy_version": f"({one.strategy_version[:8]})"}
    return " ".join(shown[name] for name in within)


def _differing(sides: tuple[Side, Side], outcomes: list[Outcomes]) -> list[str]:
    found = []
    left, right = ({one.agent for one in mine} for mine in outcomes)
    if left and right and left != right and not all(side.wanted.agent for side in sides):
        found.append(f"The agents differ: {_list(left)} and {_list(right)}.")
    ours, theirs = ({(one.task_id, one.task_hash) for one in mine} for mine in outcomes)
    changed = {task for task, _ in ours} & {task for task, _ in theirs} - {task for task, _ in ours & theirs}
    if changed:
        found.append(f"Left out: {_list(changed)}, because the sides did other contents of the task there.")
    return found


def _kept(side: Side, outcomes: Outcomes, wanted: Callable[[Stratum], bool], notes: list[str], *, why: str) -> Outcomes:
    gone = sum(len(values) for one, values in outcomes.items() if not wanted(one))
    if gone:
        notes.append(f"Left out of {side.label}: {_trials(gone)} {why}.")
    return {one: values for one, values in outcomes.items() if wanted(one)}


def _list(names: Iterable[str]) -> str:
    known = sorted(names)
    more = f" and {len(known) - NAMED} more" if len(known) > NAMED else ""
    return ", ".join(known[:NAMED]) + more


def _trials(n: int) -> str:
    return f"{n} trial{'' if n == 1 else 's'}"


_REMEDY = "Name the agent, the strategy or its version on both sides, as in agent:NAME,strategy:NAME,version:HASH."
