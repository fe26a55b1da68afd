"""From what a container said to an outcome: nothing is believed that only the program could have said."""

import json
from typing import Any

import pytest

from sandbox.container import Transcript
from sandbox.model import ExecutionSpec, Outcome, SourceFile, TestStatus, Trust
from sandbox.reading import Reading, read

SPEC = ExecutionSpec(execution_id="one", candidate=(), tests=(SourceFile("a.spec.js", b""),))
FACTS = {
    "cause": "reported",
    "judge": "running",
    "candidate": "running",
    "wall_us": "1500",
    "cpu_us": "2500",
    "peak_bytes": str(3 * 2**20),
    "oom_kills": "0",
    "pids_refused": "0",
}
PLAN = {"type": "plan", "trust": "isolated", "trust_reason": None, "files": ["a.spec.js"]}
END = {"type": "end"}


def inventory(*names: str) -> dict[str, Any]:
    return {"type": "inventory", "file": "a.spec.js", "names": list(names)}


def a_test(name: str, status: str = "passed", message: str | None = None) -> dict[str, Any]:
    return {
        "type": "test", "file": "a.spec.js", "name": name, "status": status, "duration_ms": 1, "message": message,
    }  # fmt: skip


def incident(kind: str, sentence: str = "something was refused") -> dict[str, Any]:
    return {"type": "incident", "kind": kind, "sentence": sentence}


def reading(*records: dict[str, Any], ended: bool = True, cancelled: bool = False, **facts: str) -> Reading:
    end = "".join(f"{key}={value}\n" for key, value in {**FACTS, **facts}.items())
    report = written(PLAN, *records, *((END,) if ended else ()))
    return read(SPEC, Transcript(watchword="secret", report=report, end=end.encode()), cancelled=cancelled)


def written(*records: dict[str, Any], watchword: str = "secret") -> bytearray:
    return bytearray("".join(f"{watchword} {json.dumps(record)}\n" for record in records).encode())


def test_all_expected_tests_passed() -> None:
    found = reading(inventory("x", "y"), a_test("x"), a_test("y"))

    assert found.outcome is Outcome.EXITED
    assert found.reason == "All 2 tests passed."
    assert found.report.trust is Trust.ISOLATED
    assert found.usage is not None
    assert (found.usage.wall_ms, found.usage.cpu_ms, found.usage.peak_memory_mib) == (1.5, 2.5, 3.0)


def test_a_failing_test_is_named() -> None:
    found = reading(inventory("x", "y"), a_test("x"), a_test("y", "failed", "no"))

    assert found.outcome is Outcome.EXITED
    assert found.reason == "1 of 2 tests failed: “y”."


def test_a_test_that_gave_no_result_is_no_pass() -> None:
    found = reading(inventory("x", "y"), a_test("x"))

    assert found.outcome is Outcome.NO_REPORT
    assert "“y”" in found.reason


@pytest.mark.parametrize("extra", ["z", "x"])
def test_an_extra_or_a_second_result_is_tampering(extra: str) -> None:
    assert reading(inventory("x"), a_test("x"), a_test(extra)).outcome is Outcome.TAMPERED


def test_a_suite_without_tests_is_no_pass() -> None:
    assert reading(inventory()).outcome is Outcome.NO_REPORT


def test_a_file_that_broke_fails_each_test_that_was_expected_of_it() -> None:
    broken = {"type": "file_error", "file": "a.spec.js", "message": "at a place\nSyntaxError: Unexpected token"}
    found = reading(inventory("x", "y"), broken)

    assert found.outcome is Outcome.EXITED
    assert found.reason == "The tests could not be run: SyntaxError: Unexpected token"
    assert [(test.name, test.status) for test in found.report.tests()] == [
        ("x", TestStatus.FAILED),
        ("y", TestStatus.FAILED),
    ]


@pytest.mark.parametrize(
    ("cause", "outcome", "named"),
    [
        ("wall", Outcome.WALL_TIMEOUT, "10 s"),
        ("cpu", Outcome.CPU_TIMEOUT, "10 s of CPU"),
        ("memory", Outcome.OUT_OF_MEMORY, "256 MiB"),
        ("output", Outcome.OUTPUT_LIMIT, "256 KiB"),
        ("disk", Outcome.DISK_LIMIT, "16 MiB"),
        ("pids", Outcome.PIDS_LIMIT, "128 processes"),
        ("host_gone", Outcome.INFRA_ERROR, "connection"),
    ],
)
def test_a_limit_is_an_outcome_of_its_own_and_is_named(cause: str, outcome: Outcome, named: str) -> None:
    found = reading(inventory("x"), ended=False, cause=cause)

    assert found.outcome is outcome
    assert named in found.reason


