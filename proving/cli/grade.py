"""`proving grade`: one solution against a task's hidden tests."""

import sys
import uuid
from pathlib import Path
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE, EXIT_OURS, Misuse, OurFailure
from proving.cli.output import json_option, milliseconds, print_json
from proving.wiring import Wiring
from sandbox.errors import InvalidSpecError, SandboxError
from sandbox.model import ExecutionResult, ExecutionSpec, Isolation, Outcome, SourceFile, TestStatus
from training.model.tasks import Task
from training.model.trials import Verdict
from training.tasks import load_task

MAX_BYTES = 1024 * 1024
SHOWN_FAILURES = 5
OURS = frozenset({Outcome.INFRA_ERROR, Outcome.CANCELLED})


@click.command()
@click.argument("task", metavar="TASK")
@click.argument("solution", metavar="SOLUTION_FILE", type=click.Path(path_type=Path))
@click.option(
    "--isolation",
    type=click.Choice([choice.value for choice in Isolation]),
    default=Isolation.AUTO.value,
    show_default=True,
    help="auto: a process of its own where the tests allow it. required: that, or no verdict. guarded: one process.",
)
@json_option
@click.pass_obj
def grade(wiring: Wiring, task: str, solution: Path, *, isolation: str, as_json: bool) -> None:
    r"""Run one solution against a task's hidden tests in the sandbox.

    TASK is a task's folder or id. The solution takes the place of the task's main file; other files of the starter
    stay. Exit code 0: passed. 1: failed. 2: asked wrongly. 3: our own side failed, so nothing is known.

    \b
    Examples:
      proving grade roman-numerals my-solution.js
      proving grade ./tasks/my-task solution.js --json
    """
    chosen = load_task(Path(task)) if Path(task).is_dir() else wiring.catalogue.get(task)
    spec = ExecutionSpec(
        execution_id=uuid.uuid4().hex,
        candidate=_candidate(chosen, _read(solution)),
        tests=chosen.hidden_tests,
        limits=chosen.limits,
        isolation=Isolation(isolation),
        shared=chosen.shared,
    )
    result = _execute(wiring, spec)
    verdict = verdict_of(result)
    if as_json:
        print_json(report(chosen, result, verdict))
    else:
        _print(chosen, result, verdict)
    sys.exit({Verdict.PASSED: 0, Verdict.FAILED: EXIT_FAILURE}.get(verdict, EXIT_OURS))


def _execute(wiring: Wiring, spec: ExecutionSpec) -> ExecutionResult:
    try:
        with wiring.bench() as bench:
            return bench.runner.execute(spec)
    except InvalidSpecError as error:
        raise Misuse(str(error)) from error
    except SandboxError as error:
        raise OurFailure(str(error)) from error


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Misuse(f"{path} is no file. Name the file that holds the solution.")
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise Misuse(f"{path} is larger than {MAX_BYTES // 1024} KiB. A solution is a source file.")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Misuse(f"{path} is no UTF-8 text. A solution is a JavaScript source file.") from error
    if "\0" in text:
        raise Misuse(f"{path} is a binary file. A solution is a JavaScript source file.")
    return content


def _candidate(task: Task, content: bytes) -> tuple[SourceFile, ...]:
    paths = [file.path for file in task.starter]
    main = "solution.js" if "solution.js" in paths else paths[0]
    return (SourceFile(main, content), *(file for file in task.starter if file.path != main))


def verdict_of(result: ExecutionResult) -> Verdict:
    """Return what a run of hidden tests means."""
    if result.outcome in OURS:
        return Verdict.ERRORED
    return Verdict.PASSED if result.all_passed else Verdict.FAILED


def report(task: Task, result: ExecutionResult, verdict: Verdict) -> dict[str, Any]:
    """Return a grading as JSON's fields."""
    usage = result.usage
    return {
        "task_id": task.id,
        "task_hash": task.content_hash,
        "verdict": verdict,
        "outcome": result.outcome,
        "trust": result.trust,
        "trust_reason": result.trust_reason,
        "reason": result.reason,
        "tests": {
            "passed": result.count(TestStatus.PASSED),
            "failed": result.count(TestStatus.FAILED),
            "skipped": result.count(TestStatus.SKIPPED),
            "total": len(result.tests),
        },
        "wall_ms": usage.wall_ms if usage else None,
        "cpu_ms": usage.cpu_ms if usage else None,
        "peak_memory_mib": usage.peak_memory_mib if usage else None,
        "exit_code": result.exit_code,
        "execution_id": result.execution_id,
        "image_digest": result.image_digest,
        "failures": [
            {"name": test.name, "message": test.message} for test in result.tests if test.status is TestStatus.FAILED
        ],
    }


def _print(task: Task, result: ExecutionResult, verdict: Verdict) -> None:
    colour = {Verdict.PASSED: "green", Verdict.FAILED: "red"}.get(verdict, "yellow")
    click.echo(f"{click.style(verdict.value, fg=colour, bold=True)}  {task.id}: {result.reason}")
    trust = f"{result.trust} ({result.trust_reason})" if result.trust_reason else result.trust
    counts = ", ".join(f"{result.count(status)} {status}" for status in TestStatus if result.count(status)) or "none"
    click.echo(f"  outcome  {result.outcome}\n  trust    {trust}\n  tests    {counts}")
    if result.usage is not None:
        usage = result.usage
        memory = f"{usage.peak_memory_mib:.0f} MiB"
        click.echo(f"  used     {milliseconds(usage.wall_ms)} wall, {milliseconds(usage.cpu_ms)} CPU, {memory} at most")
    failures = [test for test in result.tests if test.status is TestStatus.FAILED]
    for test in failures[:SHOWN_FAILURES]:
        first = (test.message or "").strip().splitlines()
        click.echo(f"  ✗ {test.name}\n      {first[0] if first else ''}")
    if len(failures) > SHOWN_FAILURES:
        click.echo(f"  … and {len(failures) - SHOWN_FAILURES} more")
