"""What a test shares with the program, a helper or a mock, stays the test's: to be used, and not to be changed."""

import uuid

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.model import ExecutionResult, ExecutionSpec, SourceFile, TestStatus, Trust

pytestmark = pytest.mark.docker

HELPER = b"""
export class Desk {
  constructor(price) { this.price = price; }
  charge(times) { return this.price * times; }
}
export class DeskError extends Error {}
export const rates = { low: [3] };
"""
TESTS = b"""
import { Desk, DeskError, rates } from './desk';
import { total, fail, fee } from './solution';
test('uses the helper', () => { expect(total(new Desk(7), 3)).toBe(21); });
test('throws its errors', () => { expect(() => fail()).toThrow(DeskError); });
test('makes its objects', () => { expect(fee()).toBeInstanceOf(Desk); });
test('the helper is what it was', () => {
  expect(new Desk(7).charge(3)).toBe(21);
  expect(rates).toEqual({ low: [3] });
});
"""
HONEST = b"""
import { Desk, DeskError, rates } from './desk';
export const total = (desk, times) => desk.charge(times);
export const fail = () => { throw new DeskError('closed'); };
export const fee = () => new Desk(rates.low[0]);
"""
ATTEMPTS = {
    "a method": b"Desk.prototype.charge = () => 21;",
    "a new property of the prototype": b"Desk.prototype.toJSON = () => 21;",
    "a static property": b"Object.defineProperty(Desk, 'name', { value: 'x' });",
    "the exports": b"whole.default.Desk = class {}; whole.default.rates = 21;",
    "data": b"rates.low[0] = 21; rates.high = 1;",
}


def run(runner: DockerRunner, program: bytes) -> ExecutionResult:
    return runner.execute(
        ExecutionSpec(
            execution_id=f"test-{uuid.uuid4().hex}",
            candidate=(SourceFile("solution.js", program), SourceFile("desk.js", b"export const Desk = null;")),
            tests=(SourceFile("solution.spec.js", TESTS), SourceFile("desk.js", HELPER)),
            shared=("desk.js",),
        )
    )


def test_a_program_uses_a_helper_of_the_tests_and_stays_apart(runner: DockerRunner) -> None:
    result = run(runner, HONEST)

    assert result.all_passed, result.tests
    assert result.trust is Trust.ISOLATED


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_program_changes_nothing_of_it(runner: DockerRunner, what: str) -> None:
    attempt = b"try { " + ATTEMPTS[what] + b" } catch { /* refused */ }\n"
    imports = b"import * as whole from './desk';\nimport { Desk, DeskError, rates } from './desk';\n"
    exports = HONEST.split(b"\n", 2)[2]

    result = run(runner, imports + attempt + exports.replace(b"desk.charge(times)", b"0"))

    passed = {test.name for test in result.tests if test.status is TestStatus.PASSED}
    assert not result.all_passed
    assert "uses the helper" not in passed
    assert result.outcome.value == "tampered" or "the helper is what it was" in passed, result


def test_a_file_of_the_tests_that_is_not_shared_is_not_there(runner: DockerRunner) -> None:
    program = (
        b"let seen = 'nothing';\ntry { seen = require('./solution.spec.js'); } catch {}\nexports.seen = () => seen;"
    )
    tests = b"const { seen } = require('./solution');\ntest('is not there', () => { expect(seen()).toBe('nothing'); });"

    result = runner.execute(
        ExecutionSpec(
            execution_id=f"test-{uuid.uuid4().hex}",
            candidate=(SourceFile("solution.js", program),),
            tests=(SourceFile("solution.spec.js", tests),),
        )
    )

    assert result.all_passed, result.tests


def test_a_timer_of_the_tests_shows_the_program_nothing(runner: DockerRunner) -> None:
    program = b"exports.look = (start) => Reflect.ownKeys(start()).map(String);"
    tests = b"""
const { look } = require('./solution');
test('shows nothing', () => {
  expect(look(() => setTimeout(() => {}, 1))).toEqual([]);
  expect(look(() => setImmediate(() => {}))).toEqual([]);
});
"""

    result = runner.execute(
        ExecutionSpec(
            execution_id=f"test-{uuid.uuid4().hex}",
            candidate=(SourceFile("solution.js", program),),
            tests=(SourceFile("solution.spec.js", tests),),
        )
    )

    assert result.all_passed, result.tests
