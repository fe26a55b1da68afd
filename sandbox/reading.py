"""From what a container said to what it means: a pure function from a transcript to an outcome and a sentence."""

import re
from dataclasses import dataclass

from sandbox.container import Transcript
from sandbox.model import ExecutionSpec, Limits, Outcome, TestStatus, Trust, Usage
from sandbox.protocol import parse_end
from sandbox.report import Incident, MalformedReportError, Report, parse_report

MIB = 1024 * 1024
NAMED_TESTS = 3
ERROR_LINE = re.compile(r"[A-Za-z]*Error: ")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a transcript came to."""

    outcome: Outcome
    reason: str
    report: Report
    exit_code: int | None = None
    usage: Usage | None = None


def read(spec: ExecutionSpec, transcript: Transcript, *, cancelled: bool) -> Reading:
    """Return what happened. Without PID 1's end frame nothing is believed, whatever else was said."""
    if cancelled:
        return Reading(outcome=Outcome.CANCELLED, reason="The execution was cancelled.", report=Report())
    if transcript.end is None:
        why = transcript.broken or "the connection ended early"
        reason = f"The sandbox gave no end to its report: {why}."
        return Reading(outcome=Outcome.INFRA_ERROR, reason=reason, report=Report())
    facts = parse_end(transcript.end)
    try:
        report = parse_report(bytes(transcript.report), watchword=transcript.watchword)
    except MalformedReportError as error:
        report = Report(incidents=[Incident("tampered", f"The report is malformed: {error}.")], ended=True)
    outcome, reason = _judge(spec, facts, report)
    return Reading(outcome=outcome, reason=reason, report=report, exit_code=_exit_code(facts), usage=_usage(facts))


def _judge(spec: ExecutionSpec, facts: dict[str, str], report: Report) -> tuple[Outcome, str]:
    return (
        _by_limit(spec.limits, facts)
        or _by_judge(report, facts)
        or _by_incident(report, facts)
        or _by_inventory(report)
        or (Outcome.EXITED, _summary(report))
    )


def _by_limit(limits: Limits, facts: dict[str, str]) -> tuple[Outcome, str] | None:
    if _number(facts, "oom_kills") > 0:
        return Outcome.OUT_OF_MEMORY, f"The program needed more memory than its limit of {limits.memory_mib} MiB."
    sentences = {
        "memory": (Outcome.OUT_OF_MEMORY, f"The program needed more memory than its limit of {limits.memory_mib} MiB."),
        "wall": (Outcome.WALL_TIMEOUT, f"The tests were not done after {limits.wall_seconds:g} s, the time limit."),
        "cpu": (Outcome.CPU_TIMEOUT, f"The program used more than {limits.cpu_seconds:g} s of CPU time, its limit."),
        "output": (Outcome.OUTPUT_LIMIT, f"The program printed more than {limits.output_kib} KiB, its limit."),
        "disk": (Outcome.DISK_LIMIT, f"The program filled its disk: {limits.disk_mib} MiB or {limits.inodes} files."),
        "pids": (Outcome.PIDS_LIMIT, f"The program wanted more than {limits.pids} processes and threads, its limit."),
        "host_gone": (Outcome.INFRA_ERROR, "The sandbox lost its connection to the host."),
    }
    return sentences.get(facts.get("cause", ""))


def _by_judge(report: Report, facts: dict[str, str]) -> tuple[Outcome, str] | None:
    if report.ended and report.trust is Trust.NONE and not report.incidents:
        return Outcome.NO_REPORT, f"Isolation was required, but it is not possible: {report.trust_reason}."
    if report.ended:
        return None
    if report.judge_error is not None:
        return Outcome.NO_REPORT, f"The judge could not run the tests: {report.judge_error.splitlines()[0]}"
    judge = facts.get("judge", "unknown")
    if judge.startswith("signal:"):
        return Outcome.SIGNALLED, f"The test process was ended by signal {judge.removeprefix('signal:')}."
    return Outcome.NO_REPORT, "The test process ended before it had reported."


def _by_incident(report: Report, facts: dict[str, str]) -> tuple[Outcome, str] | None:
    kinds = {incident.kind: incident.sentence for incident in reversed(report.incidents)}
    for kind in ("tampered", "lie", "canary", "exit"):
        if kind in kinds:
            return Outcome.TAMPERED, _sentence(kinds[kind])
    if "gone" in kinds:
        return _gone(facts)
    if kinds and all(test.status is TestStatus.PASSED for test in report.results):
        return Outcome.TAMPERED, _sentence(next(iter(kinds.values())))
    return None


def _gone(facts: dict[str, str]) -> tuple[Outcome, str]:
    ending = facts.get("candidate", "unknown")
    if ending.startswith("signal:"):
        number = ending.removeprefix("signal:")
        return Outcome.SIGNALLED, f"The program was ended by signal {number} before the tests were done."
    code = ending.removeprefix("exit:") if ending.startswith("exit:") else "unknown"
    return Outcome.NO_REPORT, f"The program ended itself (exit code {code}) before the tests were done."


def _by_inventory(report: Report) -> tuple[Outcome, str] | None:
    unexpected = [name for names in report.unexpected().values() for name in names]
    if unexpected:
        return Outcome.TAMPERED, f"Tests reported that nobody expected: {_listed(unexpected)}."
    missing = [name for file, names in report.missing().items() if file not in report.file_errors for name in names]
    if missing:
        return Outcome.NO_REPORT, f"Tests that were expected gave no result: {_listed(missing)}."
    if not report.tests():
        return Outcome.NO_REPORT, "The test files hold no tests."
    return None


def _summary(report: Report) -> str:
    tests = report.tests()
    failed = [test for test in tests if test.status is TestStatus.FAILED]
    skipped = sum(test.status is TestStatus.SKIPPED for test in tests)
    if report.file_errors:
        return f"The tests could not be run: {_headline(next(iter(report.file_errors.values())))}"
    if failed:
        return f"{len(failed)} of {len(tests)} tests failed: {_listed([test.name for test in failed])}."
    if skipped:
        return f"{skipped} of {len(tests)} tests were skipped."
    return f"All {len(tests)} tests passed."


def _headline(message: str) -> str:
    # a stack may begin with the place or with advice; the line that names the error says most
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    named = (line for line in lines if ERROR_LINE.match(line))
    return next(named, lines[0] if lines else "unknown error")


def _listed(names: list[str]) -> str:
    more = len(names) - NAMED_TESTS
    return ", ".join(f"“{name}”" for name in names[:NAMED_TESTS]) + (f" and {more} more" if more > 0 else "")


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _number(facts: dict[str, str], key: str) -> int:
    try:
        return int(facts[key])
    except (KeyError, ValueError):
        return -1


def _exit_code(facts: dict[str, str]) -> int | None:
    ending = facts.get("candidate", "")
    return int(ending.removeprefix("exit:")) if ending.startswith("exit:") else None


def _usage(facts: dict[str, str]) -> Usage:
    return Usage(
        wall_ms=max(0, _number(facts, "wall_us")) / 1000,
        cpu_ms=max(0, _number(facts, "cpu_us")) / 1000,
        peak_memory_mib=max(0, _number(facts, "peak_bytes")) / MIB,
    )
