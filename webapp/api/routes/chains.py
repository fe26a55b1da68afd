"""Chains of agents: what there is, new versions, runs on free text or on a task, and both sides of every hand-off."""

from http import HTTPStatus
from secrets import randbelow
from typing import Any, NoReturn

from flask import url_for
from marshmallow import fields, validate
from webargs.flaskparser import abort

from training.chains.agent import strategy_for
from training.chains.checking import problems
from training.chains.errors import ChainFileError, UnknownChainError
from training.chains.files import parse_chain
from training.errors import UnknownTaskError
from training.model.chain_runs import ChainRun, HandOff, RunRequest, StageRun
from training.model.chains import Chain, SavedChain
from training.model.tasks import Task
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from webapp.access import Right
from webapp.acts import note
from webapp.api.arguments import Asked, ListQuery, number
from webapp.api.arguments import text as words
from webapp.api.operations import Operations, page
from webapp.api.schemas import list_of, page_of, schema_of
from webapp.chains.knowledge import book, known
from webapp.context import now, the_person
from webapp.resources import catalogue, store

api = Operations("chains", "Chains of agents, their runs, and what was handed on.")

LONGEST_TEXT = 100_000
LONGEST_FILE = 80_000  # any 80,000 characters, escaped as JSON may be, are below the limit of a body
MOST_VARIABLES = 50


class ChainAsked(Asked):
    """A chain to be saved."""

    file = words(required=True, longest=LONGEST_FILE, metadata={"description": "The chain as TOML or JSON."})
    note = words(load_default="", metadata={"description": "What changed."})


class RunAsked(Asked):
    """A run of a chain, on free text or on a task."""

    chain = words(required=True)
    version = words(load_default=None, allow_none=True)
    text = words(longest=LONGEST_TEXT, load_default="")
    task = words(load_default=None, allow_none=True)
    seed = number(0, SEED_LIMIT - 1, load_default=None, allow_none=True)
    variables = fields.Dict(
        keys=words(),
        values=words(longest=LONGEST_TEXT),
        load_default=dict,
        validate=validate.Length(max=MOST_VARIABLES, error=f"Give at most {MOST_VARIABLES} variables."),
    )


class RunQuery(ListQuery):
    """Which runs."""

    chain = words(load_default=None)


@api.get("/chains", list_of(schema_of(SavedChain), "Chains"))
def list_chains() -> dict[str, Any]:
    """List the newest version of every chain."""
    return {"items": book().all()}


@api.get("/chains/<name>", list_of(schema_of(SavedChain), "ChainVersions"))
def list_chain_versions(name: str) -> dict[str, Any]:
    """List every version of a chain, the newest first."""
    return {"items": book().versions(name)}


@api.operation("/chains", "POST", schema_of(SavedChain), right=Right.RUN, status=HTTPStatus.CREATED)
@api.takes(ChainAsked)
def save_chain(asked: dict[str, Any]) -> SavedChain:
    """Keep a chain as the newest version of its name."""
    someone = the_person()
    try:
        chain = parse_chain(asked["file"].encode(), source="The chain")
    except ChainFileError as error:
        _refuse("file", str(error))
    if found := problems(chain, known()):
        _refuse("file", *map(str, found))
    store().chains.save(chain, team=someone.team, by=someone.name, now=now(), note=asked["note"])
    note("saved", "chain", chain.name, detail=chain.version)
    return book().versions(chain.name)[0]


@api.get("/chain-runs", page_of(ChainRun))
@api.takes(RunQuery, "query")
def list_chain_runs(query: dict[str, Any]) -> Any:
    """List runs of chains, the newest first."""
    found = store().chain_runs.list(
        team=the_person().team, name=query["chain"], after=query["after"], limit=query["limit"] + 1
    )
    return page(found, limit=query["limit"])


@api.operation(
    "/chain-runs",
    "POST",
    schema_of(ChainRun),
    right=Right.RUN,
    status=HTTPStatus.CREATED,
    fails=(HTTPStatus.CONFLICT,),
)
@api.takes(RunAsked)
def create_chain_run(asked: dict[str, Any]) -> Any:
    """Queue a run of a chain."""
    someone = the_person()
    chain, task = _chain(asked), _task(asked["task"])
    if task is None and not asked["text"].strip():
        _refuse("text", "The chain was given nothing to work on. Give a task, or a text.")
    _check(chain, on_task=task is not None)
    request = RunRequest(
        chain=chain,
        text=asked["text"],
        variables=tuple(asked["variables"].items()),
        team=someone.team,
        created_by=someone.name,
    )
    run_id = store().chain_runs.queue(request, now=now()).id if task is None else _on_task(request, task, asked["seed"])
    note("asked for", "chain run", run_id, detail=chain.name)
    location = {"Location": url_for("api-chains.get_chain_run", run_id=run_id)}
    return store().chain_runs.get(run_id), HTTPStatus.CREATED.value, location


@api.get("/chain-runs/<int:run_id>", schema_of(ChainRun))
def get_chain_run(run_id: int) -> ChainRun:
    """Show one run."""
    return store().chain_runs.get(run_id)


@api.get("/chain-runs/<int:run_id>/stages", list_of(schema_of(StageRun), "StageRuns"))
def list_chain_stages(run_id: int) -> dict[str, Any]:
    """List a run's stages in the order they were begun, retries among them."""
    store().chain_runs.get(run_id)
    return {"items": store().chain_runs.stages(run_id)}


@api.get("/chain-runs/<int:run_id>/hand-offs", list_of(schema_of(HandOff), "HandOffs"))
def list_chain_hand_offs(run_id: int) -> dict[str, Any]:
    """List what was handed on in a run: what was sent, and what was received."""
    store().chain_runs.get(run_id)
    return {"items": store().chain_runs.hand_offs(run_id)}


@api.operation("/chain-runs/<int:run_id>/cancel", "POST", schema_of(ChainRun), right=Right.RUN)
def cancel_chain_run(run_id: int) -> ChainRun:
    """Cancel a run: what runs is ended."""
    run = store().chain_runs.cancel(run_id, now=now())
    note("cancelled", "chain run", run_id)
    return run


def _chain(asked: dict[str, Any]) -> Chain:
    try:
        return book().get(asked["chain"], asked["version"])
    except UnknownChainError as error:
        _refuse("chain", str(error))


def _task(name: str | None) -> Task | None:
    try:
        return catalogue().get(name) if name else None
    except UnknownTaskError as error:
        _refuse("task", str(error))


def _check(chain: Chain, *, on_task: bool) -> None:
    if found := problems(chain, known(), on_task=on_task):
        _refuse("chain", *map(str, found))


def _on_task(request: RunRequest, task: Task, seed: int | None) -> int:
    plan = plan_batch(
        BatchRequest(
            agent=request.chain.agent_name,
            tasks=(task,),
            strategies=(strategy_for(request.chain),),
            repeats=1,
            seed=randbelow(SEED_LIMIT) if seed is None else seed,
            team=request.team,
            created_by=request.created_by,
        )
    )
    _, numbers = store().chain_runs.queue_on_tasks(plan, request, now=now())
    return numbers[0]


def _refuse(name: str, *sentences: str) -> NoReturn:
    abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"json": {name: list(sentences)}})