def test_a_kill_for_memory_outweighs_a_report_of_success() -> None:
    assert reading(inventory("x"), a_test("x"), oom_kills="1").outcome is Outcome.OUT_OF_MEMORY


def test_a_program_that_left_is_told_from_one_that_was_killed() -> None:
    left = reading(inventory("x"), a_test("x", "failed"), incident("gone"), candidate="exit:0")
    killed = reading(inventory("x"), a_test("x", "failed"), incident("gone"), candidate="signal:9")

    assert (left.outcome, left.exit_code) == (Outcome.NO_REPORT, 0)
    assert "exit code 0" in left.reason
    assert (killed.outcome, killed.exit_code) == (Outcome.SIGNALLED, None)
    assert "signal 9" in killed.reason


@pytest.mark.parametrize("kind", ["tampered", "lie", "canary", "exit"])
def test_a_lie_is_tampering_even_where_every_test_failed(kind: str) -> None:
    found = reading(inventory("x"), a_test("x", "failed"), incident(kind))

    assert found.outcome is Outcome.TAMPERED
    assert found.reason == "Something was refused."


def test_no_incident_of_any_kind_goes_with_a_pass() -> None:
    assert reading(inventory("x"), a_test("x"), incident("limit")).outcome is Outcome.TAMPERED
    assert reading(inventory("x"), a_test("x"), incident("of a kind unheard of")).outcome is Outcome.TAMPERED


def test_isolation_that_was_required_and_is_impossible_judges_nothing() -> None:
    refused = {**PLAN, "trust": "none", "trust_reason": "the tests replace a module"}
    said = Transcript(watchword="secret", report=written(refused, END), end=b"cause=reported\n")
    found = read(SPEC, said, cancelled=False)

    assert found.outcome is Outcome.NO_REPORT
    assert "the tests replace a module" in found.reason


def test_a_judge_that_was_killed_is_signalled() -> None:
    assert reading(inventory("x"), ended=False, judge="signal:11").outcome is Outcome.SIGNALLED


def test_a_judge_that_fell_silent_is_no_report() -> None:
    assert reading(inventory("x"), a_test("x"), ended=False).outcome is Outcome.NO_REPORT


@pytest.mark.parametrize(
    "report",
    [b"not json\n", b"[]\n", b'{"type":"unheard of"}\n', b'{"type":"test"}\n', b'{"type":"plan","trust":"high"}\n'],
)
def test_a_malformed_report_is_tampering(report: bytes) -> None:
    said = Transcript(watchword="secret", report=bytearray(b"secret " + report), end=b"cause=reported\n")

    assert read(SPEC, said, cancelled=False).outcome is Outcome.TAMPERED


@pytest.mark.parametrize("watchword", ["", "guess", "secre"])
def test_a_report_without_the_watchword_was_not_written_by_the_judge(watchword: str) -> None:
    forged = written(PLAN, inventory("x"), a_test("x"), END, watchword=watchword)
    said = Transcript(watchword="secret", report=forged, end=b"cause=reported\n")

    assert read(SPEC, said, cancelled=False).outcome is Outcome.TAMPERED


def test_without_an_end_nothing_is_believed() -> None:
    success = written(PLAN, inventory("x"), a_test("x"), END)
    found = read(SPEC, Transcript(watchword="secret", report=success, broken="timed out"), cancelled=False)

    assert found.outcome is Outcome.INFRA_ERROR
    assert "timed out" in found.reason
    assert found.report.tests() == ()


def test_what_was_cancelled_is_cancelled_whatever_it_said() -> None:
    assert reading(inventory("x"), a_test("x"), cancelled=True).outcome is Outcome.CANCELLED


def test_names_and_messages_are_told_without_what_a_terminal_acts_upon() -> None:
    name = "\x1b[2J\x1b]0;passed\x07one\u202e"

    found = reading(inventory(name), a_test(name, "failed", f"Error: {name}"), incident("kept", f"see {name}"))

    assert [test.name for test in found.report.tests()] == ["one"]
    assert [test.message for test in found.report.tests()] == ["Error: one"]
    assert found.report.incidents[0].sentence == "see one"
    assert found.reason == "1 of 1 tests failed: “one”."


def test_half_a_character_in_a_report_leaves_every_text_of_it_well_formed() -> None:
    found = reading(inventory("\ud83d"), a_test("\ud83d", "failed", "got \udc00"), incident("kept", "see \ud83d"))

    test = found.report.tests()[0]
    assert (test.name, test.message) == ("\ufffd", "got \ufffd")
    assert found.report.incidents[0].sentence == "see \ufffd"
    assert found.reason.encode()
