import json
from dataclasses import replace

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile, TestResult, TestStatus
from training.coverage import Trace, traced
from training.tasks import Catalogue

PROGRAM = b"""export function grade(points, bonus) {
  if (points > 50) return 'good';
  const more = bonus ? points * 2 : points;
  while (more > 9 && points < 3) points += 1;
  return [1].map((n) => n + more);
}
"""
SPEC = b"""import { expect, test } from '@jest/globals';
import { grade } from './solution.js';
test('good', () => expect(grade(60)).toBe('good'));
"""


def a_trace(program: bytes = PROGRAM, spec: bytes = SPEC) -> Trace:
    trace = traced((SourceFile("solution.js", program),), (SourceFile("solution.spec.js", spec),))
    assert trace is not None
    return trace


def a_result(*names: str, stdout: str = "") -> ExecutionResult:
    tests = tuple(TestResult(name=name, file="solution.spec.js", status=TestStatus.PASSED) for name in names)
    return ExecutionResult(execution_id="x", outcome=Outcome.EXITED, reason="ended", tests=tests, stdout=stdout)


def told(trace: Trace, name: str, hits: str) -> str:
    return f"{trace.mark} {json.dumps([name, hits])}\n"


def test_every_statement_and_every_branch_of_an_expression_is_a_place() -> None:
    sources = [PROGRAM[place.start : place.end] for place in a_trace().places]
    for wanted in (b"return 'good';", b"points * 2", b"points", b"points < 3", b"points += 1;", b"n + more"):
        assert wanted in sources


def test_lines_stay_where_they_are() -> None:
    with_counters = a_trace().files[0].content.splitlines()
    for before, after in zip(PROGRAM.splitlines(), with_counters[: len(PROGRAM.splitlines())], strict=True):
        assert before.split()[0].strip(b"{") in after


def test_what_each_test_reached_is_read_and_our_lines_are_taken_out() -> None:
    trace = a_trace()
    stdout = told(trace, "", "0") + "hello\n" + told(trace, "a suite good", "1 2") + told(trace, "a suite bad", "")
    result, coverage = trace.read(a_result("a suite > good", "a suite > bad", stdout=stdout))
    assert result.stdout == "hello\n"
    assert coverage is not None
    assert coverage.reached == {"a suite > good": {0, 1, 2}, "a suite > bad": {0}}


@pytest.mark.parametrize("line", ["{", "[1]", '["good", "x"]', '["good", "99999"]', '["another test", "1"]', "null"])
def test_a_line_that_the_program_forged_comes_to_nothing(line: str) -> None:
    trace = a_trace()
    _, coverage = trace.read(a_result("good", stdout=f"{trace.mark} {line}\n"))
    assert coverage is None or coverage.reached == {"good": frozenset()}


@pytest.mark.parametrize(
    ("program", "spec"),
    [(b"export function (", SPEC), (PROGRAM, b"test('x', () => {});"), (b"", SPEC), (PROGRAM, b"test(")],
)
def test_what_can_not_be_counted_is_left_alone(program: bytes, spec: bytes) -> None:
    assert traced((SourceFile("solution.js", program),), (SourceFile("solution.spec.js", spec),)) is None


def test_a_directive_stays_first_and_a_function_keeps_the_name_of_its_place() -> None:
    program = b"'use strict';\nconst pick = true ? () => 1 : null;\nmodule.exports = { pick };\n"
    trace = a_trace(program, b"const { pick } = require('./solution');\ntest('x', () => pick());\n")
    content = trace.files[0].content
    assert content.startswith(b"'use strict';")
    assert b"? () =>" in content


@pytest.mark.docker
def test_counters_change_no_verdict(sandbox: DockerRunner) -> None:
    for task in Catalogue().all()[::3]:
        spec = ExecutionSpec(
            execution_id=f"plain-{task.id}", candidate=task.starter, tests=task.visible_tests, limits=task.limits
        )
        trace = traced(task.starter, task.visible_tests)
        assert trace is not None
        plain = sandbox.execute(spec)
        counted, coverage = trace.read(
            sandbox.execute(replace(spec, execution_id=f"counted-{task.id}", candidate=trace.files, tests=trace.tests))
        )
        assert [(test.name, test.status) for test in counted.tests] == [(t.name, t.status) for t in plain.tests]
        assert (counted.outcome, counted.trust, counted.stdout) == (plain.outcome, plain.trust, plain.stdout)
        assert coverage is not None
        assert set(coverage.reached) == {test.name for test in plain.tests}


@pytest.mark.docker
def test_a_program_in_commonjs_is_counted_too(sandbox: DockerRunner) -> None:
    program = b"'use strict';\nfunction pick(n) {\n  if (n) return 1;\n  return 2;\n}\nmodule.exports = { pick };\n"
    spec = b"const { pick } = require('./solution');\ntest('one', () => { expect(pick(true)).toBe(1); });\n"
    trace = a_trace(program, spec)
    result, coverage = trace.read(
        sandbox.execute(ExecutionSpec(execution_id="commonjs", candidate=trace.files, tests=trace.tests))
    )
    assert result.all_passed
    assert coverage is not None
    reached = {trace.places[at].line for at in coverage.reached["one"]}
    assert 3 in reached
    assert 4 not in reached
