"""The worker's view of the cluster: its executor, its nodes, a cancel for all of them."""

import threading
from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

from distributed import Client

from sandbox.errors import SandboxError
from training.remote.node import NodeFacts, cancel_here, facts_here

RESOURCE = "trial"
CONNECT_SECONDS = 10.0
RETRIES = 2  # on other nodes, before a lost trial comes back to us as a failure of ours
_GONE = frozenset({"closed", "closing"})


class Cluster:
    """A connection to a scheduler that is made again when it was lost. Safe to use from several threads."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._executor: Executor | None = None

    def executor(self) -> Executor:
        """Return the cluster with the shape of concurrent.futures: one slot of a node for each call.

        Raises:
            SandboxError: the scheduler does not answer.
        """
        with self._lock:
            client = self._connected()
            if self._executor is None:
                self._executor = _executor_of(client)
            return self._executor

    def cancel(self, trial_id: int) -> None:
        """Tell every node to end a trial."""
        try:
            self._ask(cancel_here, trial_id)
        except (OSError, SandboxError):
            return  # said again until the trial has ended

    def nodes(self) -> tuple[NodeFacts, ...]:
        """Return what the nodes that can be reached say of themselves.

        Raises:
            SandboxError: the scheduler does not answer.
        """
        return tuple(facts for facts in self._ask(facts_here).values() if isinstance(facts, NodeFacts))

    def capacity(self) -> int:
        """Return how many trials the nodes take at once; 0 while the scheduler does not answer."""
        with self._lock:
            client = self._client
        if client is None or client.status != "running":
            return 0
        workers = client.scheduler_info(n_workers=-1).get("workers", {})
        return sum(int(worker.get("resources", {}).get(RESOURCE, 0)) for worker in workers.values())

    def obstacle(self) -> str | None:
        """Return why nothing can be run now, as a sentence, or None."""
        try:
            self.executor()
        except SandboxError as error:
            return str(error)
        return None if self.capacity() else "No node has joined. Start one with: proving node"

    def close(self) -> None:
        """End the connection."""
        with self._lock:
            if self._client is not None:
                _end(self._client)
            self._client = self._executor = None

    def _ask(self, function: Any, *arguments: Any) -> Mapping[str, Any]:
        with self._lock:
            client = self._connected()
        answers: Mapping[str, Any] = client.run(function, *arguments, on_error="ignore")
        return answers

    def _connected(self) -> Client:
        if self._client is not None and self._client.status in _GONE:
            self._client = self._executor = None
        if self._client is None:
            try:
                self._client = _connect(self._address)
            except (OSError, ValueError) as error:
                raise SandboxError(
                    f"No Dask scheduler answers at {self._address}. Start one with: dask scheduler"
                ) from error
        return self._client


# the library has no types: what it takes and gives is written down here, once


def _connect(address: str) -> Client:
    made: Any = Client
    client: Client = made(address, timeout=CONNECT_SECONDS, set_as_default=False)
    return client


def _executor_of(client: Any) -> Executor:
    executor: Executor = client.get_executor(resources={RESOURCE: 1}, retries=RETRIES, pure=False)
    return executor


def _end(client: Any) -> None:
    client.close(timeout=CONNECT_SECONDS)
