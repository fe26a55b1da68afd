"""What a batch came to, for CI: JUnit XML for its test reports, Markdown for a comment."""

import re
from collections.abc import Iterable
from statistics import fmean
from xml.etree import ElementTree as ET

from training.model.batches import Batch
from training.model.trials import Trial, Verdict
from training.passes import success_interval

MOST_NAMED = 20
MS_PER_SECOND = 1000
# what XML 1.0 can't hold, section 2.2; a candidate may choose what its failure says
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~@-])")


def junit_of(batch: Batch, trials: Iterable[Trial]) -> str:
    """Return JUnit XML: a suite for each strategy, a case for each trial, named by its task and repeat.

    A failed trial is a failure, one that errored on our side an error, one that was cancelled or has not ended yet is
    skipped, so that none of these can pass for a pass.
    """
    every = tuple(trials)
    root = ET.Element("testsuites", {"name": _clean(f"Batch {batch.id}: {batch.title}"), **_counts(every)})
    for name in dict.fromkeys(trial.strategy_name for trial in every):
        mine = [trial for trial in every if trial.strategy_name == name]
        suite = ET.SubElement(root, "testsuite", {"name": _clean(f"{batch.agent}.{name}"), **_counts(mine)})
        for trial in mine:
            _add_case(suite, trial)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def markdown_of(batch: Batch, trials: Iterable[Trial]) -> str:
    """Return a summary in Markdown: a row for each strategy, then what failed, at most `MOST_NAMED` of it."""
    every = tuple(trials)
    lines = [f"### {_escape(f'Batch {batch.id}: {batch.title}')}", "", _headline(batch), "", *_table(every)]
    lines += _list("Failed", [trial for trial in every if trial.verdict is Verdict.FAILED])
    lines += _list("Errored on our side", [trial for trial in every if trial.verdict is Verdict.ERRORED])
    return "\n".join(lines) + "\n"


def _add_case(suite: ET.Element, trial: Trial) -> None:
    name = f"{trial.task_id} [{trial.repeat}]"
    case = ET.SubElement(
        suite, "testcase", name=_clean(name), classname=suite.get("name", ""), time=_seconds(trial.execution_ms)
    )
    kind = {Verdict.FAILED: "failure", Verdict.ERRORED: "error", Verdict.CANCELLED: "skipped"}.get(
        trial.verdict or Verdict.CANCELLED
    )
    if kind is not None:
        reason = trial.reason or "It has not ended yet."
        ET.SubElement(case, kind, message=_clean(reason.splitlines()[0] if reason else "")).text = _clean(reason)


def _counts(trials: Iterable[Trial]) -> dict[str, str]:
    every = tuple(trials)
    verdicts = [trial.verdict for trial in every]
    skipped = sum(verdict in {None, Verdict.CANCELLED} for verdict in verdicts)
    return {
        "tests": str(len(every)),
        "failures": str(verdicts.count(Verdict.FAILED)),
        "errors": str(verdicts.count(Verdict.ERRORED)),
        "skipped": str(skipped),
        "time": _seconds(sum(trial.execution_ms or 0.0 for trial in every)),
    }


def _seconds(milliseconds: float | None) -> str:
    return f"{(milliseconds or 0.0) / MS_PER_SECOND:.3f}"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _headline(batch: Batch) -> str:
    counts = batch.counts
    parts = [f"**{counts.passed} passed**, {counts.failed} failed"]
    parts += [
        f"{count} {word}" for word, count in (("errored", counts.errored), ("cancelled", counts.cancelled)) if count
    ]
    left = counts.queued + counts.running
    parts += [f"{left} not ended yet"] if left else []
    return f"{', '.join(parts)} of {counts.total} trials, agent {_escape(batch.agent)}, seed {batch.seed}."


def _table(trials: tuple[Trial, ...]) -> list[str]:
    lines = [
        "| strategy | passed | success | 95 % interval | score | time |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in dict.fromkeys(trial.strategy_name for trial in trials):
        judged = [
            trial
            for trial in trials
            if trial.strategy_name == name and trial.verdict in {Verdict.PASSED, Verdict.FAILED}
        ]
        passed = sum(trial.verdict is Verdict.PASSED for trial in judged)
        interval = success_interval(judged)
        scores = [trial.score for trial in judged if trial.score is not None]
        times = [trial.execution_ms for trial in judged if trial.execution_ms is not None]
        cells = (
            _escape(name),
            f"{passed}/{len(judged)}",
            f"{passed / len(judged):.1%}" if judged else "–",
            f"{interval.low:.0%} to {interval.high:.0%}" if interval else "–",
            f"{fmean(scores):.1f}" if scores else "–",
            f"{fmean(times):.0f} ms" if times else "–",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _list(title: str, trials: list[Trial]) -> list[str]:
    if not trials:
        return []
    rows = [
        f"- {_escape(f'{trial.task_id}, {trial.strategy_name}, repeat {trial.repeat}')}: "
        f"{_escape((trial.reason or '').splitlines()[0] if trial.reason else '')}"
        for trial in trials[:MOST_NAMED]
    ]
    more = [f"- and {len(trials) - MOST_NAMED} more"] if len(trials) > MOST_NAMED else []
    return ["", f"<details><summary>{title}: {len(trials)}</summary>", "", *rows, *more, "", "</details>"]


def _escape(text: str) -> str:
    """Return a text that Markdown shows as it is: a candidate's message must not become a link, an image or HTML."""
    return _MARKDOWN.sub(r"\\\1", text)
