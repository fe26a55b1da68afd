"""Where a trial's time went: waiting, the container, the agent, the tests, the grade, writing it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from training.model.executions import ExecutionRow
from training.model.trials import Purpose, Trial


class Part(StrEnum):
    """What the time was spent on, in the order in which it comes."""

    QUEUE = "queue"
    CONTAINER = "container"
    AGENT = "agent"
    TESTS = "tests"
    GRADE = "grade"
    SAVE = "save"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of one part. `execution` is the row that it belongs to, None for waits, the agent and writing."""

    part: Part
    started_at: datetime
    duration_ms: float
    execution: int | None = None


def timeline_of(trial: Trial, executions: Sequence[ExecutionRow]) -> tuple[Span, ...]:
    """Return a trial's time, in order and without gaps: what lies between two executions is the agent's."""
    if trial.started_at is None:
        return ()
    spans = [_span(Part.QUEUE, trial.queued_at or trial.started_at, trial.started_at)]
    reached = trial.started_at
    for row in executions:
        spans.append(_span(Part.AGENT, reached, row.started_at))
        ran = tuple(_run(row))
        spans += ran
        reached = _end(ran[-1]) if ran else row.started_at
    if trial.closed_at is not None:
        spans.append(_span(Part.SAVE, reached, trial.closed_at))
    return tuple(span for span in spans if span.duration_ms > 0)


def sums_of(spans: Sequence[Span]) -> tuple[tuple[Part, float], ...]:
    """Return how many milliseconds each part took in all, in the order of the parts; what took none is left out."""
    sums = ((part, sum(span.duration_ms for span in spans if span.part is part)) for part in Part)
    return tuple((part, total) for part, total in sums if total)


def _run(row: ExecutionRow) -> Iterator[Span]:
    at = row.started_at
    for phase in row.phases:
        own = Part.GRADE if row.purpose is Purpose.GRADE else Part.TESTS
        part = Part.CONTAINER if phase.name == Part.CONTAINER.value else own
        yield Span(part=part, started_at=at, duration_ms=phase.duration_ms, execution=row.id)
        at += timedelta(milliseconds=phase.duration_ms)


def _end(span: Span) -> datetime:
    return span.started_at + timedelta(milliseconds=span.duration_ms)


def _span(part: Part, start: datetime, end: datetime) -> Span:
    return Span(part=part, started_at=start, duration_ms=max(0.0, (end - start).total_seconds() * 1000))
