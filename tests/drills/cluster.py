"""`make cluster`: a scheduler and four nodes; one is killed, one cut off, the scheduler restarted, while a batch runs.

The node that is cut off lives in a network namespace of its own, whose line is taken down. Needs root, for that. Ends
with exit code 1 when a trial was lost, counted twice or left without a verdict.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sandbox.engine import engine_address
from tests.drills.stage import Stage, wait_until
from training.model.batches import Batch, BatchState
from training.store import Store
from training.store.upkeep import look_over

SPACE = "proving-drill"
HERE, THERE = "10.77.41.1", "10.77.41.2"
PORT = 18786
NODES = 4
LONG_SECONDS = 900.0
SILENT_SECONDS = 10  # after which the scheduler gives a node up


class Cluster:
    """The scheduler and the nodes, each a process of its own with an owner's name."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.address = f"tcp://{HERE}:{PORT}"
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.nodes: list[subprocess.Popen[bytes]] = []

    def start_scheduler(self) -> None:
        """Start the scheduler, anew where it was killed."""
        command = [str(Path(sys.executable).with_name("dask")), "scheduler", "--host", HERE, "--port", str(PORT)]
        silent = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": f"{SILENT_SECONDS}s"}
        self.scheduler = self._stage.start_command([*command, "--no-dashboard", "--no-jupyter"], silent)

    def start_node(self, *, inside: str | None = None) -> None:
        """Start a node, in a network namespace where one is named."""
        command = [sys.executable, "-m", "proving", "node", self.address, "--slots", "1"]
        prefix = ["ip", "netns", "exec", inside] if inside else []
        self.nodes.append(self._stage.start_command([*prefix, *command], {"PROVING_POOL": "1"}))

    def stop(self) -> None:
        """End everything."""
        for process in (*self.nodes, self.scheduler):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (*self.nodes, self.scheduler):
            if process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(30)
                process.kill()


@contextmanager
def network() -> Iterator[None]:
    """Make a namespace with a line to it."""
    _ip("netns", "add", SPACE)
    try:
        _ip("link", "add", "drill0", "type", "veth", "peer", "name", "drill1", "netns", SPACE)
        _ip("addr", "add", f"{HERE}/24", "dev", "drill0")
        _ip("link", "set", "drill0", "up")
        _ip("-n", SPACE, "addr", "add", f"{THERE}/24", "dev", "drill1")
        _ip("-n", SPACE, "link", "set", "drill1", "up")
        _ip("-n", SPACE, "link", "set", "lo", "up")
        yield
    finally:
        _ip("netns", "del", SPACE)
        for leftover in (["link", "del", "drill0"], ["addr", "del", f"{HERE}/32", "dev", "lo"]):
            subprocess.run(["ip", *leftover], check=False, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


class Course:
    """The drill as it goes, with a line about each act."""

    def __init__(self, stage: Stage, cluster: Cluster, batch: Batch, say: Callable[[str], None]) -> None:
        self._stage = stage
        self._cluster = cluster
        self._batch = batch
        self._say = say
        self.acts: list[tuple[str, int]] = []

    def run(self) -> bool:
        """Do every act at its share of the batch; return whether the batch came to its end."""
        total = self._batch.counts.total
        plan = (
            (0.15, "a node killed with SIGKILL", self._kill_node),
            (0.35, "a node cut off from the network", self._cut_off),
            (0.55, "the scheduler killed and started again", self._restart_scheduler),
            (0.75, "the node's line put back", self._put_back),
        )
        for share, what, act in plan:
            if not wait_until(lambda share=share: self._closed() >= share * total, seconds=LONG_SECONDS):  # type: ignore[misc]
                return False
            act()
            self.acts.append((what, self._closed()))
            self._say(f"{self._closed()} of {total} trials ended: {what}")
        return wait_until(self._is_done, seconds=LONG_SECONDS)

    def _closed(self) -> int:
        with Store.open(self._stage.database) as store:
            return store.batches.get(self._batch.id).counts.closed

    def _is_done(self) -> bool:
        with Store.open(self._stage.database) as store:
            return store.batches.get(self._batch.id).state is BatchState.DONE

    def _kill_node(self) -> None:
        self._cluster.nodes[0].kill()
        self._cluster.nodes[0].wait()

    def _cut_off(self) -> None:
        _ip("link", "set", "drill0", "down")
        _ip("addr", "add", f"{HERE}/32", "dev", "lo")  # the others reach the scheduler as before

    def _put_back(self) -> None:
        _ip("addr", "del", f"{HERE}/32", "dev", "lo")
        _ip("link", "set", "drill0", "up")

    def _restart_scheduler(self) -> None:
        if self._cluster.scheduler is not None:
            self._cluster.scheduler.kill()
            self._cluster.scheduler.wait()
        self._cluster.start_scheduler()


def main(arguments: list[str]) -> int:
    """Run it, print what became of it, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    parser.add_argument("--trials", type=int, default=36)
    asked = parser.parse_args(arguments)
    console = Console(width=110)
    address = os.environ.get("DOCKER_HOST") or engine_address()
    if address is None:
        console.print("No Docker engine answers.")
        return 1
    with tempfile.TemporaryDirectory(prefix="proving-cluster-") as folder, network():
        stage = Stage(Path(folder), address)
        cluster = Cluster(stage)
        batch = stage.queue(tasks=2, repeats=max(1, asked.trials // 6), seed=1)
        begun = time.monotonic()
        try:
            course = _run(stage, cluster, batch, console)
        finally:
            stage.stop()
            cluster.stop()
        return _judge(stage, batch, course, console, seconds=time.monotonic() - begun)


def _run(stage: Stage, cluster: Cluster, batch: Batch, console: Console) -> Course:
    cluster.start_scheduler()
    for number in range(NODES):
        cluster.start_node(inside=SPACE if number == NODES - 1 else None)
    stage.start_worker("--scheduler", cluster.address)
    course = Course(stage, cluster, batch, console.print)
    if not course.run():
        console.print("The batch did not come to its end.")
    return course


def _judge(stage: Stage, batch: Batch, course: Course, console: Console, *, seconds: float) -> int:
    found = look_over(stage.database)
    with Store.open(stage.database) as store:
        trials = store.batches.grid(batch.id)
        errors = [error for trial in trials for error in store.trials.errors(trial.id)]
        closings = Counter(link.subject for link in store.audit.links(limit=10**6) if link.kind == "trial")
    table = Table("what was done, or looked at", "at, or found")
    for what, closed in course.acts:
        table.add_row(what, f"{closed} of {batch.counts.total} trials ended")
    verdicts = Counter(str(trial.verdict) for trial in trials)
    table.add_row("verdicts", ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())))
    table.add_row("trials in the chain more than once", str(sum(times > 1 for times in closings.values())))
    table.add_row("failures of ours on record", str(len(errors)))
    table.add_row("problems of the database", "; ".join(found.problems) or "none")
    table.add_row("time", f"{seconds:.0f} s")
    console.print(table)
    for reason, count in Counter(error.reason for error in errors).most_common(4):
        console.print(f"  {count} x {reason}")
    lost = [trial for trial in trials if trial.verdict is None]
    return 1 if lost or found.problems or any(times > 1 for times in closings.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
