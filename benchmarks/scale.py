"""`make scale`: what a trial costs beside the agent and the sandbox, and where one writer of one file ends.

Nothing here runs in a container: the sandbox is measured by `make bench`. What is measured is the rest: leasing,
waiting, sending, writing. Prints one row for each question.
"""

import argparse
import logging
import multiprocessing
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from proving.cluster.joining import serve_node
from proving.cluster.members import Cluster
from sandbox.fake import FakeRunner
from tests.training.builders import Bench, ScriptedAgent, a_candidate, a_record, a_request, a_task, open_at, queue
from training.agents.repair.weights import InMemoryWeightStore
from training.model.agents import Candidate
from training.remote.crew import RemoteCrew, RemoteRunner
from training.remote.node import Node, NodeFacts
from training.store import Store
from training.worker import Surroundings, Worker, WorkerSettings

EXECUTIONS = 3  # of one trial, as a middling strategy has


def timed(do: Callable[[], Any]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def asked(database: Path, trials: int) -> None:
    """Queue so many trials."""
    with Store.open(database) as store:
        for _ in range(0, trials, 100):
            queue(store, a_request(repeats=min(100, trials)))


def write_all(database: Path) -> int:
    """Lease and close until nothing is left, and return how many that were."""
    closed = 0
    with Store.open(database) as store:
        while True:
            now = datetime.now(UTC)
            lease = store.trials.lease(owner="bench", now=now, seconds=60)
            if lease is None:
                return closed
            record = a_record(executions=EXECUTIONS)
            own = tuple(replace(entry, note=f"{lease.trial.id}") for entry in record.executions)
            store.trials.close(lease, replace(record, executions=own), now=now)
            closed += 1


def writers(folder: Path, *, trials: int, processes: int) -> float:
    """Return trials a second that are leased and closed, by so many processes at once."""
    database = folder / f"writers-{processes}.db"
    asked(database, trials)
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes) as pool:
        pool.map(abs, range(processes))  # so that starting is not counted
        seconds = timed(lambda: pool.map(write_all, [database] * processes, chunksize=1))
    return trials / seconds


def bench_of(think_seconds: float) -> Bench:
    """Return a workbench whose agent thinks for so long."""

    def think() -> Candidate:
        time.sleep(think_seconds)
        return a_candidate(final=True)

    return Bench(tasks={"add": a_task()}, agents={"scripted": ScriptedAgent((think,))})


def through_threads(folder: Path, *, trials: int, slots: int, think_seconds: float) -> float:
    """Return the seconds that a worker's own threads take."""
    database = folder / f"threads-{slots}-{think_seconds}.db"
    asked(database, trials)
    worker = Worker(
        open_at(database),
        runner=FakeRunner(),
        workbench=bench_of(think_seconds),
        settings=WorkerSettings(owner="bench", slots=slots, image_digest="sha256:1"),
    )
    return timed(lambda: worker.run(threading.Event(), until_idle=True))


def through_dask(folder: Path, *, trials: int, slots: int, think_seconds: float) -> float:
    """Return the seconds that a scheduler and one node take, in threads of this process."""
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    database = folder / f"dask-{slots}-{think_seconds}.db"
    asked(database, trials)
    made: Any = LocalCluster
    with made(n_workers=0, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=":0") as local:
        runner, stop = FakeRunner(), threading.Event()
        facts = NodeFacts(name="bench", program="1", image_digest="sha256:1", slots=slots, facts={})
        agents = bench_of(think_seconds).agents
        node = Node(runner, facts=facts, agent=agents.__getitem__, cancel=runner.cancel)
        with ThreadPoolExecutor(1) as pool:
            serving = pool.submit(serve_node, node, local.scheduler_address, stop)
            cluster = Cluster(local.scheduler_address)
            while cluster.obstacle() is not None:
                time.sleep(0.1)
            worker = Worker(
                open_at(database),
                runner=RemoteRunner(cluster.executor),
                workbench=bench_of(think_seconds),
                settings=WorkerSettings(owner="bench", slots=slots, image_digest="sha256:1"),
                around=Surroundings(
                    crew=RemoteCrew(
                        cluster.executor, cancel=cluster.cancel, weights=InMemoryWeightStore(), program="1"
                    ),
                    capacity=cluster.capacity,
                ),
            )
            seconds = timed(lambda: worker.run(threading.Event(), until_idle=True))
            stop.set()
            cluster.close()
            serving.result(30)
    return seconds


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="make scale", description=__doc__)
    parser.add_argument("--think-seconds", type=float, default=30.0)
    parser.add_argument("--in-flight", type=int, default=200)
    parser.add_argument("--trials", type=int, default=600)
    asked_for = parser.parse_args()
    logging.disable(logging.WARNING)
    table = Table("what", "measured")
    with tempfile.TemporaryDirectory(prefix="proving-scale-") as folder:
        place = Path(folder)
        for processes in (1, 2, 4):
            rate = writers(place, trials=asked_for.trials, processes=processes)
            table.add_row(
                f"leased and closed, {EXECUTIONS} executions each, {processes} writing", f"{rate:.0f} trials/s"
            )
        for name, run in (("threads", through_threads), ("Dask", through_dask)):
            for slots in (1, 4, 16):
                seconds = run(place, trials=200, slots=slots, think_seconds=0.0)
                text = f"{200 / seconds:.0f} trials/s, {seconds / 200 * 1000:.1f} ms a trial"
                table.add_row(f"instant agents, {slots} slots, {name}", text)
            count, think = asked_for.in_flight, asked_for.think_seconds
            seconds = run(place, trials=2 * count, slots=count, think_seconds=think)
            ideal = 2 * think
            text = f"{2 * count / seconds:.1f} trials/s; {seconds:.1f} s where {ideal:.0f} s is the least"
            table.add_row(f"agents of {think:.0f} s, {count} in flight, {name}", text)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
