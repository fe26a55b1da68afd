"""What has been learnt, and each step of it with its arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from training.course import Estimate, course_of
from training.model.profiles import CourseStep, Learnt, RecordedUpdate, TaskSum
from training.trends import MOST, Measure, value_seen
from webapp.access import Right, needs
from webapp.paging import after, page_of
from webapp.profiles.cards import card_of, cards, comparison_words
from webapp.profiles.numbers import kinds, quantities, worth
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("profiles", __name__, url_prefix="/profiles")

MEASURES = (("success", "Success"), ("score", "Score"), ("time", "Execution time"))
WINDOW = 200  # what the chart draws; more points than this would be one line
STEPS = 25  # a row of them holds three sums
_MEASURED = {"success": Measure.SUCCESS, "score": Measure.SCORE, "time": Measure.EXECUTION_MS}
_SCALE = {"success": 100.0, "score": 1.0, "time": 1.0}
_UNIT = {"success": " %", "score": "", "time": " ms"}


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One step of a moving average, ready to be read: after = rate * result + (1 - rate) * before."""

    before: float | None
    result: float
    after: float
    rate: float
    digits: int


@dataclass(frozen=True, kw_only=True)
class UpdateRow:
    """One step of learning."""

    id: int
    number: int
    url: str
    title: str
    state: str
    success: Sum
    score: Sum | None
    time: Sum
    at: datetime


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every profile."""
    found = cards(store(), team=own_team())
    return render_template("profiles/index.html", cards=found, comparison=comparison_words(found))


@blueprint.get("/<int:profile_id>")
@needs(Right.VIEW)
def show(profile_id: int) -> str:
    """Show one profile: its chart and its updates."""
    profile = store().profiles.find_by_id(profile_id)
    if profile is None or profile.key.team != own_team():
        abort(404)
    measure = request.args.get("measure", "success")
    measure = measure if measure in _SCALE else "success"
    page = page_of(store().profiles.updates(profile_id, after=after(), limit=STEPS + 1), size=STEPS)
    # the sums after the steps: a trial that closes in between is then in the sums alone, and does no harm
    course = store().profiles.course(profile_id, _MEASURED[measure].value, limit=MOST)
    by_task = store().profiles.sums_by_task(profile_id, _MEASURED[measure].value)
    links = [(key, text, url_for("profiles.show", profile_id=profile_id, measure=key)) for key, text in MEASURES]
    return render_template(
        "profiles/show.html",
        card=card_of(store(), profile),
        profile=profile,
        quantities=quantities(store(), profile, profile_id, course=course),
        kinds=kinds(store(), profile),
        worth=worth(profile),
        trend_trials=MOST,
        current_weights=store().scores.active(profile.key.team).version,
        chart=chart_of(course[-WINDOW:], by_task, measure),
        measure=measure,
        measures=links,
        updates=tuple(update_row(update) for update in page.rows),
        next_url=page.next_url,
        first_url=page.first_url,
    )


def update_row(recorded: RecordedUpdate) -> UpdateRow:
    """Return a step as a row shows it."""
    update = recorded.update
    seen, old, new = update.observation, update.before, update.after
    score = None
    if seen.score is not None and new.score is not None:
        score = _sum(old.score if old else None, seen.score, new.score, rate=new.rate, digits=1)
    return UpdateRow(
        id=recorded.id,
        number=new.trials,
        url=url_for("trials.show", trial_id=recorded.trial_id),
        title=f"{recorded.task_id}, trial {recorded.trial_id}",
        state="passed" if seen.success else "failed",
        success=_sum(old.success if old else None, float(seen.success), new.success, rate=new.rate, digits=3),
        score=score,
        time=_sum(old.execution_ms if old else None, seen.execution_ms, new.execution_ms, rate=new.rate, digits=0),
        at=recorded.at,
    )


def _sum(before: Learnt | None, result: float, after_: Learnt, *, rate: float, digits: int) -> Sum:
    return Sum(before=before.ema if before else None, result=result, after=after_.ema, rate=rate, digits=digits)


def chart_of(course: Sequence[CourseStep], by_task: Mapping[str, TaskSum], measure: str) -> dict[str, Any]:
    """Return a measure's course as the chart draws it: a point for each trial.

    `by_task` is what each task came to after the last of them, from which the intervals are told as in the table.
    """
    known = course_of(course, by_task, _MEASURED[measure])
    scale = _SCALE[measure]
    points = [
        point
        for step, estimate in zip(course, known, strict=True)
        if (point := _point(step, estimate, measure)) is not None
    ]
    series: dict[str, list[Any]] = {name: [] for name in ("x", "ema", "mean", "low", "high", "trial")}
    for point in points:
        for name, value in point.items():
            series[name].append(value if name == "x" or value is None else round(value * scale, 3))
    drawn = [value for name in ("ema", "trial") for value in series[name]]
    return {
        **series,
        "title": dict(MEASURES)[measure],
        "unit": _UNIT[measure],
        "x_label": "trial",
        "top": {"success": 100, "score": 100}.get(measure) or max(drawn, default=1) * 1.1,
    }


def _point(step: CourseStep, known: Estimate, measure: str) -> dict[str, Any] | None:
    result = value_seen(step.seen, _MEASURED[measure])
    learnt = step.learnt
    if learnt is None or result is None:
        return None
    low, high = (known.interval.low, known.interval.high) if known.interval else (None, None)
    return {"x": step.trials, "ema": learnt.ema, "mean": known.mean, "low": low, "high": high, "trial": result}
