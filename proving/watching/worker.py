"""Puts together who watches a worker, as the settings say."""

from proving.config import Settings
from proving.watching.metrics import WorkerMetrics
from proving.watching.traces import Traces, find_tracer
from proving.wiring import Bench
from training.observing import Observer, Several


def watch_worker(settings: Settings, bench: Bench) -> Observer:
    """Return who is told of trials, and answer Prometheus where a port is set."""
    observers: list[Observer] = []
    if settings.metrics_port:
        metrics = WorkerMetrics()
        metrics.watch("proving_pool_idle", "Warm containers that wait.", lambda: float(bench.idle()))
        metrics.serve(settings.metrics_port, host=settings.metrics_host)
        observers.append(metrics)
    tracer = find_tracer()
    if tracer is not None:
        observers.append(Traces(tracer))
    return Several(*observers)
