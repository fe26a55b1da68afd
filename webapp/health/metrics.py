"""The site's numbers for Prometheus: requests as they are served, and the queue as the store has it."""

import logging
import os
import time
from collections.abc import Iterator
from datetime import timedelta

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from training.store import Store
from webapp.context import now
from webapp.resources import store

SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
HEARD_OF = timedelta(seconds=15)

_log = logging.getLogger(__name__)


def init_metrics(app: Flask) -> None:
    """Time every request, count it by its view, and write a line about it."""
    registry = CollectorRegistry()
    seconds = Histogram(
        "proving_http_request_seconds",
        "Requests by view and status.",
        ["view", "status"],
        registry=registry,
        buckets=SECONDS,
    )
    app.extensions["proving_metrics"] = registry

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        if request.endpoint != "static" and "begun" in g:
            took = time.perf_counter() - g.begun
            seconds.labels(request.endpoint or "none", str(response.status_code)).observe(took)
            _log.info(
                "%s %s",
                request.method,
                request.path,
                extra={"status": response.status_code, "duration_ms": round(took * 1000, 1)},
            )
        return response


def exposition(app: Flask) -> bytes:
    """Return every number in Prometheus' text format; of all the site's processes where they share a folder."""
    registry: CollectorRegistry = app.extensions["proving_metrics"]
    if os.environ.get(SHARED):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library gives no types for it
    facts = CollectorRegistry()
    facts.register(_Facts(store()))
    return generate_latest(registry) + generate_latest(facts)


class _Facts:
    """What the store knows, read when it is asked for."""

    def __init__(self, opened: Store) -> None:
        self._store = opened

    def collect(self) -> Iterator[Metric]:
        """Give the queue, the outcomes and the workers."""
        counts = self._store.batches.totals()
        yield _family("proving_trials", "Trials by state or verdict.", "state", counts)
        yield _family("proving_batches_unfinished", "Batches by state.", "state", self._states())
        yield GaugeMetricFamily("proving_audit_links", "Links of the audit chain.", self._links())
        workers = self._store.system.workers(since=now() - HEARD_OF)
        yield GaugeMetricFamily("proving_workers", "Workers that were heard of lately.", len(workers))
        yield GaugeMetricFamily("proving_worker_slots", "Slots of those.", sum(item.slots for item in workers))
        blocked = sum(bool(item.facts.get("obstacle")) for item in workers)
        yield GaugeMetricFamily("proving_workers_blocked", "Those that can't work, as when no engine answers.", blocked)

    def _states(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for batch in self._store.batches.unfinished():
            found[batch.state.value] = found.get(batch.state.value, 0) + 1
        return found

    def _links(self) -> int:
        head = self._store.audit.head()
        return head.seq if head else 0


def _family(name: str, text: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family
