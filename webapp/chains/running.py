"""Runs of chains: asked for, watched, cancelled, begun again from a stage."""

from dataclasses import dataclass
from secrets import randbelow
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from training.chains.agent import strategy_for
from training.chains.checking import problems
from training.chains.errors import InvalidChainError
from training.chains.graph import ordered
from training.chains.rerunning import rerun_request
from training.chains.telling import told
from training.chains.variants import ALL, with_agents
from training.errors import ConflictError, TrainingError, UnknownTaskError
from training.model.chain_runs import ChainRun, HandOff, RunRequest, StageRun, StageState
from training.model.chains import Chain
from training.model.tasks import Task
from training.model.trials import Trial, TrialState
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from webapp.access import Right, needs
from webapp.acts import note
from webapp.chains.knowledge import absent, book, is_worked, known
from webapp.chains.page import chain_page
from webapp.chains.rows import run_rows
from webapp.context import now, person
from webapp.reading.code import coloured_lines
from webapp.resources import catalogue, store
from webapp.teams import own_team

_LINES_SHOWN = 120
_SIDE_CHARS = 20_000
_STAGE_MARKS = {
    StageState.RUNNING: "running",
    StageState.DONE: "passed",
    StageState.FAILED: "failed",
    StageState.REUSED: "passed",
    StageState.SKIPPED: "cancelled",
    StageState.INTERRUPTED: "errored",
    StageState.CANCELLED: "cancelled",
}


def add_running(blueprint: Blueprint) -> None:
    """Give a blueprint the pages of runs."""
    blueprint.add_url_rule("/<name>/run", view_func=run, methods=["POST"])
    blueprint.add_url_rule("/runs/<int:run_id>", view_func=show_run, methods=["GET"])
    blueprint.add_url_rule("/runs/<int:run_id>/live", view_func=live, methods=["GET"])
    blueprint.add_url_rule("/runs/<int:run_id>/log/<int:stage_run_id>", view_func=log, methods=["GET"])
    blueprint.add_url_rule("/runs/<int:run_id>/cancel", view_func=cancel, methods=["POST"])
    blueprint.add_url_rule("/runs/<int:run_id>/again", view_func=again, methods=["POST"])


@needs(Right.RUN)
def run(name: str) -> AnyResponse:
    """Queue a run on a task, or on free text; a form that is refused comes back as it was typed."""
    chain = book().get(name, request.form.get("version"))
    try:
        return _begun(*_asked(chain))
    except (ConflictError, InvalidChainError, UnknownTaskError) as error:
        page = chain_page(chain, typed=request.form, refusal=str(error))
    return make_response(render_template("chains/show.html", **page), 422)


@needs(Right.VIEW)
def show_run(run_id: int) -> str:
    """Show one run."""
    return render_template("chains/run.html", **_run_page(run_id))


@needs(Right.VIEW)
def live(run_id: int) -> str:
    """Show the part of a run's page that changes."""
    return render_template("chains/_live.html", **_run_page(run_id))


