"""Whether the thousandth execution costs what the first did: latency over many executions, and what they leave behind.

python benchmarks/sandbox_steadiness.py [--runs 1000]
"""

import argparse
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from contestants import OurSandbox
from measuring import Spread, time_once

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import find_image

P99_TARGET = 3.0  # times the median
POOL_SIZE = 2
TENTHS = 10
PAGE_KIB = 4


@dataclass(frozen=True, kw_only=True)
class Footprint:
    """What this process holds."""

    descriptors: int
    memory_mib: float

    @classmethod
    def now(cls) -> "Footprint":
        """Return what it holds at this moment."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(descriptors=sum(1 for _ in Path("/proc/self/fd").iterdir()), memory_mib=pages * PAGE_KIB / 1024)


def run_many(sandbox: OurSandbox, runs: int) -> list[float]:
    """Time executions one after another, each with the pool full at its start."""
    times = []
    for at in range(runs):
        sandbox.settle()
        times.append(time_once(sandbox.run))
        if at % TENTHS == 0:
            print(f"\r{at} of {runs}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return times


def main() -> int:
    """Measure, print, and return 1 where the tail is too long."""
    parser = argparse.ArgumentParser(description="Whether the cost of an execution stays what it is.")
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    client = connect()
    image = find_image(client)
    client.close()
    with DockerRunner(connect, RunnerSettings(image=image.tag, pool_size=POOL_SIZE)) as runner:
        sandbox = OurSandbox(runner, pool_size=POOL_SIZE)
        run_many(sandbox, POOL_SIZE)
        before = Footprint.now()
        times = run_many(sandbox, runs)
        after = Footprint.now()
    spread = Spread.of(times)
    tenth = max(1, runs // TENTHS)
    first, last = statistics.median(times[:tenth]), statistics.median(times[-tenth:])
    print(
        f"{runs} executions: median {spread.median_ms:.0f} ms, p95 {spread.p95_ms:.0f} ms, p99 {spread.p99_ms:.0f} ms"
    )
    print(f"p99 is {spread.p99_ms / spread.median_ms:.1f} times the median (target: at most {P99_TARGET:g})")
    print(f"median of the first tenth {first:.0f} ms, of the last {last:.0f} ms")
    print(f"descriptors before and after: {before.descriptors}, {after.descriptors}")
    print(f"memory before and after: {before.memory_mib:.0f}, {after.memory_mib:.0f} MiB")
    return 0 if spread.p99_ms <= P99_TARGET * spread.median_ms else 1


if __name__ == "__main__":
    sys.exit(main())
