"""A worker's numbers for Prometheus, on a port of its own."""

from collections.abc import Callable
from datetime import datetime
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from sandbox.model import Outcome
from training.model.trials import Lease, TrialRecord

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600)


class WorkerMetrics:
    """Counts what a worker does. Labels name agents, outcomes and verdicts, never teams, tasks or people."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._wait = self._histogram("proving_trial_wait_seconds", "From queued to leased.", "agent")
        self._trial = self._histogram("proving_trial_seconds", "From leased to its end.", "agent", "verdict")
        self._phase = self._histogram("proving_phase_seconds", "What executions spend their time on.", "phase")
        self._write = self._histogram("proving_write_seconds", "Writing a trial's end, with waits for the lock.")
        self._executions = Counter(
            "proving_executions", "Executions by what became of them.", ["outcome", "trust"], registry=self.registry
        )
        self._engine_errors = Counter(
            "proving_engine_errors", "Executions that the engine failed.", registry=self.registry
        )
        self._tokens = Counter("proving_tokens", "Tokens that agents report.", ["agent"], registry=self.registry)
        self._cost = Counter("proving_cost_usd", "Cost that agents report.", ["agent"], registry=self.registry)
        self._running = Gauge("proving_worker_running", "Trials that run here now.", registry=self.registry)

    def watch(self, name: str, text: str, read: Callable[[], float]) -> None:
        """Add a number that is read when it is asked for."""
        Gauge(name, text, registry=self.registry).set_function(read)

    def serve(self, port: int, *, host: str) -> tuple[WSGIServer, Thread]:
        """Answer on a port, in a thread that ends with the process; return both, for who wants to end them before."""
        return start_http_server(port, addr=host, registry=self.registry)

    def leased(self, lease: Lease, *, now: datetime) -> None:
        """Count a trial that begins."""
        self._running.inc()
        if lease.trial.queued_at is not None:
            self._wait.labels(lease.trial.agent).observe(max(0.0, (now - lease.trial.queued_at).total_seconds()))

    def ended(self, lease: Lease, record: TrialRecord, *, begun: datetime, now: datetime) -> None:
        """Count what a trial came to."""
        agent = lease.trial.agent
        self._running.dec()
        self._trial.labels(agent, record.verdict.value).observe(max(0.0, (now - begun).total_seconds()))
        self._tokens.labels(agent).inc(max(0, record.tokens or 0))
        self._cost.labels(agent).inc(max(0.0, record.cost_usd or 0.0))
        for entry in record.executions:
            result = entry.result
            self._executions.labels(result.outcome.value, result.trust.value).inc()
            self._engine_errors.inc(result.outcome is Outcome.INFRA_ERROR)
            for phase in result.phases:
                self._phase.labels(phase.name).observe(phase.duration_ms / 1000)

    def wrote(self, lease: Lease, *, seconds: float) -> None:
        """Count a write."""
        del lease
        self._write.observe(seconds)

    def _histogram(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(name, text, labels, registry=self.registry, buckets=SECONDS)
