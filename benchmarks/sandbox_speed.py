"""What isolation costs: the same tests bare, in a container for each run, and in our sandbox, in one go.

    python benchmarks/sandbox_speed.py [--runs 40] [--llm-sandbox PYTHON]

PYTHON is an interpreter that has llm-sandbox, in an environment of its own: `python -m venv V && V/bin/pip install
'llm-sandbox[docker]==0.3.46'`. It then takes part.

Prints latency (one at a time), throughput (several in flight), CPU time of the whole machine for each run, and the two
ratios that we hold ourselves to. The machine should have nothing else to do meanwhile.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from contestants import BareNpmTest, ContainerPerRun, Contestant, LlmSandbox, OurSandbox, make_project
from measuring import Rate, Spread, idle_load, measure_rate, time_once
from rich.console import Console
from rich.table import Table

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import find_image

LATENCY_TARGET = 0.15
THROUGHPUT_TARGET = 1.0
WARM_UP_RUNS = 3
BLOCKS = 3
QUIET = 0.2  # processors busy while we do nothing


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one contestant needed."""

    name: str
    latency: Spread
    rate: Rate


@contextmanager
def contestants(image: str | None, *, pool_size: int, llm_sandbox: str | None) -> Iterator[tuple[Contestant, ...]]:
    """Set them up in a folder and containers that are gone afterwards."""
    with ExitStack() as stack:
        project = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        make_project(project)
        client = connect()
        stack.callback(client.close)
        image = image or find_image(client).tag
        runner = stack.enter_context(DockerRunner(connect, RunnerSettings(image=image, pool_size=pool_size)))
        others: list[Contestant] = []
        if llm_sandbox is not None:
            other = LlmSandbox(llm_sandbox, image, project)
            stack.callback(other.close)
            others.append(other)
        yield (
            BareNpmTest(project),
            ContainerPerRun(client, image, project),
            *others,
            OurSandbox(runner, pool_size=pool_size),
        )


def measure_latencies(contestants: Sequence[Contestant], *, runs: int) -> list[Spread]:
    """Time single runs, the contestants in turn, so that whatever else the machine does falls on all of them alike."""
    samples: list[list[float]] = [[] for _ in contestants]
    for at in range(WARM_UP_RUNS + runs):
        for contestant, times in zip(contestants, samples, strict=True):
            contestant.settle()
            times.append(time_once(contestant.run))
        print(f"\rone at a time: {at + 1} of {WARM_UP_RUNS + runs}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return [Spread.of(times[WARM_UP_RUNS:]) for times in samples]


def measure_rates(contestants: Sequence[Contestant], *, runs: int, in_flight: int, background: float) -> list[Rate]:
    """Measure several in flight, the contestants in turn, in a few blocks."""
    rates: list[list[Rate]] = [[] for _ in contestants]
    for at in range(BLOCKS):
        for contestant, measured in zip(contestants, rates, strict=True):
            contestant.settle()
            measured.append(
                measure_rate(contestant.run, runs=max(1, runs // BLOCKS), in_flight=in_flight, background=background)
            )
        print(f"\rseveral at once: {at + 1} of {BLOCKS}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return [Rate.median(measured) for measured in rates]


def measure(contestants: Sequence[Contestant], *, runs: int, in_flight: int, background: float) -> list[Row]:
    """Measure all contestants, in turn."""
    latencies = measure_latencies(contestants, runs=runs)
    rates = measure_rates(contestants, runs=runs, in_flight=in_flight, background=background)
    return [
        Row(name=contestant.name, latency=latency, rate=rate)
        for contestant, latency, rate in zip(contestants, latencies, rates, strict=True)
    ]


def table_of(rows: list[Row], *, in_flight: int) -> Table:
    """Return the rows as a table."""
    table = Table(title=f"{rows[0].latency.runs} runs each; latency in ms, one at a time")
    for column in ("", "median", "p95", "p99", f"runs/s, {in_flight} at once", "CPU-s each"):
        table.add_column(column, justify="left" if column == "" else "right", no_wrap=True)
    for row in rows:
        spread, rate = row.latency, row.rate
        table.add_row(
            row.name,
            *(f"{value:.0f}" for value in (spread.median_ms, spread.p95_ms, spread.p99_ms)),
            f"{rate.per_second:.2f}",
            f"{rate.cpu_seconds_each:.3f}",
        )
    return table


def ratios(rows: list[Row]) -> dict[str, float]:
    """Return our sandbox against bare `npm test`."""
    bare, ours = rows[0], rows[-1]
    return {
        "latency_ratio": ours.latency.median_ms / bare.latency.median_ms,
        "throughput_ratio": ours.rate.per_second / bare.rate.per_second,
    }


def settle_all(contestants: Sequence[Contestant]) -> None:
    """Wait until nothing of ours is at work."""
    for contestant in contestants:
        contestant.settle()


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="What isolation costs, side by side.")
    parser.add_argument("--image", help="the sandbox image; the one of these sources unless given")
    parser.add_argument("--runs", type=int, default=40, help="runs per contestant and measurement")
    parser.add_argument("--in-flight", type=int, default=2, help="runs at the same time, for throughput")
    parser.add_argument("--pool-size", type=int, default=2, help="warm containers")
    parser.add_argument("--llm-sandbox", metavar="PYTHON", help="an interpreter that has llm-sandbox")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args()
    with contestants(given.image, pool_size=given.pool_size, llm_sandbox=given.llm_sandbox) as all_of_them:
        settle_all(all_of_them)
        background = idle_load()
        rows = measure(all_of_them, runs=given.runs, in_flight=given.in_flight, background=background)
    found = ratios(rows)
    if given.json:
        print(json.dumps({"rows": [asdict(row) for row in rows], "background_load": background, **found}))
    else:
        Console().print(table_of(rows, in_flight=given.in_flight))
        print(f"latency: {found['latency_ratio']:.2f} of bare npm test (target: at most {LATENCY_TARGET})")
        print(f"throughput: {found['throughput_ratio']:.2f} of bare npm test (target: at least {THROUGHPUT_TARGET})")
        if background > QUIET:
            print(
                f"The machine had other work ({background:.1f} processors busy at rest): CPU time is not to be trusted."
            )
    met = found["latency_ratio"] <= LATENCY_TARGET and found["throughput_ratio"] >= THROUGHPUT_TARGET
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
