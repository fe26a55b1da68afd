"""The report as Markdown."""

from collections.abc import Iterable, Sequence

from training.model.profiles import Interval
from training.report.model import Report
from training.report.words import MEASURES, UNITS, percent
from training.trends import Measure

NONE = "–"


def to_markdown(report: Report) -> str:
    """Return the report as Markdown."""
    parts = [
        f"# Validation report: {_plain(report.title)}",
        f"{report.made_at:%Y-%m-%d %H:%M} UTC. Provenance: {report.provenance}.",
        "## Summary",
        "\n".join(f"- {_plain(sentence)}" for sentence in report.summary),
        "## Validation",
        _table(
            ("Criterion", "Target", "Achieved", "Status"),
            [(row.name, row.target, row.achieved, f"**{row.status}**") for row in report.validation],
        ),
        *_sections(report),
    ]
    return "\n\n".join(parts) + "\n"


def _sections(report: Report) -> Iterable[str]:
    if report.metrics:
        yield "## Metrics for each strategy"
        yield _metrics(report)
    if report.differences:
        yield "## Differences, paired by task"
        yield _differences(report)
    yield "## Evolution"
    yield _evolution(report)
    if report.reality:
        yield "### Simulated and real, over all batches"
        yield _reality(report)
    yield "## Chains"
    yield "\n".join(report.chains)
    yield "## Key insights"
    yield "\n".join(_insight(one.text, one.evidence, one.trial_ids, one.more) for one in report.insights) or "None."


def _metrics(report: Report) -> str:
    head = (
        "Strategy",
        "Success",
        "95 % interval",
        "Passed",
        "Score",
        "95 % interval",
        "Median time",
        "Executions",
        "Tokens per solved",
        "Cost per solved",
        "Trend",
    )
    return _table(
        head,
        [
            (
                row.strategy,
                percent(row.success_rate),
                _shares(row.success_interval),
                f"{row.passed}/{row.trials}",
                NONE if row.score is None else f"{row.score:.1f}",
                _points_of(row.score_interval),
                NONE if row.execution_ms is None else f"{row.execution_ms:.0f} ms",
                str(row.executions),
                NONE if row.tokens_per_success is None else f"{row.tokens_per_success:.0f}",
                NONE if row.cost_per_success_usd is None else f"{row.cost_per_success_usd:.4f} USD",
                row.trend,
            )
            for row in report.metrics
        ],
    )


def _differences(report: Report) -> str:
    rows = [
        (
            f"{row.left} - {row.right}",
            MEASURES[row.measure],
            str(len(row.comparison.pairs)),
            NONE if row.comparison.difference is None else signed(row.measure, row.comparison.difference),
            NONE if row.comparison.interval is None else signed_interval(row.measure, row.comparison.interval),
            row.comparison.word,
        )
        for row in report.differences
    ]
    return _table(("Compared", "Measure", "Tasks", "Difference", "Interval", "In words"), rows)


def _evolution(report: Report) -> str:
    if not report.evolution:
        return "Too few trials to set an earlier half beside a later one."
    rows = [
        (
            row.strategy,
            str(row.each),
            str(row.tasks),
            *(NONE if share is None else percent(share) for share in (row.before, row.after)),
            NONE if row.interval is None else _points(row.interval),
            row.words,
        )
        for row in report.evolution
    ]
    head = ("Strategy", "Trials in each half", "Tasks in both", "Before", "After", "Interval of the change", "In words")
    return _table(head, rows)


def _reality(report: Report) -> str:
    rows = [
        (
            row.strategy,
            f"{percent(row.simulated)} of {row.simulated_trials}",
            f"{percent(row.real)} of {row.real_trials}",
            _points(row.interval),
        )
        for row in report.reality
    ]
    return _table(("Agent, strategy", "Simulated", "Real", "Interval of real - simulated"), rows)


def _insight(text: str, evidence: str, trial_ids: Sequence[int], more: int) -> str:
    rest = f" and {more} more" if more else ""
    noun = "trial" if len(trial_ids) == 1 and not more else "trials"
    trials = f"; {noun} {', '.join(map(str, trial_ids))}{rest}" if trial_ids else ""
    return f"- {_plain(text)} *Evidence: {_plain(evidence)}{trials}.*"


def signed(measure: Measure, value: float) -> str:
    """Return a difference with its sign and unit."""
    scale, digits, unit = UNITS[measure]
    return f"{value * scale:+.{digits}f} {unit}"


def signed_interval(measure: Measure, interval: Interval) -> str:
    """Return an interval of differences, its unit once."""
    scale, digits, unit = UNITS[measure]
    return f"{interval.low * scale:+.{digits}f} to {interval.high * scale:+.{digits}f} {unit}"


def _points(interval: Interval) -> str:
    return f"{interval.low * 100:+.0f} to {interval.high * 100:+.0f} points"


def _points_of(interval: Interval | None) -> str:
    return NONE if interval is None else f"{interval.low:.1f} to {interval.high:.1f}"


def _shares(interval: Interval | None) -> str:
    return NONE if interval is None else f"{percent(interval.low)} to {percent(interval.high)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" or text.startswith("**") else _plain(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """A name from outside must not become mark-up."""
    kept = " ".join(str(text).split())
    return "".join(f"\\{mark}" if mark in "\\`*_<>[]#" else mark for mark in kept)
