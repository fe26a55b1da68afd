"""Measures the site on the large store and on the small one, and then with many watchers while a batch writes.

python -m benchmarks.site.speed [--folder .proving/bench] [--rounds 40] [--only NAME] [--no-live]
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Spread
from benchmarks.site.data import FOLDER, SIZES
from benchmarks.site.live import watch
from benchmarks.site.pages import Extent, pages_of
from benchmarks.site.visitor import Visitor
from webapp.factory import create_app
from webapp.settings import WebSettings

MOST_P95_MS = 50.0
MOST_RATIO = 1.5
MOST_KIB = 100.0
WARM_UP = 3
MIB = 1024 * 1024
# below this a difference is the machine's noise and not the data's size
NOISE_MS = 2.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One page on one store. `kib` is the largest answer's size, uncompressed."""

    spread: Spread
    kib: float


def main() -> int:
    """Measure, print, and return 0 where every limit is kept."""
    parser = argparse.ArgumentParser(description="Measure the site.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--no-live", action="store_true", help="leave out the watchers")
    arguments = parser.parse_args()
    measured = {
        name: _measure(arguments.folder / f"{name}.db", rounds=arguments.rounds, only=arguments.only) for name in SIZES
    }
    is_kept = _print(measured["small"], measured["large"])
    if not arguments.no_live:
        is_kept = watch(arguments.folder / "large.db") and is_kept
    return 0 if is_kept else 1


def _measure(path: Path, *, rounds: int, only: str) -> dict[str, Measured]:
    _into_memory(path)
    visitor = Visitor(_app(path))
    visitor.sign_in()
    pages = pages_of(Extent.of(path, SIZES[path.stem]), Random(7))  # noqa: S311 - the same pages each time
    return {name: _time(visitor, address, rounds) for name, address in pages.items() if only in name}


def _into_memory(path: Path) -> None:
    """Read a store once, as its use does in time: else the disk is measured, and for the large store alone."""
    with path.open("rb") as file:
        while file.read(MIB):
            pass


def _app(path: Path) -> Flask:
    return create_app(WebSettings(database=path, secret_key="bench"))  # noqa: S106 - no secret: it guards made-up data


def _time(visitor: Visitor, address: object, rounds: int) -> Measured:
    samples, largest = [], 0
    for number in range(WARM_UP + rounds):
        target = address()  # type: ignore[operator]  # gives the next address
        began = time.perf_counter()
        size = visitor.open(target)
        took = (time.perf_counter() - began) * 1000
        largest = max(largest, size)
        if number >= WARM_UP:
            samples.append(took)
    return Measured(spread=Spread.of(samples), kib=largest / 1024)


def _print(small: dict[str, Measured], large: dict[str, Measured]) -> bool:
    table = Table(title="In the server, milliseconds; the large store has 100 times the small one's executions")
    for heading in ("Page", "small median", "small p95", "large median", "large p95", "median ratio", "KiB", ""):
        table.add_column(heading, justify="left" if heading in {"Page", ""} else "right")
    kept = True
    for name, big in large.items():
        verdict = _verdict(small[name], big)
        kept = kept and not verdict
        table.add_row(name, *_cells(small[name], big), verdict)
    Console(width=140).print(table)
    return kept


def _cells(small: Measured, big: Measured) -> tuple[str, ...]:
    numbers = (small.spread.median_ms, small.spread.p95_ms, big.spread.median_ms, big.spread.p95_ms)
    return (
        *(f"{value:.1f}" for value in numbers),
        f"{big.spread.median_ms / small.spread.median_ms:.2f}",
        f"{big.kib:.0f}",
    )


def _verdict(small: Measured, big: Measured) -> str:
    found = []
    if big.spread.p95_ms > MOST_P95_MS:
        found.append("slow")
    # a page that has more to show may take as much longer as it is longer
    more = max(1.0, big.kib / small.kib)
    if big.spread.median_ms > small.spread.median_ms * MOST_RATIO * more + NOISE_MS:
        found.append("grows")
    if big.kib > MOST_KIB:
        found.append("heavy")
    return ", ".join(found)


if __name__ == "__main__":
    sys.exit(main())
