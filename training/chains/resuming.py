"""Where a stage goes on whose worker was lost: what its agents used up stays used up."""

from collections.abc import Sequence

from training.chains.errors import StageFailedError
from training.model.chain_runs import FOR_GOOD, Failure, StageRun, StageState


def tries_left(agents: Sequence[str], tries: int, earlier: Sequence[StageRun]) -> tuple[tuple[str, int], ...]:
    """Return the agents from the one that was at work last, each with how many of its tries are left.

    An attempt that was interrupted is not used up; a failure for good uses up all.
    """
    last = earlier[-1].start.agent if earlier else agents[0]
    rest = agents[agents.index(last) :] if last in agents else agents
    return tuple((agent, _left(tries, [one for one in earlier if one.start.agent == agent])) for agent in rest)


def last_failure(earlier: Sequence[StageRun]) -> StageFailedError | None:
    """Return how the last attempt that failed did; None where none did."""
    failed = [one.end for one in earlier if one.state is StageState.FAILED and one.end]
    return StageFailedError(failed[-1].failure or Failure.OURS, failed[-1].reason) if failed else None


def why_again(earlier: Sequence[StageRun]) -> str:
    """Return what the first attempt after a resumption is noted with; nothing where nothing was done before."""
    if not earlier:
        return ""
    if earlier[-1].state is StageState.INTERRUPTED:
        return "Begun again: it was under way when its worker was lost."
    return "Tried again: its worker was lost after the attempt before."


def _left(tries: int, own: Sequence[StageRun]) -> int:
    failures = [one.end.failure for one in own if one.state is StageState.FAILED and one.end]
    return 0 if FOR_GOOD.intersection(failures) else max(0, tries - len(failures))
