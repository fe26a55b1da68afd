"""The Runner on Docker: one container per execution, warm where it can be, gone when it is over."""

import contextlib
import secrets
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

import docker

from sandbox.container import ENGINE_ERRORS, TURN_SECONDS, Container, ContainerSettings, Transcript, remove, step_back
from sandbox.errors import EngineUnavailableError, ImageMissingError, InvalidSpecError, SandboxError
from sandbox.hardening import Shape, processors_for_one, seccomp_profile
from sandbox.instance import LABEL, OWNER_LABEL, RUNNER_LABEL, Owner
from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, Phase
from sandbox.output import plain_text
from sandbox.pool import WarmPool
from sandbox.protocol import ProtocolError
from sandbox.reading import Reading, read
from sandbox.reaper import reap, sweep
from sandbox.spec import check_spec

GIVE_WAY_SECONDS = 0.15
RETRY_SECONDS = 10.0  # until what could not be removed is tried again
MOST_LEAVING = 2  # containers that are over and wait for a quiet moment
GRACE_SECONDS = 10.0  # beyond the limits that PID 1 holds, before the host gives up


@dataclass(frozen=True, kw_only=True)
class RunnerSettings:
    """How a DockerRunner works.

    `runtime` is an OCI runtime of the engine's, such as runsc; None is its default. `seccomp` is a profile's JSON text;
    None is our own. What dead workers left is removed at the start, and again when `reap_seconds` have passed.
    """

    image: str
    image_digest: str | None = None
    pool_size: int = 2
    runtime: str | None = None
    seccomp: str | None = None
    reap_seconds: float = 300.0


@dataclass(kw_only=True)
class _Running:
    """An execution under way: the container once it has one, and whether someone wants it ended."""

    cancelled: threading.Event = field(default_factory=threading.Event)
    container: str | None = None
    since: float = field(default_factory=time.monotonic)


