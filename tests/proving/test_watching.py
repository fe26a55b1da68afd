"""What machines get to read of a worker: metrics, traces, log lines; and how it is told to end."""

import json
import logging
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest
from structlog.contextvars import bound_contextvars

from proving.ending import Ending
from proving.watching.metrics import WorkerMetrics
from proving.watching.traces import Traces, find_tracer
from sandbox.model import Phase
from tests.training.builders import NOON, a_record, queue, take
from training.logs import set_up_logs
from training.model.trials import Lease, TrialRecord
from training.observing import Several
from training.store import Store


@pytest.fixture
def lease(tmp_path: Path) -> Lease:
    with Store.open(tmp_path / "p.db") as store:
        queue(store)
        return take(store)


def record() -> TrialRecord:
    made = a_record(executions=2)
    phases = (Phase(name="container", duration_ms=100.0), Phase(name="tests", duration_ms=400.0))
    later = [NOON + timedelta(seconds=2), NOON + timedelta(seconds=5)]
    return replace(
        made,
        executions=tuple(
            replace(entry, started_at=at, result=replace(entry.result, phases=phases))
            for entry, at in zip(made.executions, later, strict=True)
        ),
    )


def test_metrics_count_what_a_worker_did(lease: Lease) -> None:
    metrics = WorkerMetrics()
    observer = Several(metrics)
    observer.leased(lease, now=NOON + timedelta(seconds=3))
    observer.ended(lease, record(), begun=NOON, now=NOON + timedelta(seconds=6))
    observer.wrote(lease, seconds=0.02)
    text = generate_latest(metrics.registry).decode()

    assert 'proving_executions_total{outcome="exited",trust="isolated"} 2.0' in text
    assert 'proving_trial_seconds_sum{agent="scripted",verdict="passed"} 6.0' in text
    assert 'proving_trial_wait_seconds_sum{agent="scripted"} 3.0' in text
    assert 'proving_tokens_total{agent="scripted"} 20.0' in text
    assert "proving_worker_running 0.0" in text
    assert "proving_engine_errors_total 0.0" in text


def test_metrics_are_answered_on_a_port() -> None:
    metrics = WorkerMetrics()
    metrics.watch("proving_pool_idle", "Waiting.", lambda: 2.0)
    server, thread = metrics.serve(0, host="127.0.0.1")
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
    finally:
        server.shutdown()
        thread.join(10)

    assert "proving_pool_idle 2.0" in text


def test_a_trace_holds_the_trial_its_runs_and_the_agents_turns(lease: Lease) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    Traces(provider.get_tracer("t")).ended(lease, record(), begun=NOON, now=NOON + timedelta(seconds=6))
    spans: dict[str, list[ReadableSpan]] = {}
    for span in exporter.get_finished_spans():
        spans.setdefault(span.name, []).append(span)

    (trial,) = spans["trial"]
    turns = spans["invoke_agent scripted"]
    assert [_seconds(span) for span in turns] == [2.0, 2.5]
    assert [_seconds(span) for span in spans["execute grade"]] == [0.5, 0.5]
    assert all(span.parent and span.parent.span_id == trial.context.span_id for span in turns)
    assert (turns[0].attributes or {})["gen_ai.operation.name"] == "invoke_agent"


def _seconds(span: ReadableSpan) -> float:
    return ((span.end_time or 0) - (span.start_time or 0)) / 1e9


def test_without_an_endpoint_nothing_is_traced() -> None:
    assert find_tracer({}) is None


@pytest.fixture
def own_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.usefixtures("own_logging")
def test_a_log_line_for_machines_carries_the_ids_that_are_bound(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(form="json", level="info")
    with bound_contextvars(batch_id=3, trial_id=7):
        logging.getLogger("training.worker").info("trial %s ended", 7, extra={"status": "passed"})
    line = json.loads(capsys.readouterr().err)

    assert (line["message"], line["batch_id"], line["trial_id"]) == ("trial 7 ended", 3, 7)
    assert (line["level"], line["logger"], line["status"]) == ("info", "training.worker", "passed")


def test_told_to_end_a_worker_drains_and_told_again_it_stops() -> None:
    ending = Ending(drain_seconds=3600)
    ending.soon()
    assert (ending.drain.is_set(), ending.stop.is_set()) == (True, False)
    ending.soon()
    assert ending.stop.is_set()


def test_a_drain_ends_after_its_time() -> None:
    ending = Ending(drain_seconds=0.01)
    ending.soon()
    assert ending.stop.wait(10)
