"""A node's side: a Dask worker with our plug-in, joined anew whenever the scheduler was lost, until told to stop."""

import asyncio
import logging
import threading

from distributed import Worker, WorkerPlugin

from proving.cluster.members import RESOURCE
from training.remote.node import Node, settle_here

JOIN_AGAIN_SECONDS = 1.0
LOOK_SECONDS = 0.2

_log = logging.getLogger(__name__)


class NodePlugin(WorkerPlugin):
    """Gives a Dask worker its node: an engine, warm containers and agents of its own."""

    name = "proving-node"

    def __init__(self, node: Node) -> None:
        self._node = node

    def setup(self, worker: Worker) -> None:
        """Let what is sent to this process find the node."""
        del worker
        settle_here(self._node)

    def teardown(self, worker: Worker) -> None:
        """Let nothing more find it."""
        del worker
        settle_here(None)


def serve_node(node: Node, scheduler: str, stop: threading.Event) -> None:
    """Run what the scheduler sends until told to stop. A scheduler that is gone is waited for."""
    asyncio.run(_serve(node, scheduler, stop))


async def _serve(node: Node, scheduler: str, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            await _stay(node, scheduler, stop)
        except (OSError, TimeoutError, ValueError) as error:
            _log.warning("the scheduler %s was lost or does not answer: %s", scheduler, error)
        await asyncio.sleep(0 if stop.is_set() else JOIN_AGAIN_SECONDS)


async def _stay(node: Node, scheduler: str, stop: threading.Event) -> None:
    worker = Worker(
        scheduler,
        nthreads=node.facts.slots,
        resources={RESOURCE: node.facts.slots},
        name=node.facts.name,
        plugins=(NodePlugin(node),),
    )
    async with worker:
        _log.info("joined %s with %s slots", scheduler, node.facts.slots)
        # an Event of threads: it is set by a signal's handler, outside the loop
        while not stop.is_set() and worker.status.name in {"running", "paused"}:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)