class DockerRunner:
    """Runs each execution in a fresh container. Safe to use from several threads; close it, or use `with`.

    `connect` opens a client; each thread gets its own, since docker-py's are not for sharing.
    """

    def __init__(self, connect: Callable[[], docker.DockerClient], settings: RunnerSettings) -> None:
        self._id = secrets.token_hex(8)
        self._connect = connect
        self._settings = settings
        self._seccomp = seccomp_profile() if settings.seccomp is None else settings.seccomp
        self._local = threading.local()
        self._clients: weakref.WeakSet[docker.DockerClient] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._ended = threading.Condition(self._lock)
        self._running: dict[str, _Running] = {}
        self._lingering: set[str] = set()
        self._leaving = 0
        self._retried = 0.0
        self._processors: float | None = None
        self._reaped = time.monotonic()
        self._removals = ThreadPoolExecutor(1, thread_name_prefix="remove")
        self._steps_back = ThreadPoolExecutor(1, thread_name_prefix="step-back")
        self._pool = WarmPool(self._start, self._remove_later, size=settings.pool_size, give_way=self._wait_for_quiet)

    def __enter__(self) -> Self:
        self._reap()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm_up(self, limits: Limits | None = None) -> None:
        """Begin to fill the pool for executions under these limits."""
        self._pool.warm_up(Shape.of(limits or Limits()))

    def idle(self) -> int:
        """Return how many warm containers wait."""
        return self._pool.idle()

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run `spec` to its end; see `sandbox.runner.Runner`."""
        check_spec(spec)
        asked = time.monotonic()
        with self._registered(spec) as running:
            try:
                container = self._pool.take(Shape.of(spec.limits))
            except (EngineUnavailableError, ImageMissingError):
                raise
            except SandboxError as error:
                return self._infra_error(spec, str(error))
            try:
                return self._execute_in(container, spec, running=running, asked=asked)
            finally:
                self._remove_later(container)

    def cancel(self, execution_id: str) -> bool:
        """End an execution now; return whether it was running. Its result will say `cancelled`."""
        with self._lock:
            running = self._running.get(execution_id)
            if running is None:
                return False
            running.cancelled.set()
            container = running.container
        if container is not None:
            # kill, not stop: stop waits ten seconds for hostile code; one that is gone already is as good
            with contextlib.suppress(*ENGINE_ERRORS):
                self._client().api.kill(container)
        return True

    def close(self) -> None:
        """End what runs, remove every container of this runner, and close its connections."""
        with self._lock:
            running = list(self._running)
        for execution_id in running:
            self.cancel(execution_id)
        self._pool.close()
        self._steps_back.shutdown(wait=True, cancel_futures=True)
        self._removals.shutdown(wait=True)
        # By the label: an engine that had fallen silent may have made a container after we gave it up.
        with contextlib.suppress(SandboxError):
            sweep(self._client(), self._id)
        for client in list(self._clients):
            client.close()

    @contextlib.contextmanager
    def _registered(self, spec: ExecutionSpec) -> Iterator[_Running]:
        running = _Running()
        with self._lock:
            if spec.execution_id in self._running:
                raise InvalidSpecError(f"An execution with the id {spec.execution_id} is running already.")
            self._running[spec.execution_id] = running
        try:
            yield running
        finally:
            with self._ended:
                del self._running[spec.execution_id]
                self._ended.notify_all()

    def _wait_for_quiet(self) -> None:
        """Let executions that have just begun go first: most are over in less time than a container takes to start."""
        with self._ended:
            self._ended.wait_for(lambda: not self._has_just_begun(), timeout=GIVE_WAY_SECONDS)

    def _has_just_begun(self) -> bool:
        lately = time.monotonic() - TURN_SECONDS
        return any(running.since > lately for running in self._running.values())

    def _execute_in(
        self, container: Container, spec: ExecutionSpec, *, running: _Running, asked: float
    ) -> ExecutionResult:
        with self._lock:
            running.container = container.name
        ready = time.monotonic()
        transcript = Transcript()
        if not running.cancelled.is_set():
            transcript = container.run(
                spec,
                deadline_seconds=spec.limits.wall_seconds + GRACE_SECONDS,
                step_back=lambda: self._step_back_later(container.name),
            )
        done = time.monotonic()
        reading = read(spec, transcript, cancelled=running.cancelled.is_set())
        phases = (
            Phase(name="container", duration_ms=(ready - asked) * 1000),
            Phase(name="tests", duration_ms=(done - ready) * 1000),
        )
        return self._result(spec, transcript, reading, phases=phases)

    def _result(
        self, spec: ExecutionSpec, transcript: Transcript, reading: Reading, *, phases: tuple[Phase, ...]
    ) -> ExecutionResult:
        return ExecutionResult(
            execution_id=spec.execution_id,
            outcome=reading.outcome,
            reason=reading.reason,
            trust=reading.report.trust,
            trust_reason=reading.report.caveat,
            tests=reading.report.tests(),
            exit_code=reading.exit_code,
            stdout=plain_text(bytes(transcript.stdout)),
            stderr=plain_text(bytes(transcript.stderr)),
            output_truncated=reading.outcome is Outcome.OUTPUT_LIMIT,
            usage=reading.usage,
            image_digest=self._settings.image_digest,
            phases=phases,
        )

    def _infra_error(self, spec: ExecutionSpec, reason: str) -> ExecutionResult:
        return ExecutionResult(
            execution_id=spec.execution_id,
            outcome=Outcome.INFRA_ERROR,
            reason=reason,
            image_digest=self._settings.image_digest,
        )

    def _start(self, shape: Shape) -> Container:
        labels = {LABEL: "1", OWNER_LABEL: str(Owner.current()), RUNNER_LABEL: self._id}
        settings = ContainerSettings(
            image=self._settings.image,
            labels=labels,
            seccomp=self._seccomp,
            processors=self._processors_for_one(),
            runtime=self._settings.runtime,
        )
        name = f"proving-{secrets.token_hex(8)}"
        try:
            container = Container.start(self._client(), settings, shape, name=name)
            container.wait_until_ready()
        except (OSError, ProtocolError) as error:
            self._remove(name)
            raise SandboxError(f"The sandbox container did not become ready: {error}") from error
        except BaseException:
            self._remove(name)
            raise
        return container

    def _step_back_later(self, name: str) -> None:
        # not here: whoever listens to a container must not wait for an engine that has fallen silent
        with contextlib.suppress(RuntimeError):  # the runner was closed meanwhile
            self._steps_back.submit(lambda: step_back(self._client(), name))

    def _processors_for_one(self) -> float:
        if self._processors is None:
            try:
                info = self._client().info()
            except ENGINE_ERRORS as error:
                raise EngineUnavailableError(f"The Docker engine did not tell its processors: {error}") from error
            if not (info.get("CpuCfsPeriod") and info.get("CpuCfsQuota")):  # it would leave the limit out, no more
                raise SandboxError("The Docker engine can't limit a container's processors. See docker info.")
            self._processors = processors_for_one(int(info["NCPU"]))
        return self._processors

    def _remove_later(self, container: Container) -> None:
        with self._lock:
            self._leaving += 1
        try:
            self._removals.submit(self._end, container)
        except RuntimeError:  # the runner was closed under a running execution
            self._end(container)

    def _end(self, container: Container) -> None:
        with self._lock:
            behind, self._leaving = self._leaving > MOST_LEAVING, self._leaving - 1
        if not behind:
            self._wait_for_quiet()  # what the engine has to do for its end
        container.disconnect()
        self._remove(container.name)

    def _remove(self, name: str) -> None:
        """Remove a container. One that can't be removed now is tried again later."""
        self._try_to_remove(name)
        if self._lingering and time.monotonic() - self._retried >= RETRY_SECONDS:
            with self._lock:
                names, self._lingering = self._lingering, set()
            for one in names:
                self._try_to_remove(one)
            self._retried = time.monotonic()
        with contextlib.suppress(SandboxError):
            if time.monotonic() - self._reaped >= self._settings.reap_seconds:
                self._reap()

    def _try_to_remove(self, name: str) -> None:
        try:
            remove(self._client(), name)
        except SandboxError:
            with self._lock:
                self._lingering.add(name)

    def _reap(self) -> None:
        self._reaped = time.monotonic()
        reap(self._client())

    def _client(self) -> docker.DockerClient:
        client: docker.DockerClient | None = getattr(self._local, "client", None)
        if client is None:
            client = self._connect()
            # Kept open, a connection is lost to docker-py after every answer without a body: one descriptor each.
            client.api.headers["Connection"] = "close"
            self._local.client = client
            with self._lock:
                self._clients.add(client)
        return client
