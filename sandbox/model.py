"""The sandbox's vocabulary: what goes into one execution and what comes out of it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What happened to the process. It says nothing of whether the tests passed."""

    EXITED = "exited"
    WALL_TIMEOUT = "wall_timeout"
    CPU_TIMEOUT = "cpu_timeout"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    DISK_LIMIT = "disk_limit"
    PIDS_LIMIT = "pids_limit"
    SIGNALLED = "signalled"
    NO_REPORT = "no_report"
    TAMPERED = "tampered"
    CANCELLED = "cancelled"
    INFRA_ERROR = "infra_error"


class Trust(StrEnum):
    """How far a result can be believed: who could have written it."""

    ISOLATED = "isolated"  # judge and candidate in separate processes under separate uids
    GUARDED = "guarded"  # one process, hardened; trust_reason says why isolation was not possible
    NONE = "none"  # nothing was judged


class Isolation(StrEnum):
    """What a caller asks for."""

    AUTO = "auto"  # isolated where the tests allow it, else guarded
    REQUIRED = "required"  # isolated, or no verdict
    GUARDED = "guarded"  # one process from the start


class TestStatus(StrEnum):
    """What one test reported."""

    __test__ = False  # pytest would collect it by its name

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class SourceFile:
    """One file, by its relative POSIX path inside the folder that it is written to."""

    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one execution may use. Each limit has an outcome of its own."""

    wall_seconds: float = 10.0
    cpu_seconds: float = 10.0
    memory_mib: int = 256
    pids: int = 128
    disk_mib: int = 16
    inodes: int = 2048
    output_kib: int = 256


@dataclass(frozen=True, kw_only=True)
class ExecutionSpec:
    """One run of Jest: a candidate's files, the tests that judge them, and the limits.

    `execution_id` is unique; it is the name to cancel by. `shared` names those scripts among the tests' files that the
    program may import too: it gets the tests' own, not a copy.
    """

    execution_id: str
    candidate: tuple[SourceFile, ...]
    tests: tuple[SourceFile, ...]
    limits: Limits = field(default_factory=Limits)
    isolation: Isolation = Isolation.AUTO
    shared: tuple[str, ...] = ()

    @property
    def program(self) -> tuple[SourceFile, ...]:
        """Return the candidate's files without those in whose place it gets the tests' own."""
        return tuple(file for file in self.candidate if file.path not in self.shared)


@dataclass(frozen=True, kw_only=True)
class TestResult:
    """One test, by its full name (describe blocks and title, joined by ' > ')."""

    __test__ = False

    name: str
    file: str
    status: TestStatus
    duration_ms: float | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What the kernel measured. `wall_ms` and `cpu_ms` run from the order to go to the end of the tests."""

    wall_ms: float
    cpu_ms: float
    peak_memory_mib: float


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One span of an execution (container, load, tests, collect), as measured on the host."""

    name: str
    duration_ms: float


@dataclass(frozen=True, kw_only=True)
class ExecutionResult:
    """What one execution came to.

    `reason` is one sentence for people; the limit that ended it is named in it. `exit_code` is None when unknown,
    which is not 0. `usage` is None when nothing ran.
    """

    execution_id: str
    outcome: Outcome
    reason: str
    trust: Trust = Trust.NONE
    trust_reason: str | None = None
    tests: tuple[TestResult, ...] = ()
    exit_code: int | None = None
    stdout: str = ""
    stderr: str = ""
    output_truncated: bool = False
    usage: Usage | None = None
    image_digest: str | None = None
    phases: tuple[Phase, ...] = ()

    def count(self, status: TestStatus) -> int:
        """Return how many tests reported this status."""
        return sum(test.status is status for test in self.tests)

    @property
    def all_passed(self) -> bool:
        """Whether the tests ran to their end, there was at least one, and every one passed."""
        return (
            self.outcome is Outcome.EXITED
            and bool(self.tests)
            and all(test.status is TestStatus.PASSED for test in self.tests)
        )
