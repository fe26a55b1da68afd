"""A real scheduler of Dask's and real nodes, on runners that need no Docker."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from proving.cluster.joining import serve_node
from proving.cluster.members import Cluster
from sandbox.errors import SandboxError
from sandbox.fake import FakeRunner, all_pass
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import Bench, ScriptedAgent, a_candidate, a_request, a_task, open_at, queue
from training.agents.repair.weights import InMemoryWeightStore
from training.model.batches import Counts
from training.remote.crew import RemoteCrew, RemoteRunner
from training.remote.node import Node, NodeFacts
from training.store import Store
from training.worker import Surroundings, Worker, WorkerSettings


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    made: Any = LocalCluster
    with made(n_workers=0, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=":0") as local:
        yield local.scheduler_address


@pytest.fixture
def cluster(scheduler: str) -> Iterator[Cluster]:
    opened = Cluster(scheduler)
    yield opened
    opened.close()


@pytest.fixture
def node(scheduler: str) -> Iterator[Node]:
    runner = FakeRunner(_briefly)
    facts = NodeFacts(name="there", program="1", image_digest="sha256:1", slots=2, facts={})
    agent = ScriptedAgent((a_candidate(final=True),))
    made = Node(runner, facts=facts, agent=lambda _: agent, cancel=runner.cancel)
    stop = threading.Event()
    thread = threading.Thread(target=serve_node, args=(made, scheduler, stop))
    thread.start()
    yield made
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def _briefly(spec: ExecutionSpec) -> ExecutionResult:
    time.sleep(0.01)
    return all_pass(spec)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.usefixtures("node")
def test_a_batch_runs_on_a_node_and_is_written_here(database: Path, store: Store, cluster: Cluster) -> None:
    batch = queue(store, a_request(repeats=8))
    wait_until(lambda: cluster.obstacle() is None)
    crew = RemoteCrew(cluster.executor, cancel=cluster.cancel, weights=InMemoryWeightStore(), program="1")
    worker = Worker(
        open_at(database),
        runner=RemoteRunner(cluster.executor),
        workbench=Bench(tasks={"add": a_task()}, agents={"scripted": ScriptedAgent()}),
        settings=WorkerSettings(owner="one", slots=50, image_digest="sha256:1"),
        around=Surroundings(crew=crew, capacity=cluster.capacity, look=cluster.obstacle),
    )
    worker.run(threading.Event(), until_idle=True)
    assert store.batches.get(batch.id).counts == Counts(passed=8)
    assert store.audit.verify() == ()


def test_the_cluster_says_who_has_joined_and_how_much_they_take(cluster: Cluster, node: Node) -> None:
    wait_until(lambda: cluster.obstacle() is None)
    assert cluster.capacity() == 2
    assert [facts.name for facts in cluster.nodes()] == [node.facts.name]


def test_without_a_node_there_is_an_obstacle_and_no_capacity(cluster: Cluster) -> None:
    wait_until(lambda: cluster.capacity() == 0)
    assert cluster.obstacle() == "No node has joined. Start one with: proving node"


def test_without_a_scheduler_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proving.cluster.members.CONNECT_SECONDS", 0.5)
    nowhere = Cluster("tcp://127.0.0.1:9")
    with pytest.raises(SandboxError, match="No Dask scheduler answers"):
        nowhere.executor()
    assert nowhere.capacity() == 0
