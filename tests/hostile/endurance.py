"""`make endurance`: the attacks on resources on end, several at a time, and what they leave behind; then one at a time
with a neighbour beside it.

Ends with exit code 1 when an outcome was wrong, something was left behind, or a neighbour was slowed by more than half
of what it takes alone.
"""

import argparse
import itertools
import os
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import docker
from rich.console import Console
from rich.progress import track

from sandbox.docker_runner import DockerRunner
from sandbox.runner import Runner
from tests.hostile.hostile_sandbox import leftovers, open_runner
from tests.hostile.programs import Program, escape, honest, resource_attacks

PAGE_KIB = 4
MIB = 1024 * 1024
LEAK_DESCRIPTORS = 8  # one connection more or less
LEAK_MEMORY_MIB = 32
LEAK_DISK_MIB = 64  # the machine writes logs meanwhile
SLOWED = 1.5
NEIGHBOUR_RUNS = 9
BOTH = 2
WARM_SECONDS = 5.0
SETTLE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Footprint:
    """What we and the engine hold."""

    containers: int
    volumes: int
    descriptors: int
    memory_mib: float
    disk_free_mib: float

    @classmethod
    def now(cls, client: docker.DockerClient) -> "Footprint":
        """Return what is held at this moment."""
        disk = os.statvfs(client.info()["DockerRootDir"])
        return cls(
            containers=len(client.api.containers(all=True)),
            volumes=len(client.api.volumes()["Volumes"] or ()),
            descriptors=sum(1 for _ in Path("/proc/self/fd").iterdir()),
            memory_mib=int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_KIB / 1024,
            disk_free_mib=disk.f_bavail * disk.f_frsize / MIB,
        )

    def leaks(self, before: "Footprint") -> tuple[str, ...]:
        """Return what is held now and was not before, in words."""
        found = {
            "descriptors": self.descriptors - before.descriptors > LEAK_DESCRIPTORS,
            "memory": self.memory_mib - before.memory_mib > LEAK_MEMORY_MIB,
            "disk": before.disk_free_mib - self.disk_free_mib > LEAK_DISK_MIB,
            "volumes": self.volumes > before.volumes,
        }
        return tuple(name for name, leaked in found.items() if leaked)


def attack(runner: Runner, program: Program) -> str | None:
    """Run one attack, and return what is wrong with what became of it."""
    result = runner.execute(program.spec())
    if (out := escape(program, result)) is not None:
        return f"{program.name} got out: {out}"
    if result.outcome not in program.expected or not result.reason:
        return f"{program.name}: {result.outcome}, {result.reason}"
    return None


def run_on_end(runner: Runner, *, runs: int, in_flight: int) -> list[str]:
    """Run that many attacks, all programs in turn, and return what was wrong."""
    programs = tuple(itertools.islice(itertools.cycle(resource_attacks()), runs))
    with ThreadPoolExecutor(in_flight) as pool:
        results = pool.map(lambda program: attack(runner, program), programs)
        shown = track(results, total=runs, description="attacking", console=Console(stderr=True))
        return [fault for fault in shown if fault is not None]


def wait_warm(runner: DockerRunner) -> None:
    """Wait for a warm container for each of two, but not for ever: an attack may keep the engine from starting one."""
    deadline = time.monotonic() + WARM_SECONDS
    while runner.idle() < BOTH and time.monotonic() < deadline:
        time.sleep(0.01)


def neighbour_ms(runner: DockerRunner) -> float:
    """Return how long an honest execution takes, from an order to a warm container to its verdict."""
    began = time.monotonic()
    runner.execute(honest().spec())
    return (time.monotonic() - began) * 1000


def alone_ms(runner: DockerRunner) -> list[float]:
    """Return how long the honest execution takes with nothing beside it, several times."""
    seen = []
    for _ in range(NEIGHBOUR_RUNS):
        wait_warm(runner)
        seen.append(neighbour_ms(runner))
    return seen


def beside_ms(runner: DockerRunner, program: Program) -> list[float]:
    """Return how long the honest execution takes beside a program, which is run again until enough was seen.

    Both run on one runner, as two slots of a worker do.
    """
    seen: list[float] = []
    while len(seen) < NEIGHBOUR_RUNS:
        wait_warm(runner)
        thread = threading.Thread(target=runner.execute, args=(program.spec(),))
        thread.start()
        seen.append(neighbour_ms(runner))
        while thread.is_alive() and len(seen) < NEIGHBOUR_RUNS:
            wait_warm(runner)
            if thread.is_alive():
                seen.append(neighbour_ms(runner))
        thread.join()
    return seen


def slowed_beside(runner: DockerRunner, program: Program) -> float:
    """Return how many times as long the honest execution takes beside an attack as just before and after it."""
    before, beside, after = alone_ms(runner), beside_ms(runner, program), alone_ms(runner)
    return statistics.median(beside) / statistics.median([*before, *after])


def neighbours(runner: DockerRunner) -> dict[str, float]:
    """Return the slowdown beside each attack."""
    programs = resource_attacks()
    shown = track(programs, description="beside each", console=Console(stderr=True))
    return {program.name: slowed_beside(runner, program) for program in shown}


def main() -> int:
    """Run both parts, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description="The attacks on resources, on end, and beside an honest neighbour.")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--in-flight", type=int, default=8)
    given = parser.parse_args()
    console = Console()
    with open_runner() as (runner, client):
        run_on_end(runner, runs=given.in_flight, in_flight=given.in_flight)  # what is made once is not a leak
        before = Footprint.now(client)
        faults = run_on_end(runner, runs=given.runs, in_flight=given.in_flight)
        time.sleep(SETTLE_SECONDS)
        after = Footprint.now(client)
        control = slowed_beside(runner, honest())
        slowdowns = neighbours(runner)
    behind = leftovers(client)
    slowed = {name: times for name, times in slowdowns.items() if times > SLOWED}
    for fault in faults:
        console.print(f"wrong: {fault}")
    console.print(f"before: {before}\nafter:  {after}")
    leaks = after.leaks(before)
    console.print(
        f"{given.runs} attacks, {given.in_flight} at a time: {len(faults)} wrong, {len(behind)} left behind, "
        f"leaked: {', '.join(leaks) or 'nothing'}"
    )
    worst = max(slowdowns, key=lambda name: slowdowns[name])
    console.print(
        f"a neighbour beside each of {len(slowdowns)}: "
        f"{statistics.median(slowdowns.values()):.2f} times as long in the median, "
        f"{slowdowns[worst]:.2f} at worst ({worst}); {len(slowed)} slowed by more than half {slowed or ''}\n"
        f"beside an honest program: {control:.2f} times as long"
    )
    return 1 if faults or behind or leaks or slowed else 0


if __name__ == "__main__":
    sys.exit(main())
