"""Runs the same tests on many programs in one container: each program and its tests in a folder of their own."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, SourceFile, TestResult, TestStatus
from sandbox.runner import Runner
from training.errors import TaskCheckError
from training.tasks.mutants.guarding import guarded, hurried

Files = tuple[SourceFile, ...]

SUITE_MS = 1_500
OUT_OF_TIME = frozenset({Outcome.WALL_TIMEOUT, Outcome.CPU_TIMEOUT})
MEMBERS = 12  # per container: more save little, and one that breaks the container costs all that come after it


@dataclass(frozen=True, kw_only=True)
class Member:
    """One program with the tests that it is to be tried with; `shared` are helpers of theirs that it may import too."""

    program: Files
    tests: Files
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How long the tests may take: those of the reference took `wall_ms` and `cpu_ms`, under these limits.

    `patience` is how many times as long others may take. Without `hurry` a member's tests are run as they are.
    """

    limits: Limits
    wall_ms: float
    cpu_ms: float
    patience: float = 3.0
    hurry: bool = True

    @classmethod
    def of(cls, limits: Limits, reference: ExecutionResult) -> "Pace":
        """Return the pace that a run of the reference sets."""
        usage = reference.usage
        return cls(limits=limits, wall_ms=usage.wall_ms if usage else 0.0, cpu_ms=usage.cpu_ms if usage else 0.0)

    @property
    def suite_ms(self) -> int:
        """The time after which the rest of a member's tests fails."""
        return round(SUITE_MS + self.patience * self.wall_ms)

    def limits_for(self, members: int) -> Limits:
        """Return limits for a container; too narrow ones cost time, and change no verdict but that of one alone."""
        return replace(
            self.limits,
            wall_seconds=(2 * SUITE_MS + self.patience * self.wall_ms * members) / 1000,
            cpu_seconds=(SUITE_MS + self.patience * self.cpu_ms * members) / 1000,
        )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether every test passed, and the first that did not, with what it said."""

    passed: bool
    failed: str | None = None


def try_all(members: Sequence[Member], *, pace: Pace, runner: Runner) -> tuple[Verdict, ...]:
    """Return for each member whether it passes its tests.

    Where one ends the container (it never ends, it takes all memory, it exits), it is tried again alone, and the others
    of which nothing certain is known in other containers.

    Raises:
        SandboxError: our side failed.
        TaskCheckError: the sandbox gave no result.
    """
    verdicts: list[Verdict] = []
    size = MEMBERS
    while len(verdicts) < len(members):
        crowd = members[len(verdicts) : len(verdicts) + size]
        result = _run(crowd, pace=pace, runner=runner)
        known = [_alone(result)] if len(crowd) == 1 else list(_verdicts(result, len(crowd)))
        verdicts += known
        size = MEMBERS if known else len(crowd) // 2
    return tuple(verdicts)


def _run(crowd: Sequence[Member], *, pace: Pace, runner: Runner) -> ExecutionResult:
    result = runner.execute(_spec(crowd, pace))
    if result.outcome in {Outcome.INFRA_ERROR, Outcome.CANCELLED}:
        raise TaskCheckError(f"The sandbox gave no result: {result.reason} Try again.")
    return result


def _alone(result: ExecutionResult) -> Verdict:
    return Verdict(passed=result.all_passed, failed=None if result.all_passed else result.reason)


def _verdicts(result: ExecutionResult, count: int) -> Iterator[Verdict]:
    """Give the verdicts up to the first member of which nothing certain is known."""
    complete = result.outcome is Outcome.EXITED
    if not complete and result.outcome not in OUT_OF_TIME:
        return  # a program that ended took those with it that came later
    for at in range(count):
        mine = _tests_of(result, at)
        failed = next((test for test in mine if test.status is not TestStatus.PASSED), None)
        if not mine or not (failed or complete or _tests_of(result, at + 1)):
            return
        yield Verdict(passed=failed is None, failed=f"{failed.name}: {failed.message or ''}" if failed else None)


def _tests_of(result: ExecutionResult, at: int) -> list[TestResult]:
    return [test for test in result.tests if test.file.startswith(f"{_folder(at)}/")]


def _spec(crowd: Sequence[Member], pace: Pace) -> ExecutionSpec:
    return ExecutionSpec(
        execution_id=uuid.uuid4().hex,
        candidate=tuple(_placed(guarded(file), at) for at, member in enumerate(crowd) for file in member.program),
        tests=tuple(
            _placed(hurried(file, suite_ms=pace.suite_ms) if pace.hurry else file, at)
            for at, member in enumerate(crowd)
            for file in member.tests
        ),
        limits=pace.limits_for(len(crowd)),
        shared=tuple(f"{_folder(at)}/{path}" for at, member in enumerate(crowd) for path in member.shared),
    )


def _placed(file: SourceFile, at: int) -> SourceFile:
    return SourceFile(f"{_folder(at)}/{file.path}", file.content)


def _folder(at: int) -> str:
    return f"m{at:02d}"
