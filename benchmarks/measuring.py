"""Measurements that treat every contestant alike: latency, throughput, and CPU time of the whole machine."""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

IDLE_FIELDS = (3, 4)  # idle and iowait, of /proc/stat's first line; see proc(5)
COUNTED_FIELDS = 8  # guest time after them is in user time already
BASELINE_SECONDS = 2.0
LEAD_IN_PER_SLOT = 3  # more than are warm, so that the pool is at its steady state


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long single runs took."""

    median_ms: float
    p95_ms: float
    p99_ms: float
    runs: int

    @classmethod
    def of(cls, samples_ms: list[float]) -> "Spread":
        """Return the quantiles of these samples, by linear interpolation between the nearest two."""
        cuts = statistics.quantiles(samples_ms, n=100, method="inclusive")
        return cls(median_ms=cuts[49], p95_ms=cuts[94], p99_ms=cuts[98], runs=len(samples_ms))


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How many runs a second were done, several in flight, and what each cost."""

    per_second: float
    cpu_seconds_each: float
    runs: int

    @classmethod
    def median(cls, rates: list["Rate"]) -> "Rate":
        """Return the middle of several measurements, each number by itself."""
        return cls(
            per_second=statistics.median(rate.per_second for rate in rates),
            cpu_seconds_each=statistics.median(rate.cpu_seconds_each for rate in rates),
            runs=sum(rate.runs for rate in rates),
        )


def busy_seconds() -> float:
    """Return how long the machine's processors have worked since boot: every process, the engine's included."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:]][:COUNTED_FIELDS]
    return (sum(fields) - sum(fields[at] for at in IDLE_FIELDS)) / os.sysconf("SC_CLK_TCK")


def idle_load() -> float:
    """Return how many processors are at work while we do nothing; it is taken off what a contestant costs."""
    before = busy_seconds()
    time.sleep(BASELINE_SECONDS)
    return (busy_seconds() - before) / BASELINE_SECONDS


def time_once(run: Callable[[], None]) -> float:
    """Return how many milliseconds one run took."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def measure_rate(run: Callable[[], None], *, runs: int, in_flight: int, background: float) -> Rate:
    """Time many runs with several in flight; `background` is the idle load, in processors.

    The clock starts when the lead-in is done and runs on without a pause, so that nothing prepared beforehand, such as
    a warm container, comes free.
    """
    marks: list[tuple[float, float]] = []

    def run_and_mark() -> None:
        run()
        marks.append((time.perf_counter(), busy_seconds()))

    lead_in = LEAD_IN_PER_SLOT * in_flight
    with ThreadPoolExecutor(in_flight) as pool:
        for future in [pool.submit(run_and_mark) for _ in range(lead_in + runs)]:
            future.result()
    (began, busy_before), (ended, busy_after) = marks[lead_in - 1], marks[-1]
    seconds = ended - began
    cpu_seconds = busy_after - busy_before - background * seconds
    return Rate(per_second=runs / seconds, cpu_seconds_each=cpu_seconds / runs, runs=runs)
