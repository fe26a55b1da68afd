"""Programs that attack: what each does, which outcomes are right for it, and the files to run it with."""

import re
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox.model import ExecutionResult, ExecutionSpec, Isolation, Limits, Outcome, SourceFile, TestStatus

HERE = Path(__file__).parent
ANSWER = re.compile(r'Received: "(.*)"')  # an attack that got through says so in words
# The clock on the wall is for those that sleep; on a machine with other work it must not be what ends the others.
PATIENT_SECONDS = 60
LIMITS = Limits(wall_seconds=6, cpu_seconds=4, memory_mib=256, pids=96, disk_mib=16, inodes=2048, output_kib=128)


@dataclass(frozen=True, kw_only=True)
class Program:
    """One hostile program: its suite, what it does in one line, and the outcomes that are right for it."""

    suite: str
    name: str
    what: str
    expected: tuple[Outcome, ...]
    files: tuple[SourceFile, ...]
    tests: tuple[SourceFile, ...]

    @property
    def limits(self) -> Limits:
        """Return what it may use."""
        sleeps = Outcome.WALL_TIMEOUT in self.expected
        return LIMITS if sleeps else replace(LIMITS, wall_seconds=PATIENT_SECONDS)

    def spec(self, *, isolation: Isolation = Isolation.REQUIRED) -> ExecutionSpec:
        """Return an execution of this program."""
        return ExecutionSpec(
            execution_id=f"hostile-{uuid.uuid4().hex[:16]}",
            candidate=self.files,
            tests=self.tests,
            limits=self.limits,
            isolation=isolation,
        )


def _source(path: Path, *, name: str | None = None) -> SourceFile:
    return SourceFile(name or path.name, path.read_bytes())


def _read(path: Path, *, suite: str, support: str, spec: str) -> Program:
    what, expect = path.read_text().splitlines()[:2]
    return Program(
        suite=suite,
        name=path.stem,
        what=what.removeprefix("// "),
        expected=tuple(Outcome(word.strip()) for word in expect.removeprefix("// Expect:").split(",")),
        files=(_source(path, name="solution.js"), _source(HERE / "target" / support)),
        tests=(_source(HERE / "target" / spec),),
    )


def forgeries() -> tuple[Program, ...]:
    """Return the programs that try to get a pass for wrong code."""
    return tuple(
        _read(path, suite="forgery", support="wrong.js", spec="target.spec.js")
        for path in sorted((HERE / "forgery").glob("*.js"))
    )


def resource_attacks() -> tuple[Program, ...]:
    """Return the programs that try to take more than they may, or to get out."""
    return tuple(
        _read(path, suite="resources", support="syscall.js", spec="resource.spec.js")
        for path in sorted((HERE / "resources").glob("*.js"))
    )


def honest() -> Program:
    """Return the one program that does the work, all but the secret: it shows that the suite can be passed."""
    return _read(HERE / "target" / "honest.js", suite="forgery", support="wrong.js", spec="target.spec.js")


def forged_tests(result: ExecutionResult) -> tuple[str, ...]:
    """Return the names of tests that a wrong program got to pass."""
    return tuple(test.name for test in result.tests if test.status is TestStatus.PASSED)


def escape(program: Program, result: ExecutionResult) -> str | None:
    """Return what got through, for a resource attack that lived long enough to say so; None where it was contained."""
    if program.suite != "resources" or result.outcome is not Outcome.EXITED or result.all_passed:
        return None
    answers = (ANSWER.search(test.message or "") for test in result.tests if test.status is TestStatus.FAILED)
    return "; ".join(answer.group(1) for answer in answers if answer) or None
