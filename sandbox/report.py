"""What the judge reported, read strictly: an inventory of tests, their results, and incidents."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sandbox.model import TestResult, TestStatus, Trust
from sandbox.output import plain

STATUSES = {"passed": TestStatus.PASSED, "failed": TestStatus.FAILED}
MAX_TESTS = 20_000


class MalformedReportError(Exception):
    """The report is not what the judge writes."""


@dataclass(frozen=True)
class Incident:
    """Something that the judge refused to believe: its kind and one sentence."""

    kind: str
    sentence: str


@dataclass(kw_only=True)
class Report:
    """A judge's report so far. `ended` says that the judge came to its own end."""

    trust: Trust = Trust.NONE
    trust_reason: str | None = None
    ended: bool = False
    judge_error: str | None = None
    inventory: dict[str, tuple[str, ...]] = field(default_factory=dict)
    late: bool = False
    results: list[TestResult] = field(default_factory=list)
    file_errors: dict[str, str] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def caveat(self) -> str | None:
        """Why the trust is not the highest, or what else to know about it."""
        late = "the list of tests depends on the program" if self.late else None
        return "; ".join(reason for reason in (self.trust_reason, late) if reason) or None

    def tests(self) -> tuple[TestResult, ...]:
        """Return every result, and a failure for each expected test that a broken file kept from running."""
        missing = [
            TestResult(name=name, file=file, status=TestStatus.FAILED, message=self.file_errors[file])
            for file, names in self.missing().items()
            if file in self.file_errors
            for name in names
        ]
        return (*self.results, *missing, *self._broken_files())

    def _broken_files(self) -> list[TestResult]:
        # a file that broke before anything of it was known still shows as one failed test
        return [
            TestResult(name="(the test file could not be run)", file=file, status=TestStatus.FAILED, message=message)
            for file, message in self.file_errors.items()
            if not self.inventory.get(file) and not any(result.file == file for result in self.results)
        ]

    def missing(self) -> dict[str, list[str]]:
        """Return, by file, the expected tests that gave no result."""
        return {file: names for file, names in self._difference(self.inventory, self._reported()).items() if names}

    def unexpected(self) -> dict[str, list[str]]:
        """Return, by file, results of tests that nobody expected: extra ones and duplicates."""
        return {file: names for file, names in self._difference(self._reported(), self.inventory).items() if names}

    def _reported(self) -> dict[str, tuple[str, ...]]:
        files = {result.file for result in self.results}
        return {file: tuple(result.name for result in self.results if result.file == file) for file in files}

    @staticmethod
    def _difference(one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
        return {file: list((Counter(names) - Counter(other.get(file, ()))).elements()) for file, names in one.items()}


def parse_report(data: bytes, *, watchword: str) -> Report:
    """Read the judge's lines, each of which begins with the watchword.

    Raises:
        MalformedReportError: a line that the judge does not write, or more tests than anyone has.
    """
    report = Report()
    for line in data.split(b"\n"):
        if line:
            _take(report, _object(_without_watchword(line, watchword.encode())))
    return report


def _without_watchword(line: bytes, watchword: bytes) -> bytes:
    given, _, record = line.partition(b" ")
    if given != watchword:
        raise MalformedReportError("a line that the judge did not write")
    return record


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise MalformedReportError("a line that is no JSON") from error
    if not isinstance(record, dict):
        raise MalformedReportError("a line that is no object")
    return {key: _plain(value) for key, value in record.items()}


def _plain(value: Any) -> Any:
    """Return texts without what a terminal would act upon: names of tests and errors may be the program's words."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return plain(value) if isinstance(value, str) else value


def _take(report: Report, record: dict[str, Any]) -> None:
    try:
        _TAKE[record["type"]](report, record)
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedReportError(f"a record that does not fit: {error}") from error


def _take_plan(report: Report, record: dict[str, Any]) -> None:
    report.trust = Trust(record["trust"])
    report.trust_reason = record["trust_reason"]


def _take_inventory(report: Report, record: dict[str, Any]) -> None:
    if record["names"] is not None:
        report.inventory[str(record["file"])] = tuple(str(name) for name in record["names"])
        report.late = report.late or bool(record.get("late"))


def _take_test(report: Report, record: dict[str, Any]) -> None:
    if len(report.results) >= MAX_TESTS:
        raise MalformedReportError("too many tests")
    duration = record["duration_ms"]
    report.results.append(
        TestResult(
            name=str(record["name"]),
            file=str(record["file"]),
            status=STATUSES.get(record["status"], TestStatus.SKIPPED),
            duration_ms=None if duration is None else float(duration),
            message=record["message"],
        )
    )


def _take_file_error(report: Report, record: dict[str, Any]) -> None:
    report.file_errors[str(record["file"])] = str(record["message"])


def _take_incident(report: Report, record: dict[str, Any]) -> None:
    report.incidents.append(Incident(str(record["kind"]), str(record["sentence"])))


def _take_note(report: Report, record: dict[str, Any]) -> None:
    report.notes.append(str(record["text"]))


def _take_end(report: Report, _: dict[str, Any]) -> None:
    report.ended = True


def _take_judge_error(report: Report, record: dict[str, Any]) -> None:
    report.judge_error = str(record["message"])


_TAKE = {
    "plan": _take_plan,
    "inventory": _take_inventory,
    "test": _take_test,
    "file_error": _take_file_error,
    "incident": _take_incident,
    "note": _take_note,
    "end": _take_end,
    "judge_error": _take_judge_error,
}
