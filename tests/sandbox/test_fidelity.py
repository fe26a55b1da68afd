"""Other people's suites run unchanged, apart from the program where they can be and in one process where they must."""

import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.model import ExecutionSpec, Isolation, Outcome, SourceFile, TestStatus, Trust

pytestmark = pytest.mark.docker

FOLDER = Path(__file__).parent / "suites"


@dataclass(frozen=True, kw_only=True)
class Suite:
    """A program and its tests. `shared` says why both need one process; None where they do not."""

    folder: Path
    passed: int
    skipped: int
    shared: str | None = None
    caveat: str | None = None

    def spec(self, isolation: Isolation = Isolation.AUTO) -> ExecutionSpec:
        return ExecutionSpec(
            execution_id=f"test-{uuid.uuid4().hex}",
            candidate=files_below(self.folder / "program"),
            tests=files_below(self.folder / "tests"),
            isolation=isolation,
        )


def files_below(folder: Path) -> tuple[SourceFile, ...]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(SourceFile(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def suites() -> list[Suite]:
    read = {path.parent: tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*/suite.toml"))}
    return [Suite(folder=folder, **expected) for folder, expected in read.items()]


def name_of(suite: Suite) -> str:
    return suite.folder.name


@pytest.mark.parametrize("suite", suites(), ids=name_of)
def test_a_suite_runs_as_its_author_meant_it(runner: DockerRunner, suite: Suite) -> None:
    result = runner.execute(suite.spec())

    assert result.outcome is Outcome.EXITED, result
    assert result.trust is (Trust.ISOLATED if suite.shared is None else Trust.GUARDED), result.trust_reason
    assert (suite.shared or suite.caveat or "") in (result.trust_reason or "")
    assert result.count(TestStatus.FAILED) == 0, result.tests
    assert (result.count(TestStatus.PASSED), result.count(TestStatus.SKIPPED)) == (suite.passed, suite.skipped)


@pytest.mark.parametrize("suite", [suite for suite in suites() if suite.shared is None], ids=name_of)
def test_a_suite_that_can_be_kept_apart_gives_the_same_in_one_process(runner: DockerRunner, suite: Suite) -> None:
    result = runner.execute(suite.spec(Isolation.GUARDED))

    assert result.trust is Trust.GUARDED
    assert (result.count(TestStatus.PASSED), result.count(TestStatus.SKIPPED)) == (suite.passed, suite.skipped), result


@pytest.mark.parametrize("suite", [suite for suite in suites() if suite.shared is not None], ids=name_of)
def test_a_suite_that_needs_one_process_is_not_judged_where_isolation_is_required(
    runner: DockerRunner, suite: Suite
) -> None:
    result = runner.execute(suite.spec(Isolation.REQUIRED))

    assert result.outcome is Outcome.NO_REPORT
    assert result.trust is Trust.NONE
    assert (suite.shared or "") in result.reason
