"""Hostile code is held by the limit that it runs into, and leaves nothing behind."""

import pytest

from sandbox.runner import Runner
from tests.hostile.programs import Program, escape, resource_attacks

pytestmark = pytest.mark.docker


def test_there_are_at_least_thirty_attacks() -> None:
    assert len(resource_attacks()) >= 30


@pytest.mark.parametrize("program", resource_attacks(), ids=lambda program: program.name)
def test_an_attack_is_contained_and_its_limit_named(hostile_runner: Runner, program: Program) -> None:
    result = hostile_runner.execute(program.spec())

    assert result.outcome in program.expected, f"{result.reason}\n{result.tests}"
    assert escape(program, result) is None
    assert result.reason
