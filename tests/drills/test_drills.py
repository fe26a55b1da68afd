"""Parts of the product are killed at seeded moments of a batch, in real containers; the long form is `make drill`."""

import os
from pathlib import Path

import pytest

from sandbox.engine import engine_address
from tests.drills.director import Director, Plan
from tests.drills.stage import Stage

SHORT = Plan(
    moments=8, seed=5, weights={"worker": 3, "web": 2, "container": 3, "agent": 3}, tasks=2, repeats=1, look_every=4
)


@pytest.mark.docker
def test_parts_killed_at_random_moments_lose_nothing_and_leave_nothing(tmp_path: Path) -> None:
    address = os.environ.get("DOCKER_HOST") or engine_address()
    assert address is not None
    outcome = Director(Stage(tmp_path, address), SHORT).run()
    assert outcome.problems == []
    assert outcome.killed.total() == SHORT.moments
    assert outcome.verdicts.total() == outcome.trials > 0
