"""Runs the bridge's own tests, which are JavaScript's: a real candidate process behind real pipes, without Docker."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.js")))
def test_a_suite_of_the_bridge_passes(suite: str) -> None:
    node = shutil.which("node")
    assert node, "Node is missing. Install it with: apt-get install nodejs"

    done = subprocess.run(
        [node, "--test", "--test-force-exit", str(HERE / suite)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
