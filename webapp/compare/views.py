"""Two sides compared: in words, task by task, and where they differ, by their programs."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request, url_for

from training.compare import Comparison, in_words
from training.facing import face
from training.model.trials import Trial
from training.sides import InvalidSideError, Side, read_side
from training.trends import Measure
from webapp.access import Right, needs
from webapp.agents import agent_names
from webapp.compare.programs import ProgramPair, program_pairs
from webapp.resources import store, strategies
from webapp.teams import own_team

blueprint = Blueprint("compare", __name__, url_prefix="/compare")

MEASURES = ((Measure.SUCCESS, "Success"), (Measure.SCORE, "Score"), (Measure.EXECUTION_MS, "Execution time"))
RECENT = 12


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What is compared, and what came of each."""

    left: Side
    right: Side
    found: Comparison
    words: str
    notes: tuple[str, ...]


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> tuple[str, int] | str:
    """Show a comparison, or the form that asks for one."""
    measure = _measure()
    sides, problem = None, None
    try:
        sides = _sides(measure) if request.args.get("left") else None
    except InvalidSideError as error:
        problem = str(error)
    page = render_template(
        "compare/show.html",
        sides=sides,
        problem=problem,
        measure=measure,
        asked=request.args,
        measures=[(key, text, _address(key)) for key, text in MEASURES],
        choices=_choices(),
    )
    return (page, 422) if problem else page


@blueprint.get("/task/<task_id>")
@needs(Right.VIEW)
def task(task_id: str) -> str:
    """Show both sides' programs for one task, side by side."""
    try:
        left, right = _read("left"), _read("right")
    except InvalidSideError:
        abort(404)
    ours, theirs = (_of_task(side, task_id) for side in (left, right))
    if not ours or not theirs:
        abort(404)
    pair: ProgramPair = program_pairs(store(), ours[-1], theirs[-1])
    back = url_for("compare.show", left=left.text, right=right.text)
    return render_template(
        "compare/task.html", task_id=task_id, left=left, right=right, ours=ours, theirs=theirs, pair=pair, back=back
    )


def _sides(measure: Measure) -> Sides:
    left, right = _read("left"), _read("right")
    faced = face(
        left,
        right,
        judged=lambda side: store().reporting.judged(side.wanted),
        left_out=lambda side: store().trials.left_out(side.wanted),
        measure=measure,
    )
    words = in_words(faced.found, left=left.label, right=right.label, measure=measure)
    return Sides(left=left, right=right, found=faced.found, words=words, notes=faced.notes)


def _read(name: str) -> Side:
    return read_side(request.args.get(name, ""), team=own_team())


def _of_task(side: Side, task_id: str) -> list[Trial]:
    return [trial for trial in store().reporting.judged(side.wanted) if trial.task_id == task_id]


def _measure() -> Measure:
    typed = request.args.get("measure", Measure.SUCCESS.value)
    return Measure(typed) if typed in set(Measure) else Measure.SUCCESS


def _address(measure: Measure) -> str:
    left, right = (request.args.get(name) for name in ("left", "right"))
    return url_for("compare.show", left=left, right=right, measure=measure.value)


def _choices() -> tuple[str, ...]:
    batches = store().batches.list(team=own_team(), limit=RECENT)
    return (
        *(f"strategy:{one.name}" for one in strategies().all()),
        *(f"agent:{name}" for name in agent_names()),
        *(f"batch:{batch.id}" for batch in batches),
    )