@needs(Right.VIEW)
def log(run_id: int, stage_run_id: int) -> Response:
    """Give everything that an agent wrote in one attempt at a stage."""
    if all(one.id != stage_run_id for one in store().chain_runs.stages(_get(run_id).id)):
        abort(404)
    answer = Response(store().chain_runs.log_of(stage_run_id), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="run-{run_id}-stage-{stage_run_id}.log"'
    return answer


@needs(Right.RUN)
def cancel(run_id: int) -> AnyResponse:
    """Cancel a run."""
    found = store().chain_runs.cancel(_get(run_id).id, now=now())
    note("cancelled", "chain", found.chain.name, detail=f"run {run_id}")
    flash(f"Run {run_id} is cancelled; what is under way is being ended.", "cancelled")
    return redirect(url_for("chains.show_run", run_id=run_id), 303)


@needs(Right.RUN)
def again(run_id: int) -> AnyResponse:
    """Run again from a stage, with what the stages before it gave."""
    old = _get(run_id)
    position = request.form.get("position", type=int)
    if position is None or not 0 <= position < len(old.chain.stages):
        abort(404)
    try:
        task = catalogue().get(old.task_id) if old.task_id else None
        asked = rerun_request(store(), old, position, task=task, by=_name())
    except TrainingError as error:
        flash(str(error), "failed")
        return redirect(url_for("chains.show_run", run_id=run_id), 303)
    return _begun(asked, task, seed=store().trials.get(old.trial_id).seed if old.trial_id else None)


def _begun(asked: RunRequest, task: Task | None, *, seed: int | None = None) -> AnyResponse:
    if task is None:
        number = store().chain_runs.queue(asked, now=now()).id
    else:
        wanted = BatchRequest(
            agent=asked.chain.agent_name,
            tasks=(task,),
            strategies=(strategy_for(asked.chain),),
            repeats=1,
            seed=randbelow(SEED_LIMIT) if seed is None else seed,
            team=asked.team,
            created_by=asked.created_by,
        )
        _, numbers = store().chain_runs.queue_on_tasks(plan_batch(wanted), asked, now=now())
        number = numbers[0]
    note("ran", "chain", asked.chain.name, detail=f"run {number}")
    return redirect(url_for("chains.show_run", run_id=number), 303)


def _asked(chain: Chain) -> tuple[RunRequest, Task | None]:
    """Return the run that the form asks for, and its task if it has one.

    Raises:
        InvalidChainError: the chain can't be run so.
        UnknownTaskError: it names a task that is not there.
    """
    task = catalogue().get(request.form["task"]) if request.form.get("task") else None
    agent, text = request.form.get("agent", ""), request.form.get("text", "")
    chosen = with_agents(chain, {ALL: agent}) if agent else chain
    _check(chosen, task, text)
    names = [variable for variable, _ in chosen.variables]
    variables = tuple((one, request.form[f"v-{one}"]) for one in names if request.form.get(f"v-{one}"))
    return RunRequest(chain=chosen, text=text, variables=variables, team=own_team(), created_by=_name()), task


def _check(chain: Chain, task: Task | None, text: str) -> None:
    if task is None and not text.strip():
        raise InvalidChainError("The chain was given nothing to work on. Choose a task, or write what it is to do.")
    if found := problems(chain, known(), on_task=task is not None) or absent(chain):
        raise InvalidChainError(" ".join(str(problem) for problem in found))


def _get(run_id: int) -> ChainRun:
    found = store().chain_runs.get(run_id)
    if found.team != own_team():
        abort(404)
    return found


@dataclass(frozen=True, kw_only=True)
class Step:
    """One attempt at a stage, as the vertical line shows it. `lines` are the last ones that its agent wrote."""

    run: StageRun
    mark: str
    hand_offs: tuple[HandOff, ...]
    lines: tuple[tuple[str, str], ...]
    is_newest: bool


def _run_page(run_id: int) -> dict[str, Any]:
    found = _get(run_id)
    trial = store().trials.get(found.trial_id) if found.trial_id else None
    stages = store().chain_runs.stages(run_id)
    begun = {one.start.stage for one in stages}
    steps = _steps(found, stages)
    return {
        "run": found,
        "row": run_rows((found,))[0],
        "trial": trial,
        "steps": steps,
        "waiting": [stage for stage in ordered(found.chain) if stage.name not in begun] if not found.is_over else [],
        "is_over": _is_over(found, trial),
        "is_worked": is_worked(),
        "choices": {choice.stage: choice for choice in found.choices},
        "program": [
            (file.path, coloured_lines(file.content.decode(errors="replace"), file.path))
            for file in found.program or ()
        ],
        "arrived": sum(one.arrived for step in steps for one in step.hand_offs),
        "handed": sum(len(step.hand_offs) for step in steps),
        "side_chars": _SIDE_CHARS,
    }


def _is_over(found: ChainRun, trial: Trial | None) -> bool:
    return found.is_over and (trial is None or trial.state is TrialState.CLOSED)


def _steps(found: ChainRun, stages: tuple[StageRun, ...]) -> tuple[Step, ...]:
    events = store().chain_runs.events(found.id, limit=_LINES_SHOWN, newest=True)
    hand_offs = store().chain_runs.hand_offs(found.id)
    newest = {one.start.position: one.id for one in stages}
    return tuple(
        Step(
            run=one,
            mark=_STAGE_MARKS[one.state],
            hand_offs=tuple(hand_off for hand_off in hand_offs if hand_off.stage_run_id == one.id),
            lines=tuple((f"{event.at:%H:%M:%S}", told(event.line)) for event in events if event.stage_run_id == one.id),
            is_newest=newest[one.start.position] == one.id,
        )
        for one in stages
    )


def _name() -> str:
    someone = person()
    return someone.name if someone else "nobody"
