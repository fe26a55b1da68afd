"""A worker's bench whose runner is a cluster of nodes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from proving.cluster.members import Cluster
from proving.wiring import Bench, KeptWeights, Wiring, program_version
from sandbox.errors import SandboxError
from training.remote.crew import RemoteCrew, RemoteRunner
from training.remote.node import NodeFacts
from training.worker import Surroundings

WAIT_SECONDS = 1.0


@contextmanager
def open_cluster(wiring: Wiring, scheduler: str, stop: threading.Event) -> Iterator[tuple[Bench, Surroundings]]:
    """Join a scheduler and wait for its first node, which says what image trials run in.

    Raises:
        SandboxError: told to stop before a node had joined.
    """
    cluster = Cluster(scheduler)
    try:
        first = _first_node(cluster, stop)
        bench = Bench(
            runner=RemoteRunner(cluster.executor),
            image_digest=first.image_digest,
            facts={**first.facts, "scheduler": scheduler},
            look=cluster.obstacle,
        )
        crew = RemoteCrew(
            cluster.executor,
            cancel=cluster.cancel,
            weights=KeptWeights(wiring.settings.database),
            program=program_version(),
        )
        yield bench, Surroundings(crew=crew, capacity=cluster.capacity)
    finally:
        cluster.close()


def _first_node(cluster: Cluster, stop: threading.Event) -> NodeFacts:
    said = None
    while not stop.wait(WAIT_SECONDS):
        try:
            nodes = cluster.nodes()
        except SandboxError as error:
            nodes, problem = (), str(error)
        else:
            problem = "No node has joined yet. Start one with: proving node"
        if nodes:
            return nodes[0]
        if problem != said:
            click.echo(f"worker: {problem}", err=True)
            said = problem
    raise SandboxError("Told to stop before any node had joined.")
