"""Puts the report together."""

from datetime import datetime

from training.report.insights import insights_of
from training.report.metrics import before_and_after, differences_of, grouped, metrics_of, reality_of
from training.report.model import Report, ReportFacts, Targets
from training.report.summary import summary_of
from training.report.validation import validation_of
from training.report.words import count


def build_report(facts: ReportFacts, *, now: datetime, targets: Targets | None = None) -> Report:
    """Return the report on some facts.

    Raises:
        ValueError: trials of another provenance are among them.
    """
    if any(trial.provenance is not facts.provenance for trial in facts.trials):
        raise ValueError("a report is of one provenance")
    groups = grouped(facts.trials)
    metrics = tuple(metrics_of(name, trials, among=len(groups)) for name, trials in groups.items())
    differences = differences_of(groups)
    validation = validation_of(facts, differences, targets or Targets())
    return Report(
        title=facts.title,
        made_at=now,
        provenance=facts.provenance,
        summary=summary_of(facts, metrics, differences, validation),
        metrics=metrics,
        differences=differences,
        evolution=before_and_after(groups),
        reality=reality_of(facts.profiles, facts.simulated),
        chains=_chains(facts),
        insights=insights_of(facts, groups, differences),
        validation=validation,
    )


def _chains(facts: ReportFacts) -> tuple[str, ...]:
    streams = facts.streams
    if not streams.chains:
        return ("No chain has run in this scope.",)
    ran = count(streams.chains, "chain")
    due = count(streams.due, "hand-off")
    return (f"{ran} ran; {streams.arrived} of {due} between their stages arrived.",)
