"""`make drill`: 200 parts killed at seeded moments, on an engine of the drill's own, and a table of what became of it.

Ends with exit code 1 when anything was lost, counted twice, left behind or said wrongly.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sandbox.engine import connect
from sandbox.engine.daemon import Daemon
from sandbox.engine.finding import open_client
from sandbox.errors import EngineUnavailableError
from sandbox.image import find_image
from tests.drills.director import Director, Outcome, Plan
from tests.drills.stage import Stage, kill, processes, wait_until

MOMENTS = 200
WEIGHTS = {"worker": 6, "web": 4, "container": 5, "agent": 4, "engine": 1}


class DrillEngine:
    """An engine that the drill may kill, with the sandbox image of the one that is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._daemon = Daemon(folder, run=folder / "exec", socket=folder / "docker.sock", progress=lambda _: None)
        self.address = self._daemon.address

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run it for as long as the block lasts, with the image in it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._daemon.start()
            self._load_image()
            yield
        finally:
            self._daemon.stop()

    def kill(self) -> bool:
        """Kill it and start it again; return whether it was there."""
        mine = processes(lambda words: str(self._folder).encode() in b" ".join(words) and b"dockerd" in words[0])
        if not mine:
            return False
        for pid in mine:
            kill(pid)
        self._daemon.stop()  # clears what a killed one leaves in the way of the next
        self._daemon.start()
        return True

    def leftovers(self) -> list[int]:
        """Return the processes that are left of it."""
        return processes(lambda words: str(self._folder).encode() in b" ".join(words))

    def _load_image(self) -> None:
        with closing(connect()) as source:
            image = find_image(source)
            target = open_client(self.address)
            if target is None:
                raise EngineUnavailableError("The drill's own engine does not answer. See the log in its folder.")
            with closing(target):
                target.images.load(b"".join(source.images.get(image.tag).save(named=True)))


def main(arguments: list[str]) -> int:
    """Run the drill, print its table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--moments", type=int, default=MOMENTS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    plan = Plan(moments=asked.moments, seed=asked.seed, weights=WEIGHTS)
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="proving-drill-", dir=os.environ.get("TMPDIR", "/tmp")) as folder:  # noqa: S108 - short, for the engine's sockets
        engine = DrillEngine(Path(folder, "engine"))
        with engine.running():
            stage = Stage(Path(folder, "stage"), engine.address)
            outcome = Director(stage, plan, kill_engine=engine.kill, progress=console.print).run()
        if not wait_until(lambda: not engine.leftovers(), seconds=20):
            outcome.problems.append(f"{len(engine.leftovers())} processes of the engine were left.")
    _print(console, outcome, plan)
    return 1 if outcome.problems else 0


def _print(console: Console, outcome: Outcome, plan: Plan) -> None:
    killed = Table(
        "killed with SIGKILL", "times", title=f"{plan.moments} moments, seed {plan.seed}", title_justify="left"
    )
    for kind in plan.weights:
        killed.add_row(kind, str(outcome.killed[kind]))
    console.print(killed)
    table = Table("what was looked at afterwards", "found")
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(outcome.verdicts.items()))
    table.add_row("trials, each with one verdict", f"{outcome.trials} of {outcome.batches} batches: {verdicts}")
    table.add_row("trials of which our side failed", f"{outcome.own_failures} failures of ours on record")
    table.add_row("executions, links of the audit chain", f"{outcome.executions}, {outcome.links}")
    table.add_row("copies of the file taken in between, opened and looked over", str(outcome.copies))
    table.add_row("looks at the site while parts were dead", f"{outcome.looks}")
    table.add_row("time", f"{outcome.seconds:.0f} s")
    table.add_row("problems", str(len(outcome.problems)))
    console.print(table)
    for problem in outcome.problems:
        console.print(f"  {problem}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
