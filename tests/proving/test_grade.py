"""`proving grade` in real containers: each program its own right outcome, exit code and sentence."""

import json
from pathlib import Path

import pytest

from tests.proving.conftest import Run
from training.tasks import BUILT_IN

TASK = "parcel-postage"
GOOD = "export const postage = (weight, value) => (value >= 50 ? 0 : weight <= 1 ? 4 : weight <= 5 ? 7 : 12);\n"
PROGRAMS = [
    ("right", GOOD, "passed", {"exited"}, 0, "All 9 tests passed."),
    ("wrong", GOOD.replace(">=", ">"), "failed", {"exited"}, 1, "of 9 tests failed"),
    ("endless", "for (;;);", "failed", {"cpu_timeout", "wall_timeout"}, 1, "limit"),
    (
        "hungry",
        "const kept = []; for (;;) kept.push(Buffer.alloc(8 << 20, 1));",
        "failed",
        {"out_of_memory"},
        1,
        "needed more memory than its limit of 256 MiB",
    ),
    (
        "loud",
        "for (let n = 0; n < 100; n += 1) require('node:fs').writeSync(1, 'x'.repeat(1e6));",
        "failed",
        {"output_limit"},
        1,
        "printed more than 256 KiB",
    ),
    ("leaving", "process.exit(0);", "failed", {"no_report"}, 1, "ended itself (exit code 0)"),
    ("garbled", "export const postage = (weight => {", "failed", {"exited"}, 1, "SyntaxError"),
]


@pytest.mark.docker
@pytest.mark.parametrize(
    ("name", "source", "verdict", "outcomes", "code", "sentence"), PROGRAMS, ids=lambda p: str(p)[:12]
)
def test_each_program_gets_its_outcome_exit_code_and_sentence(
    run_in_containers: Run,
    tmp_path: Path,
    *,
    name: str,
    source: str,
    verdict: str,
    outcomes: set[str],
    code: int,
    sentence: str,
) -> None:
    solution = tmp_path / f"{name}.js"
    solution.write_text(source)

    result = run_in_containers("grade", TASK, str(solution), "--json")

    report = json.loads(result.stdout)
    assert report["verdict"] == verdict
    assert report["outcome"] in outcomes, report["reason"]
    assert sentence in report["reason"]
    assert result.exit_code == code
    assert report["trust"] == "isolated"
    assert report["tests"]["total"] == sum(report["tests"][key] for key in ("passed", "failed", "skipped"))
    assert report["wall_ms"] > 0
    assert report["peak_memory_mib"] > 0


@pytest.mark.docker
def test_the_reference_passes_and_the_starter_does_not_in_words(run_in_containers: Run) -> None:
    folder = BUILT_IN / TASK

    passed = run_in_containers("grade", str(folder), str(folder / "reference" / "solution.js"))
    failed = run_in_containers("grade", str(folder), str(folder / "starter" / "solution.js"))

    assert passed.exit_code == 0
    assert "passed" in passed.stdout
    assert failed.exit_code == 1
    assert "isolated" in failed.stdout


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "is no file"),
        (b"\xff\xfe\x00", "is no UTF-8 text"),
        (b"export {}\0", "is a binary file"),
        (b"x" * 1_100_000, "is larger than"),
    ],
)
def test_what_is_no_program_is_refused_before_anything_runs(
    run: Run, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    solution = tmp_path / "solution.js"
    if content is not None:
        solution.write_bytes(content)

    result = run("grade", TASK, str(solution))

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_an_unknown_task_names_a_close_one(run: Run, tmp_path: Path) -> None:
    solution = tmp_path / "solution.js"
    solution.write_text(GOOD)

    result = run("grade", "parcel-postag", str(solution))

    assert result.exit_code == 2
    assert "Did you mean parcel-postage" in result.stderr


def test_without_an_engine_nothing_is_known_which_is_no_fail(
    run_in_containers: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solution = tmp_path / "solution.js"
    solution.write_text(GOOD)
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")

    result = run_in_containers("grade", TASK, str(solution))

    assert result.exit_code == 3
    assert "No Docker engine answers at DOCKER_HOST" in result.stderr
