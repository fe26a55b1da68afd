"""Traces of trials for OpenTelemetry, with the names of its conventions for generative AI. Needs the extra `otel`."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from training.model.trials import Lease, RecordedExecution, TrialRecord, Verdict

SERVICE = "proving-ground"
ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
_NANO = 1_000_000_000


def find_tracer(environment: Mapping[str, str] | None = None) -> Any | None:
    """Return a tracer that exports where OTEL_EXPORTER_OTLP_ENDPOINT says; None without it, or without the extra."""
    if not (os.environ if environment is None else environment).get(ENDPOINT):
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer(SERVICE)


class Traces:
    """Makes a trace of each trial when it has ended: the trial, its executions, and the agent's thinking between."""

    def __init__(self, tracer: Any) -> None:
        self._tracer = tracer

    def leased(self, lease: Lease, *, now: datetime) -> None:
        """Do nothing: a trace is made at the end, when everything is known."""

    def wrote(self, lease: Lease, *, seconds: float) -> None:
        """Do nothing: writing is no part of the trial."""

    def ended(self, lease: Lease, record: TrialRecord, *, begun: datetime, now: datetime) -> None:
        """Make a trial's trace."""
        from opentelemetry.trace import set_span_in_context  # noqa: PLC0415 - an extra

        trial = self._tracer.start_span("trial", start_time=_nano(begun), attributes=_trial(lease, record))
        context = set_span_in_context(trial)
        thinking_since = _nano(begun)
        for entry in record.executions:
            thinking_since = self._add(entry, lease, context, thinking_since)
        if record.verdict is Verdict.ERRORED:
            trial.set_attribute("error.type", "errored")
        trial.end(end_time=_nano(now))

    def _add(self, entry: RecordedExecution, lease: Lease, context: Any, thinking_since: int) -> int:
        """Add one turn of the agent and the execution of what it proposed; return when that was over."""
        started = max(thinking_since, _nano(entry.started_at))
        if started > thinking_since:
            turn = self._tracer.start_span(
                f"invoke_agent {lease.trial.agent}",
                context=context,
                start_time=thinking_since,
                attributes=_turn(entry, lease),
            )
            turn.end(end_time=started)
        ended = started + int(sum(phase.duration_ms for phase in entry.result.phases) * _NANO / 1000)
        run = self._tracer.start_span(
            f"execute {entry.purpose.value}", context=context, start_time=started, attributes=_run(entry)
        )
        run.end(end_time=ended)
        return ended


def _trial(lease: Lease, record: TrialRecord) -> dict[str, Any]:
    trial = lease.trial
    return {
        "proving.batch.id": trial.batch_id,
        "proving.trial.id": trial.id,
        "proving.task.id": trial.task_id,
        "proving.strategy.version": trial.strategy_version,
        "proving.verdict": record.verdict.value,
        "gen_ai.agent.name": trial.agent,
    }


def _turn(entry: RecordedExecution, lease: Lease) -> dict[str, Any]:
    attributes: dict[str, Any] = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": lease.trial.agent}
    if entry.tokens is not None:
        attributes["gen_ai.usage.output_tokens"] = entry.tokens
    return attributes


def _run(entry: RecordedExecution) -> dict[str, Any]:
    return {
        "proving.execution.id": entry.result.execution_id,
        "proving.outcome": entry.result.outcome.value,
        "proving.trust": entry.result.trust.value,
        "container.image.id": entry.result.image_digest or "",
    }


def _nano(moment: datetime) -> int:
    return int(moment.timestamp() * _NANO)
