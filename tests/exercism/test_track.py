"""A track of our own in Exercism's format, as wide as we know how to make it, is usable as it is."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.model import ExecutionResult, ExecutionSpec, SourceFile, Trust
from training.model.tasks import Task
from training.tasks import load_task
from training.tasks.importing import Imported, Skipped, write_drafts
from training.tasks.importing.exercism import read_exercises

TRACK = Path(__file__).parent / "track"
IN_FLIGHT = 2
ISOLATED_SHARE = 0.95
NEED_ONE_PROCESS = {
    "find-lines": "the tests start processes",
    "name-stamp": "the tests call the program in a loop of 675999 rounds",
}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A task, and what its exemplar and its stub came to against the hidden tests."""

    task: Task
    exemplar: ExecutionResult
    stub: ExecutionResult


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Imported | Skipped]:
    return list(write_drafts(read_exercises(TRACK), tmp_path_factory.mktemp("track")))


@pytest.fixture(scope="module")
def tasks(written: list[Imported | Skipped]) -> list[Task]:
    return [load_task(item.folder) for item in written if isinstance(item, Imported)]


@pytest.fixture(scope="module")
def checked(tasks: list[Task], sandbox: DockerRunner) -> Iterator[list[Checked]]:
    def run(task: Task, files: tuple[SourceFile, ...]) -> ExecutionResult:
        return sandbox.execute(
            ExecutionSpec(
                execution_id=f"exercism-{uuid.uuid4().hex}",
                candidate=files,
                tests=task.hidden_tests,
                limits=task.limits,
                shared=task.shared,
            )
        )

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        exemplars = pool.map(lambda task: run(task, task.reference), tasks)
        stubs = pool.map(lambda task: run(task, task.starter), tasks)
        yield [
            Checked(task=task, exemplar=exemplar, stub=stub)
            for task, exemplar, stub in zip(tasks, exemplars, stubs, strict=True)
        ]


def test_every_exercise_is_imported_but_for_the_deprecated_one(written: list[Imported | Skipped]) -> None:
    skipped = [item for item in written if isinstance(item, Skipped)]

    assert [item.id for item in skipped] == ["long-gone"]
    assert len(written) - len(skipped) >= 50


def test_no_hidden_test_is_skipped(tasks: list[Task]) -> None:
    marks = (b"xtest", b"xit(", b"xdescribe", b".skip", b".todo")
    scripts = [file for task in tasks for file in task.hidden_tests if file.path.endswith(".spec.js")]
    code = {
        file: [line for line in file.content.splitlines() if not line.startswith((b"import", b"const {"))]
        for file in scripts
    }

    assert [(file.path, line) for file, lines in code.items() for line in lines if any(map(line.count, marks))] == []


@pytest.mark.docker
def test_every_exemplar_passes(checked: list[Checked]) -> None:
    assert {item.task.id: item.exemplar.reason for item in checked if not item.exemplar.all_passed} == {}


@pytest.mark.docker
def test_every_stub_fails(checked: list[Checked]) -> None:
    assert [item.task.id for item in checked if item.stub.all_passed] == []


@pytest.mark.docker
def test_nearly_all_are_judged_apart_from_the_program(checked: list[Checked]) -> None:
    apart = [item for item in checked if item.exemplar.trust is Trust.ISOLATED]
    reasons = {item.task.id: item.exemplar.trust_reason for item in checked if item not in apart}

    assert reasons == NEED_ONE_PROCESS
    assert len(apart) >= ISOLATED_SHARE * len(checked)
